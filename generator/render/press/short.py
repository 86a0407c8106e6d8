"""Short texts as they are painted: those of margin boxes, and those that each book fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.render.press.needs import Glyphs
from generator.render.press.piece import Ink


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as it is painted: the operand and name of its font, its width in CSS pixels, its glyphs.

    `digit` is the glyph of the digits that are filled in, if it has some.
    """

    operand: bytes
    font: str
    width: float
    digit: bytes
    glyphs: Mapping[str, Glyphs]


@dataclass(frozen=True, slots=True)
class Imprint:
    """One margin box of a page: what is painted, and its glyphs."""

    content: tuple[Ink, ...]
    glyphs: Mapping[str, Glyphs]


@dataclass(frozen=True, slots=True)
class Short:
    """A short text that was laid out, or None where it cannot be painted by itself."""

    text: Shape | Imprint | None
