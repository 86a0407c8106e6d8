"""The fonts of a book, with its own glyphs and no others."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from generator.render.press.draw import used_letters
from generator.render.press.layout import Layout
from generator.render.press.needs import Glyphs, add_glyphs
from generator.render.press.values import wanted
from generator.render.press.write import Imposition


def fonts_of(plan: Imposition, layout: Layout) -> dict[str, Any]:
    """The fonts of a book with its own glyphs and no others, in the order in which it uses them.

    Raises Unfit where a font is needed that is not loaded.
    """
    used: dict[str, Glyphs] = {}
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
    for glyphs in (*pieces.values(), *stamps.values(), *texts.values(), *letters.values()):
        for font, more in glyphs.items():
            add_glyphs(used, font, more)
    loaded = {font.hash: font for font in reversed(layout.fonts.values())}
    fonts = {}
    for name in sorted(used):
        font = copy.copy(loaded[name])
        font.to_unicode = dict(sorted(used[name].texts.items()))
        font.widths = dict(sorted(used[name].widths.items()))
        fonts[name] = font
    return fonts
