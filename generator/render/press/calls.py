"""The notes of a laid-out piece: the lines that call them, what is at the foot of its page, and what is around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.render.press.engine import box_of, engine
from generator.render.press.foot import FootArea
from generator.render.press.paint import Brush, Canvas
from generator.render.press.piece import Atom, Ink, PieceNote
from generator.render.press.unfit import Unfit

if TYPE_CHECKING:
    from generator.render.press.layout import Layout
    from generator.render.press.slice import Slicer

TWO_PAGES = '<p style="break-after: page">x<span class="footnote">n</span></p>' * 2
SIDES = ("right", "bottom", "left")


def slice_notes(slicer: Slicer, page: Any, *, whole_page: bool) -> list[PieceNote]:
    """The notes at the foot of a page whose text was given to a slicer.

    Raises Unfit where a note is called that the builder of pages cannot follow, or where notes have margins.
    """
    area = _area(page)
    if area is not None and whole_page:
        raise Unfit("a note is called on a page of its own")
    called = [] if area is None else list(_calls(page.children[0]))
    notes = [] if area is None else area.children
    if len(called) != len(notes):
        raise Unfit("a note is called in columns, next to the text, or in the head of a table")
    found = []
    for (line, low, in_row), note in zip(called, notes, strict=True):
        if note.margin_top or note.margin_bottom:
            raise Unfit("notes have margins")
        caller = slicer.number_at(line.position_x + 0.01, line.position_y + line.height / 2)
        if caller < slicer.before:
            raise Unfit("a note is called in a row that several pieces have")
        slicer.brush.context(note)
        end = note.position_y + note.margin_height()
        found.append(PieceNote(caller, low, Atom(note.position_y, end, end, end, items=slicer.taken()), in_row))
    return found


def _area(page: Any) -> Any | None:
    areas = [one for one in page.children if isinstance(one, engine().boxes.FootnoteAreaBox)]
    return areas[0] if areas else None


def _calls(box: Any, *, in_row: bool = False) -> Iterator[tuple[Any, float, bool]]:
    """The lines that call notes, once for each: where what ends with them ends, and whether they are in a table.

    Left out are those in columns, next to the text, and in heads that are repeated.
    """
    boxes = engine().boxes
    if getattr(box, "is_column", False) or getattr(box, "is_header", False) or not box.is_in_normal_flow():
        return
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            low = child.position_y + child.height
            if child is box.children[-1]:
                low += box.padding_bottom + box.border_bottom_width
            for one in child.descendants():
                if one.footnote is not None:
                    yield child, low, in_row
        else:
            yield from _calls(child, in_row=in_row or isinstance(box, boxes.TableRowBox))


def foot_area(layout: Layout) -> FootArea:
    """What is around the notes of a page, as a right-hand and a left-hand page have it.

    Raises Unfit where it cannot be moved as it is, because it has a background or borders besides the one above.
    """
    areas, frames = [], []
    for page in layout.document(TWO_PAGES, "")[:2]:
        area = _area(box_of(page))
        if area is None:
            raise Unfit("notes are not at the foot of a page")
        brush = Brush(Canvas(layout.fonts), box_of(page))
        engine().draw_background(brush.stream, area.background)
        if brush.take() or any(getattr(area, f"border_{side}_width") for side in SIDES):
            raise Unfit("the notes of a page have a background, or a frame around them")
        brush.frame(area)
        frames.append(tuple[Ink, ...](item for item, _ in brush.take()))
        areas.append(area)
    above = {one.content_box_y() - one.position_y for one in areas}
    below = {one.padding_bottom + one.margin_bottom for one in areas}
    if len(above) > 1 or len(below) > 1:
        raise Unfit("left-hand and right-hand pages have other room for notes")
    return FootArea(above.pop(), below.pop(), tuple(frames), tuple(one.position_y for one in areas))
