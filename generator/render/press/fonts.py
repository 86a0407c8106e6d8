"""The fonts of a book, with its own glyphs and no others."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from generator.render.press.draw import used_letters
from generator.render.press.layout import Layout
from generator.render.press.needs import Glyphs
from generator.render.press.values import wanted
from generator.render.press.write import Imposition


def fonts_of(plan: Imposition, layout: Layout) -> dict[str, Any]:
    """The fonts of a book with its own glyphs and no others, in the order in which it uses them.

    Raises Unfit where a font is needed that is not loaded.
    """
    used: dict[str, tuple[dict[int, str], dict[int, float]]] = {}
    pieces: dict[int, Mapping[str, Glyphs]] = {id(use.piece): use.piece.glyphs for use in plan.uses}
    stamps = {id(stamp): stamp.glyphs for page in plan.stamps for stamp in page}
    shapes = {
        each: layout.shapes.of(*each)
        for part, use in zip(plan.parts, plan.uses, strict=True)
        if part.values
        for each in wanted(part.values, use.piece)
    }
    texts = {id(shape): shape.glyphs for shape in shapes.values() if shape is not None}
    letters = {id(one): one.glyphs for part in plan.parts for one in used_letters(part.drawings, layout.letters)}
    # The first text of a glyph counts, so that the last comes first.
    for glyphs in reversed((*pieces.values(), *stamps.values(), *texts.values(), *letters.values())):
        for font, more in glyphs.items():
            there = used.setdefault(font, ({}, {}))
            there[0].update(more.texts)
            there[1].update(more.widths)
    loaded = {font.hash: font for font in reversed(layout.fonts.values())}
    fonts = {}
    for name in sorted(used):
        font = copy.copy(loaded[name])
        font.to_unicode, font.widths = (dict(sorted(one.items())) for one in used[name])
        fonts[name] = font
    return fonts
