"""Getting the pieces of a book: from where others have left them, else by laying them out."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from zlib import crc32

from generator.render.press.layout import BATCH, Layout
from generator.render.press.own import speaks_of
from generator.render.press.shelf import PieceShelf

LEAST = 20
"""Pieces that are worth a layout of their own."""

APART = 0.618
"""Of a circle: each multiple of it is far from the ones before."""


def get_pieces(wanted: Mapping[str, bool], layout: Layout, known: PieceShelf, own: Collection[str]) -> None:
    """Let `known` have the pieces of some HTML, each with whether it is a page of its own. Raises what `Layout` raises.

    Processes that begin at the same time begin in different places, and find what the others have made. Towards the
    end they take less at once, so that two seldom have the same piece in hand.
    """
    known.use(wanted)
    for whole, make in ((True, layout.make_pages), (False, layout.make)):
        missing = [html for html, is_whole in wanted.items() if is_whole == whole and html not in known]
        if layout.stocks:
            missing.sort(key=_place)
        while missing := _fetch(missing, layout, known):
            count = min(BATCH, max(LEAST, len(missing) // 2)) if layout.stocks else BATCH
            some, missing = missing[:count], missing[count:]
            made = dict(zip(some, make(some), strict=True))
            known |= made
            for stock in layout.stocks:
                stock.put({html: piece for html, piece in made.items() if not speaks_of(html, own)})


def _place(html: str) -> float:
    """When a process lays a piece out. All pieces are on a circle; processes begin far apart and go either way.

    Of two that were started one after the other, one has an even number and one an odd: they meet when all is done.
    """
    number = os.getpid()
    place = (crc32(html.encode()) / 2**32 + number // 2 * APART) % 1
    return place if number % 2 else -place


def _fetch(missing: Sequence[str], layout: Layout, known: PieceShelf) -> list[str]:
    """Get pieces from where they are kept; gives those that are not there."""
    fonts = {font.hash for font in layout.fonts.values()}
    for stock in layout.stocks:
        known |= {
            html: piece for html in missing if html not in known and (piece := stock.get(html, fonts)) is not None
        }
    return [html for html in missing if html not in known]
