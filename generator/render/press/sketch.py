"""Drawings with words in them, taken out of a book's HTML: each reader has others, and nothing around depends on them.

A part is laid out with an empty drawing of the same size. What is drawn is read here and painted by `draw.py`, where it
is of shapes and text alone, as charts are; any other drawing stays in its part, and WeasyPrint paints it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

DRAWING = "late-drawing"
"""What a drawing is called in the part it was taken out of, with its number there."""
ATTRIBUTE = "data-drawing"
ROOM = '<rect width="100%" height="100%" fill="#000000" stroke="none"/>'
"""What is laid out where a drawing goes, and says how large it is."""
Face = tuple[str, int]
"""A family of letters and their weight."""

_SVG = re.compile(r"(<svg\b[^>]*)>\s*(<title\b[^>]*>)([^<]*)</title>(.*?)</svg>", re.DOTALL)
_EMPTY = re.compile(rf"<svg\b[^>]*? {ATTRIBUTE}=\"{DRAWING}-(\d+)\">.*?</svg>", re.DOTALL)
_NUMBER = re.compile(rf"{DRAWING}-(\d+)")
_TOKEN = re.compile(r"<(/?)(\w+)([^>]*?)(/?)>|([^<]+)")
_ATTRIBUTE = re.compile(r"\s([\w:-]+)=\"([^\"]*)\"")
_MOVED = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)$")
_COLOR = re.compile(r"#(?:([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})|([0-9a-f])([0-9a-f])([0-9a-f]))$", re.IGNORECASE)
_STEP = re.compile(r"\s*([MLHVZ])([^A-Za-z]*)")
_NUMBERS = re.compile(r"-?\d*\.?\d+")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Z": 0}
_SPACES = re.compile(r" +")

PLACED = {
    "line": ("x1", "y1", "x2", "y2"),
    "rect": ("x", "y", "width", "height", "rx"),
    "circle": ("cx", "cy", "r"),
    "path": (),
    "text": ("x", "y"),
}
"""The lengths of each shape."""
TEXTS = ("text", "tspan")
_OF_TEXT = frozenset(("font-size", "text-anchor", "fill", "stroke"))
"""What holds for a text as a whole."""
_INHERITED = (*sorted(_OF_TEXT), "font-family", "font-weight", "stroke-width", "stroke-dasharray")
_KNOWN = frozenset((*_INHERITED, "class", "id", "role", "xmlns", "viewBox", "width", "height"))

Length = tuple[float, bool]
"""A number, and whether it is percent of the drawing's size."""


