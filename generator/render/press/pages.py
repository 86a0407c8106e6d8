"""The pages of a book: what of its pieces is on each, and which notes are at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.press.breaks import Filling, PageRun
from generator.render.press.foot import Foot, FootArea, PageNote
from generator.render.press.measure import Measure
from generator.render.press.slots import Use, slots_of
from generator.render.press.unfit import Unfit


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
