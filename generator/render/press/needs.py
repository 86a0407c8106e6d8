"""What painted pieces need from the file they are in: the glyphs of fonts, and drawings of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing of its own inside a piece, named after its content."""

    box: tuple[float, ...]
    content: bytes
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one font that a piece uses: the text and width of each, in thousandths of the font's size."""

    texts: Mapping[int, str]
    widths: Mapping[int, float]


def add_glyphs(used: dict[str, Glyphs], font: str, more: Glyphs) -> None:
    """Add glyphs of a font to those used so far; the first text of a glyph stays."""
    before = used.get(font)
    used[font] = more if before is None else Glyphs({**more.texts, **before.texts}, {**more.widths, **before.widths})