class _CannotDrawError(ValueError):
    """A drawing has something that only WeasyPrint can draw."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape or a text: its kind, its lengths by name, where its group is, and how it is painted.

    `steps` are those of a path, `runs` the words of a text with their faces.
    """

    kind: str
    lengths: Mapping[str, Length]
    moved: tuple[float, float]
    fill: bytes | None
    stroke: bytes | None
    width: float
    dashes: bytes
    size: float = 0
    anchor: str = "start"
    steps: tuple[tuple[str, tuple[float, ...]], ...] = ()
    runs: tuple[tuple[Face, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose end has not come yet: what holds inside it, where its group is, and its lengths."""

    name: str
    kept: Mapping[str, str]
    moved: tuple[float, float]
    lengths: Mapping[str, Length]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing: its HTML, what it is called, and what is drawn."""

    source: str
    title: str
    figures: tuple[Drawn, ...]


def without_drawings(html: str) -> tuple[str, list[Sketch]]:
    """HTML with empty drawings, without what tells scripts of them, for those that `draw.py` can paint, and these."""
    found: list[Sketch] = []

    def empty(match: re.Match[str]) -> str:
        opening, title, called, inner = match.groups()
        if "<text" not in inner:
            return match[0]
        try:
            figures = tuple(_Reader(dict(_ATTRIBUTE.findall(opening))).read(inner))
        except (ValueError, LookupError):
            return match[0]
        found.append(Sketch(match[0], unescape(called), figures))
        name, opening = f"{DRAWING}-{len(found) - 1}", re.sub(r"\sdata-[\w-]+=\"[^\"]*\"", "", opening)
        return f'{opening} {ATTRIBUTE}="{name}">{title}{name}</title>{ROOM}</svg>'

    return _SVG.sub(empty, html), found


def own_drawings(html: str, found: Sequence[Sketch]) -> tuple[str, tuple[Sketch, ...]]:
    """A part of that HTML, whose drawings are counted from its beginning, and these drawings."""
    numbers: dict[str, int] = {}
    html = _NUMBER.sub(lambda match: f"{DRAWING}-{numbers.setdefault(match[1], len(numbers))}", html)
    return html, tuple(found[int(number)] for number in numbers)


def with_drawings(html: str, drawings: Sequence[Sketch], kept: Collection[int]) -> str:
    """The HTML of a part with some of its drawings again."""
    return _EMPTY.sub(lambda match: drawings[int(match[1])].source if int(match[1]) in kept else match[0], html)


def drawing_of(box: Any) -> int | None:
    """The number of the drawing that a box was left empty for."""
    name = None if box.element is None else box.element.get(ATTRIBUTE)
    return None if name is None else int(name.removeprefix(f"{DRAWING}-"))


class _Reader:
    """Reads the inside of a drawing. Raises ValueError or LookupError where there is something it does not know."""

    def __init__(self, outer: Mapping[str, str]) -> None:
        self.open = [_Open("svg", _inside({}, outer), (0.0, 0.0), {})]
        self.words: list[tuple[Face, str]] = []

    def read(self, inner: str) -> Iterator[Drawn]:
        """What is drawn, in order."""
        for end, name, given, is_closed, text in _TOKEN.findall(inner):
            if text:
                self.add(unescape(text))
            elif end:
                ended = self.open.pop()
                if ended.name != name:
                    raise _CannotDrawError(name)
                if name == "text":
                    yield replace(_drawn(ended, ended.lengths), runs=tuple(_shown(self.words)))
            else:
                yield from self.begin(name, dict(_ATTRIBUTE.findall(given)), is_closed=bool(is_closed))

    def add(self, text: str) -> None:
        """Words, which only a text may have."""
        inside = self.open[-1]
        if inside.name in TEXTS:
            face = inside.kept["font-family"].strip("'"), int(inside.kept.get("font-weight", "400"))
            self.words.append((face, text))
        elif text.strip():
            raise _CannotDrawError(text)

    def begin(self, name: str, own: dict[str, str], *, is_closed: bool) -> Iterator[Drawn]:
        """An element: a shape is drawn, a group or a text goes on to its end."""
        around = self.open[-1]
        if (name == "tspan") != (around.name in TEXTS) or (name == "tspan" and own.keys() & _OF_TEXT):
            raise _CannotDrawError(name)
        right, down = around.moved
        if name == "g" and "transform" in own:
            match = _MOVED.match(own.pop("transform"))
            if match is None:
                raise _CannotDrawError(name)
            right, down = right + float(match[1]), down + float(match[2])
        lengths = {one: _length(own.pop(one)) for one in PLACED.get(name, ()) if one in own}
        steps = tuple(_steps(own.pop("d"))) if name == "path" else ()
        new = _Open(name, _inside(around.kept, own), (right, down), lengths)
        if name in ("g", *TEXTS) and not is_closed:
            if name == "text":
                self.words = []
                if _color(new.kept.get("stroke", "none")) is not None:
                    raise _CannotDrawError(name)
            self.open.append(new)
        elif is_closed and name in PLACED and name != "text":
            yield replace(_drawn(new, lengths), steps=steps)
        else:
            raise _CannotDrawError(name)


def _inside(around: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What of the attributes around an element and of its own holds inside it."""
    for name in own:
        if name not in _KNOWN and not name.startswith(("data-", "aria-")):
            raise _CannotDrawError(name)
    return {**around, **{name: own[name] for name in _INHERITED if name in own}}


def _drawn(one: _Open, lengths: Mapping[str, Length]) -> Drawn:
    kept = one.kept
    dashes = " ".join(f"{float(each):g}" for each in kept.get("stroke-dasharray", "").split())
    return Drawn(
        one.name,
        lengths,
        one.moved,
        _color(kept.get("fill", "#000000")),
        _color(kept.get("stroke", "none")),
        float(kept.get("stroke-width", "1")),
        dashes.encode(),
        float(kept.get("font-size", "16")),
        kept.get("text-anchor", "start"),
    )


def _shown(words: Sequence[tuple[Face, str]]) -> list[tuple[Face, str]]:
    """The words of a text with the spaces that it shows: one between words, none around them."""
    runs: list[tuple[Face, str]] = []
    after_space = True
    for face, text in words:
        shown = _SPACES.sub(" ", re.sub(r"[\r\n]", "", text).replace("\t", " "))
        shown = shown.lstrip(" ") if after_space else shown
        after_space = shown.endswith(" ") if shown else after_space
        runs.append((face, shown))
    if runs:
        runs[-1] = (runs[-1][0], runs[-1][1].rstrip(" "))
    return [one for one in runs if one[1]]


def _length(value: str) -> Length:
    return float(value.removesuffix("%")), value.endswith("%")


def _color(value: str) -> bytes | None:
    """The operands of a color; None where there is none."""
    if value == "none":
        return None
    match = _COLOR.match(value)
    if match is None:
        raise _CannotDrawError(value)
    parts = [one if len(one) == 2 else one * 2 for one in match.groups() if one]
    return b"%.4g %.4g %.4g" % tuple(int(one, 16) / 255 for one in parts)


def _steps(path: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The steps of a path of straight lines."""
    if _STEP.sub("", path).strip():
        raise _CannotDrawError(path)
    for name, given in _STEP.findall(path):
        numbers = tuple(float(one) for one in _NUMBERS.findall(given))
        if len(numbers) != _COUNTS[name] or _NUMBERS.sub("", given).strip(" ,"):
            raise _CannotDrawError(path)
        yield name, numbers
