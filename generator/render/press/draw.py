"""Painting drawings of shapes and text, as WeasyPrint paints them, in a tenth of its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import pi, sqrt

from generator.render.press.engine import engine
from generator.render.press.letters import SPACE, Letter, Letters
from generator.render.press.piece import Ink
from generator.render.press.sketch import DRAWING, Drawn, Face, Sketch
from generator.render.press.unfit import Unfit

_EMPTY = re.compile(rb"0 0 ([0-9.]+) ([0-9.]+) re\nf")
PANGO = 1024
"""Parts of a pixel to which Pango rounds the width of a letter."""
_CALLED = re.compile(rb"\(%s-(\d+)\)" % DRAWING.encode())
_ARC = 4 * (sqrt(2) - 1) / 3


def needed(sketches: Sequence[Sketch]) -> Iterator[tuple[Face, str]]:
    """The letters that drawings need."""
    for sketch in sketches:
        for figure in sketch.figures:
            for face, words in figure.runs:
                yield from ((face, SPACE if letter == " " else letter) for letter in words)


def cannot_be_drawn(sketches: Sequence[Sketch], letters: Letters) -> set[int]:
    """The drawings, by their numbers, that have a letter which cannot be set by itself."""
    return {
        number
        for number, sketch in enumerate(sketches)
        if any(letters.of(face, letter) is None for face, letter in needed([sketch]))
    }


def used_letters(sketches: Sequence[Sketch], letters: Letters) -> Iterator[Letter]:
    """The letters, prepared before, that some drawings are set in; those that are laid out themselves may lack some."""
    for face, letter in dict.fromkeys(needed(sketches)):
        found = letters.of(face, letter)
        if found is not None and letter != SPACE:
            yield found


def drawn(item: Ink, sketches: Sequence[Sketch], letters: Letters) -> bytes:
    """The content of an item with its drawing in place of the empty one. Raises Unfit where there is no empty one."""
    match = _EMPTY.search(item.content)
    if match is None or item.drawing is None:
        raise Unfit("a drawing is not where it was left out")
    pen = _Pen(letters, float(match[1]), float(match[2]))
    for figure in sketches[item.drawing].figures:
        pen.draw(figure)
    return b"%s%s%s" % (item.content[: match.start()], b"\n".join(pen.content), item.content[match.end() :])


def called(attributes: bytes, sketches: Sequence[Sketch]) -> bytes:
    """The attributes of an element, with what its drawing is called in this book."""
    if DRAWING.encode() not in attributes:
        return attributes

    def title(match: re.Match[bytes]) -> bytes:
        data: bytes = engine().pydyf.String(sketches[int(match[1])].title).data
        return data

    return _CALLED.sub(title, attributes)


class _Pen:
    """Writes the operators of a drawing, each change of color or line once."""

    def __init__(self, letters: Letters, width: float, height: float) -> None:
        self.letters = letters
        self.sizes = {"x": width, "y": height, "r": sqrt((width**2 + height**2) / 2)}
        self.content: list[bytes] = []
        self.state: dict[bytes, bytes] = {}

    def put(self, operands: bytes, operator: bytes) -> None:
        """Change the color or the line, if it is another one."""
        if self.state.get(operator) != operands:
            self.state[operator] = operands
            self.content.append(operands + b" " + operator)

    def draw(self, figure: Drawn) -> None:
        """A shape or a text."""
        fills = figure.fill is not None and figure.kind != "line"
        if figure.fill is not None and fills:
            self.put(figure.fill, b"rg")
        if figure.kind == "text":
            self.text(figure)
            return
        path = list(self.path(figure))
        if figure.stroke is not None and figure.width:
            self.put(figure.stroke, b"RG")
            self.put(_number(figure.width), b"w")
            self.put(b"[%s] 0" % figure.dashes, b"d")
            self.content += [*path, b"B" if fills else b"S"] if path else ()
        elif fills and path:
            self.content += [*path, b"f"]

    def path(self, figure: Drawn) -> Iterator[bytes]:
        """The outline of a shape."""
        if figure.kind == "line":
            x1, y1, x2, y2 = self.lengths(figure, "x1", "y1", "x2", "y2")
            yield from (_operator(b"m", x1, y1), _operator(b"l", x2, y2))
        elif figure.kind == "path":
            yield from _steps(figure)
        elif figure.kind == "circle":
            x, y, r = self.lengths(figure, "cx", "cy", "r")
            yield from _circle(x, y, r) if r else ()
        else:
            x, y, width, height, radius = self.lengths(figure, "x", "y", "width", "height", "rx")
            if width > 0 and height > 0:
                yield from _rounded(x, y, width, height, radius) if radius else [_operator(b"re", x, y, width, height)]

    def lengths(self, figure: Drawn, *names: str) -> list[float]:
        """Lengths of a shape, where its group is."""
        return [self.length(figure, name) for name in names]

    def length(self, figure: Drawn, name: str) -> float:
        number, is_percent = figure.lengths.get(name, (0.0, False))
        across = "r" if name == "r" else "y" if "y" in name or name == "height" else "x"
        moved = 0 if name in ("width", "height", "r", "rx") else figure.moved[across == "y"]
        return (number * self.sizes[across] / 100 if is_percent else number) + moved

    def text(self, figure: Drawn) -> None:
        """A text from letters without kerning, each in its place: viewers round where a run of them begins."""
        letters = [(each, self.letter(face, each)) for face, words in figure.runs for each in words]
        if not letters or figure.fill is None:
            return
        widths = [round(one.width * figure.size * PANGO) / PANGO for _, one in letters]
        x, y = self.lengths(figure, "x", "y")
        x -= {"middle": sum(widths) / 2, "end": sum(widths)}.get(figure.anchor, 0)
        font = ""
        self.content.append(b"BT")
        for (each, one), width in zip(letters, widths, strict=True):
            if each not in (" ", SPACE):
                if one.font != font:
                    self.content.append(b"/%s %s Tf" % (one.font.encode(), _number(figure.size)))
                    font = one.font
                self.content.append(b"1 0 0 -1 %s %s Tm [<%s>] TJ" % (_number(x), _number(y), one.code))
            x += width
        self.content.append(b"ET")

    def letter(self, face: Face, letter: str) -> Letter:
        found = self.letters.of(face, SPACE if letter == " " else letter)
        if found is None:
            raise Unfit("a drawing has a letter that cannot be set by itself")
        return found


def _steps(figure: Drawn) -> Iterator[bytes]:
    """A path of straight lines."""
    right, down = figure.moved
    x, y = 0.0, 0.0
    for name, numbers in figure.steps:
        if name == "Z":
            yield b"h"
            continue
        x = numbers[0] if name in "MLH" else x
        y = numbers[-1] if name in "MLV" else y
        yield _operator(b"m" if name == "M" else b"l", x + right, y + down)


def _circle(x: float, y: float, r: float) -> Iterator[bytes]:
    """A circle of four curves, as round as WeasyPrint's."""
    c = r / sqrt(pi)
    yield _operator(b"m", x + r, y)
    yield _operator(b"c", x + r, y + c, x + c, y + r, x, y + r)
    yield _operator(b"c", x - c, y + r, x - r, y + c, x - r, y)
    yield _operator(b"c", x - r, y - c, x - c, y - r, x, y - r)
    yield _operator(b"c", x + c, y - r, x + r, y - c, x + r, y)
    yield b"h"


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Iterator[bytes]:
    """A rectangle with round corners."""
    across, down = min(radius, width / 2), min(radius, height / 2)
    right, bottom = x + width, y + height
    c, d = across * (1 - _ARC), down * (1 - _ARC)
    yield _operator(b"m", x + across, y)
    yield _operator(b"l", right - across, y)
    yield _operator(b"c", right - c, y, right, y + d, right, y + down)
    yield _operator(b"l", right, bottom - down)
    yield _operator(b"c", right, bottom - d, right - c, bottom, right - across, bottom)
    yield _operator(b"l", x + across, bottom)
    yield _operator(b"c", x + c, bottom, x, bottom - d, x, bottom - down)
    yield _operator(b"l", x, y + down)
    yield _operator(b"c", x, y + d, x + c, y, x + across, y)
    yield b"h"


def _operator(name: bytes, *numbers: float) -> bytes:
    return b" ".join([*map(_number, numbers), name])


def _number(value: float) -> bytes:
    """A number as short as it can be, to a thousandth."""
    return (b"%.3f" % (round(value, 3) + 0.0)).rstrip(b"0").rstrip(b".")
