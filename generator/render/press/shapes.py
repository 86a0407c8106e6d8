"""The glyphs of short texts, laid out once for each look of letters."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generator.render.press.engine import box_of, engine
from generator.render.press.late import STAND_IN, Digits
from generator.render.press.needs import add_glyphs
from generator.render.press.paint import Brush, Canvas
from generator.render.press.piece import ARTIFACT, RAW
from generator.render.press.short import Shape

if TYPE_CHECKING:
    from generator.render.press.layout import Layout

MOST = 5_000
"""Texts that a process remembers, digits left out: few hundred make all days."""
_RUN = re.compile(rb"<([0-9a-f]+)>")
_DIGIT = re.compile(r"\d")
BATCH = 400
"""Texts that are laid out below each other on a tall page."""
PROBE = "(#) #–#, #.#+ $#:#/# w#y #T"
"""Digits next to what may be next to them."""
_SHOWN = re.compile(rb"/(\S+) [0-9.]+ Tf\s(\[[^\]]*\] TJ)\s*ET$")


def pattern_of(text: str) -> str:
    """A text with stand-ins for its digits, which are filled in later."""
    return _DIGIT.sub(STAND_IN, text)


def with_digits(shape: Shape, text: str, digits: Digits) -> bytes:
    """The operand of a text, from the shape of its pattern."""
    numbers = iter([int(one) for one in _DIGIT.findall(text)])
    table = digits.tables.get((shape.font.encode(), shape.digit)) if shape.digit else None

    def run(match: re.Match[bytes]) -> bytes:
        codes = _codes(match[0])
        return b"<%s>" % b"".join(table[next(numbers)] if table and code == shape.digit else code for code in codes)

    return _RUN.sub(run, shape.operand)


def _codes(operand: bytes) -> list[bytes]:
    """The glyphs of an operand, each four hexadecimal digits."""
    joined = b"".join(_RUN.findall(operand))
    return [joined[at : at + 4] for at in range(0, len(joined), 4)]


class Shapes:
    """The shapes of patterns (texts with one stand-in for all digits) in faces (the CSS of their letters)."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.known: dict[tuple[str, str], Shape | None] = {}
        self.evens: dict[str, bool] = {}
        """Of each face, whether its digits are as wide as each other and as far from what is next to them."""
        self.operands: dict[tuple[str, str], bytes] = {}

    def prepare(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Shape what is not known yet."""
        if len(self.known) > MOST:
            self.known.clear()
        missing = self.layout.texts.fetch(self.known, [one for one in dict.fromkeys(wanted) if one not in self.known])
        faces = {face for face, pattern in missing if STAND_IN in pattern and face not in self.evens}
        probes = [(face, PROBE.replace("#", str(digit))) for face in sorted(faces) for digit in range(10)]
        texts = [*missing, *probes]
        made: dict[tuple[str, str], Shape | None] = {}
        for at in range(0, len(texts), BATCH):
            made |= zip(texts[at : at + BATCH], self.made(texts[at : at + BATCH]), strict=True)
        for face in faces:
            self.evens[face] = self._is_even([made[face, PROBE.replace("#", str(digit))] for digit in range(10)])
        for face, pattern in missing:
            shape = made[face, pattern]
            self.known[face, pattern] = None if STAND_IN in pattern and not self.evens[face] else shape
        self.layout.texts.keep(self.known, missing)

    def of(self, face: str, pattern: str) -> Shape | None:
        """A shape that was prepared; None where the text cannot be filled in."""
        return self.known[face, pattern]

    def filled(self, face: str, text: str) -> bytes:
        """The operand of a text whose pattern was prepared; days and sums come again in most books."""
        if (face, text) not in self.operands:
            if len(self.operands) >= MOST:
                self.operands.clear()
            shape = self.known[face, pattern_of(text)]
            assert shape is not None
            self.operands[face, text] = with_digits(shape, text, self.layout.digits)
        return self.operands[face, text]

    def _is_even(self, probes: list[Shape | None]) -> bool:
        first, digits = probes[int(STAND_IN)], self.layout.digits
        return (
            first is not None
            and first.digit != b""
            and all(
                one is not None and one.operand == with_digits(first, PROBE.replace("#", str(digit)), digits)
                for digit, one in enumerate(probes)
            )
        )

    def made(self, texts: list[tuple[str, str]]) -> list[Shape | None]:
        """Some texts in faces, each laid out on a line of its own."""
        lines = "".join(
            f'<div style="{html.escape(face)}; white-space: nowrap">{html.escape(text)}</div>' for face, text in texts
        )
        (page,) = self.layout.tall([f"<div>{lines}</div>"])
        brush = Brush(Canvas(self.layout.fonts), box_of(page))
        paragraphs = box_of(page).children[0].children[0].children[0].children[0].children
        return [self._shape(brush, box) for box in paragraphs]

    def _shape(self, brush: Brush, box: Any) -> Shape | None:
        self.layout.forget_glyphs()
        (line,) = box.children
        brush.line(line)
        painted = [item for item, _ in brush.take() if item.tag not in (RAW, ARTIFACT)]
        if len(painted) != 1 or len(line.children) != 1 or not isinstance(line.children[0], engine().boxes.TextBox):
            return None
        shown = _SHOWN.search(painted[0].content)
        if shown is None or painted[0].content.count(b"TJ") != 1:
            return None
        glyphs = self.layout.painted_glyphs()
        tables = {code: table for (font, code), table in self.layout.digits.tables.items() if font == shown[1]}
        found = sorted(tables.keys() & set(_codes(shown[2])))
        font, digit = shown[1].decode(), found[0] if len(found) == 1 else b""
        if digit:
            add_glyphs(glyphs, font, self.layout.digits.all_of(shown[1], digit))
        return Shape(shown[2], font, line.children[0].width, digit, glyphs)
