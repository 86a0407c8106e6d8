"""Numbers that are filled into painted text: of pages, of sources, of an item of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.press.needs import Glyphs
from generator.render.press.piece import Hole, Ink
from generator.render.press.unfit import Unfit

STAND_IN = "8"
"""Each digit of a number that is filled in later is laid out as this one."""
MOST_DIGITS = 3
LATE = "late"
VALUE = "data-late"
"""Marks elements that hold nothing but a short text that other books have other ones for."""
BLANK = STAND_IN * 2
"""What is laid out in its place."""
HEAD = "late-head"
"""What is laid out in place of a running head (`data-head`)."""
PAGE = "data-page"
"""Says of a link in a piece which number of a page is printed for it."""
OWN, OWN_ANCHOR = "own-number", "own-anchor"
_TARGET = re.compile(rf"#?{LATE}-(\d|n\d+)-(\d+)$")
_FONT = re.compile(rb"/(\S+) [0-9.]+ Tf")
_KERN = rb"(?:>-?[0-9.]+<)?"


def target_of(href: str) -> tuple[int, int] | None:
    """How many digits a link's number has, and which of the piece's links it is; None of any other address.

    A link to a footnote has no number, but the note's letter.
    """
    match = _TARGET.match(href)
    return None if match is None else (int(match[1]) if match[1].isdigit() else 0, int(match[2]))


@dataclass(frozen=True, slots=True)
class Digits:
    """The ten digits of each font and kind of figures, found by the font and the glyph of its stand-in."""

    tables: Mapping[tuple[bytes, bytes], tuple[bytes, ...]]
    widths: Mapping[tuple[bytes, bytes], float]

    def hole(self, content: bytes, box: Any) -> Hole | None:
        """The number to be filled in, in the painted text of a box; None where there is none.

        Raises Unfit where the text is set in a font whose digits differ in width, or in one of several fonts.
        """
        text, element, tag = getattr(box, "text", None), box.element, box.element_tag or ""
        if text is None or element is None or STAND_IN not in text:
            return None
        link = target_of(element.get("href", ""))
        page = "::" in tag
        if tag == "li::marker" and element.get(OWN):
            return self.found(content, len(element.get(OWN)), None, page=False)
        if link is None or (not page and element.get(OWN) is None):
            return None
        return self.found(content, link[0] if page else len(element.get(OWN)), link[1], page=page)

    def found(self, content: bytes, count: int, link: int | None, *, page: bool) -> Hole:
        fonts = set(_FONT.findall(content))
        for font, code in self.tables:
            if fonts == {font} and _pattern(code * count).search(content):
                return Hole(font, code * count, link, page)
        raise Unfit("a number that is filled in later is set in a font whose digits were not measured")

    def fill(self, item: Ink, number: str) -> bytes:
        """The content of an item with its number. Raises Unfit where the number has other digits than there is room."""
        hole = item.hole
        if hole is None or len(hole.code) != 4 * len(number):
            raise Unfit("a number has more digits than it has room for")
        table = self.tables[hole.font, hole.code[:4]]
        return _pattern(hole.code).sub(b"".join(table[int(digit)] for digit in number), item.content, count=1)

    def glyphs(self, hole: Hole) -> Glyphs:
        """The glyphs of all digits that may be filled in."""
        return self.all_of(hole.font, hole.code[:4])

    def all_of(self, font: bytes, code: bytes) -> Glyphs:
        """The glyphs of all digits that go with one of them."""
        numbers = [int(one, 16) for one in self.tables[font, code]]
        return Glyphs(
            {number: str(digit) for digit, number in enumerate(numbers)},
            dict.fromkeys(numbers, self.widths[font, code]),
        )


def _pattern(code: bytes) -> re.Pattern[bytes]:
    """The digits of a number as painted, with what may be between them: rounded distances."""
    return re.compile(_KERN.join(code[at : at + 4] for at in range(0, len(code), 4)))
