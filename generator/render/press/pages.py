"""The pages of a book: what of its pieces is on each, and which notes are at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from generator.render.press.breaks import Filling, PageRun
from generator.render.press.foot import Foot, FootArea, PageNote, painted
from generator.render.press.measure import Measure
from generator.render.press.piece import Atom, Piece
from generator.render.press.slots import Use, slots_of
from generator.render.press.unfit import Unfit

_PAINTED = ("items", "links", "anchors", "bookmarks", "starts", "sets")
"""What of an atom has no part in where pages end."""
_MEASURES = attrgetter(*(one.name for one in fields(Atom) if one.name not in _PAINTED))


@dataclass(slots=True)
class SetPage:
    """One page of a book: its runs, the notes at its foot, and where the area of these begins."""

    runs: list[PageRun]
    notes: list[PageNote]
    foot: float


def set_pages(uses: Sequence[Use], measure: Measure, area: FootArea) -> list[SetPage]:
    """The pages of a book; `area` is what is around notes. Raises Unfit where something would leave its page."""
    slots = slots_of(uses)
    pages: list[SetPage] = []
    at, foot = 0, Foot(area, measure.bottom, ())
    while at < len(slots):
        foot = Foot(area, measure.bottom, foot.sent)
        page = Filling(slots, at, measure, uses, foot, is_first=not pages)
        at = page.fill()
        pages.append(SetPage(page.runs(), foot.placed(uses), foot.top))
    if foot.sent:
        raise Unfit("notes have no room on the last page")
    return pages


def are_set_alike(one: Use, other: Use) -> bool:
    """Whether pages are the same with either of two uses, which differ in nothing but what is painted."""
    if one.piece is other.piece:
        return one.path == other.path
    return (_measured(one.piece), one.path) == (_measured(other.piece), other.path)


def _measured(piece: Piece) -> tuple[object, ...]:
    """All of a piece that `set_pages` asks about."""
    atoms = list(map(_MEASURES, painted(piece)))
    notes = [(one.caller, one.low, one.in_row) for one in piece.notes]
    edges = [replace(one, whole=()) for one in piece.edges]
    around = (piece.tops, piece.bottoms, piece.before, piece.after, piece.clears, piece.columns)
    return atoms, notes, edges, around, piece.skipped, piece.whole_page
