"""The glyphs of single letters, of which drawings set their words: without kerning, as WeasyPrint does it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.press.needs import Glyphs
from generator.render.press.shapes import BATCH, Shapes
from generator.render.press.short import Shape

if TYPE_CHECKING:
    from generator.render.press.sketch import Face

SIZE = 20
"""Pixels: how large letters are laid out to find their widths."""
MOST = 2_000
"""Letters that a process remembers: names may have any."""
PLAIN = (
    "font-variant: normal; font-kerning: none; letter-spacing: normal; text-transform: none; text-align: left; "
    "text-indent: 0; hyphens: none"
)
"""Nothing of how the words of a page are set."""
SPACE = "\xa0"
"""The letter that is as wide as a space."""
_GLYPH = re.compile(rb"\[<([0-9a-f]{4})>(?:-?[0-9.]+)?\] TJ$")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is painted: its glyph and the name of its font, its width in units of its size."""

    code: bytes
    font: str
    width: float
    glyphs: Mapping[str, Glyphs]


class Letters:
    """Letters in faces, laid out once."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.known: dict[tuple[Face, str], Letter | None] = {}

    def prepare(self, wanted: Iterable[tuple[Face, str]]) -> None:
        """Lay out what is not known yet. A space is as wide as it holds two letters apart."""
        asked = dict.fromkeys(wanted)
        if len(self.known) + len(asked) > MOST:
            self.known.clear()
        missing = [one for one in asked if one not in self.known]
        for at in range(0, len(missing), BATCH):
            some = missing[at : at + BATCH]
            faces = [face for face, letter in some if letter == SPACE]
            texts = [(_css(face), letter) for face, letter in some]
            around = [(_css(face), text) for face in faces for text in (f"n{SPACE}n", "nn")]
            shapes = self.shapes.made(texts + around)
            spaces = {
                face: _space(wide, narrow)
                for face, wide, narrow in zip(faces, shapes[len(some) :: 2], shapes[len(some) + 1 :: 2], strict=True)
            }
            for (face, letter), shape in zip(some, shapes, strict=False):
                self.known[face, letter] = spaces[face] if letter == SPACE else _letter(shape)

    def of(self, face: Face, letter: str) -> Letter | None:
        """A letter that was prepared; None where it cannot be painted by itself."""
        return self.known[face, letter]


def _letter(shape: Shape | None) -> Letter | None:
    glyph = None if shape is None else _GLYPH.match(shape.operand)
    return None if shape is None or glyph is None else Letter(glyph[1], shape.font, shape.width / SIZE, shape.glyphs)


def _space(wide: Shape | None, narrow: Shape | None) -> Letter | None:
    if wide is None or narrow is None:
        return None
    return Letter(b"", narrow.font, (wide.width - narrow.width) / SIZE, {})


def _css(face: Face) -> str:
    family, weight = face
    return f'font: {weight} {SIZE}px/1 "{family}"; {PLAIN}'
