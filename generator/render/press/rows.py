"""Cutting a table into atoms: its rows, above which its head is repeated on each page it goes on to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.render.press.ends import add_end
from generator.render.press.engine import engine
from generator.render.press.piece import Atom, Ink
from generator.render.press.table_head import BEFORE
from generator.render.press.unfit import Unfit

if TYPE_CHECKING:
    from generator.render.press.slice import Slicer

AVOID = ("avoid", "avoid-page")


def slice_table(slicer: Slicer, table: Any) -> None:
    """Give each row of a table to a slicer as an atom.

    Raises Unfit where rows share borders, may be divided, depend on rows in other pieces, or where there is a foot to
    be repeated.
    """
    if table.style["border_collapse"] != "separate" or any(group.is_footer for group in table.children):
        raise Unfit("a table has collapsed borders, or a foot that is repeated")
    start = len(slicer.atoms)
    slicer.brush.frame(table)
    frame = slicer.taken()
    with slicer.undivided(table):
        _Rows(slicer).walk(table)
    is_cut = slicer.before or any(map(is_before, table.column_groups))
    if is_cut and (frame or not _is_same_for_each_row(table.style)):
        raise Unfit("a table that is cut has a frame, spacing, or columns as wide as its words")
    slicer.tables.append(range(start, len(slicer.atoms)))
    if len(slicer.atoms) > start:
        first, last = slicer.atoms[start], slicer.atoms[-1]
        first.top, first.items[:0] = min(first.top, table.border_box_y()), frame
        last.bottom = max(last.bottom, table.border_box_y() + table.border_height())
        if last.column:
            last.fit = max(last.fit, last.bottom)
        else:
            add_end(last, table, start, slicer.around, collapses=False)


def refuse_tall_rows(slicer: Slicer, height: float) -> None:
    """Raise Unfit where rows that are to stay together have no room on a page of this height, in CSS pixels."""
    for table in slicer.tables:
        first = table.start
        for number in table:
            if slicer.atoms[number].pair:
                first = number
            elif slicer.atoms[number].bottom - slicer.atoms[first].top > height:
                raise Unfit("rows of a table that stay together are taller than a page")


def is_before(box: Any) -> bool:
    """Whether a row, or a group of rows or columns, belongs to the parts before: it is here for the layout alone."""
    return box.element is not None and box.element.get(BEFORE) is not None


def _is_same_for_each_row(style: Any) -> bool:
    """Whether the columns of a table follow from its head alone, and its rows touch."""
    return style["table_layout"] == "fixed" and style["width"] != "auto" and not any(style["border_spacing"])


class _Rows:
    def __init__(self, slicer: Slicer) -> None:
        self.slicer = slicer
        self.start, self.head_end = len(slicer.atoms), 0
        self.later: dict[int, list[Ink]] = {}
        """Of cells over several rows, what is painted with the last of these."""
        self.last: tuple[Any, Any] | None = None

    def walk(self, table: Any) -> None:
        """All rows, group by group."""
        for group in table.children:
            with self.slicer.undivided(group):
                for number, row in enumerate(group.children):
                    self.slicer.pair = self.slicer.near = self.may_break(group, row)
                    atom = self.row(group, row, number)
                    atom.fit += table.style["border_spacing"][1]
                    if group.is_header:
                        self.head_end = len(self.slicer.atoms)
                    elif self.head_end:
                        atom.head = (self.start, self.head_end)
                    self.last = (group, row)

    def may_break(self, group: Any, row: Any) -> bool:
        """Whether a page may end before a row, by the rules between it and the one before."""
        if self.last is None:
            return self.slicer.pair
        before = (self.last[1], row) if self.last[0] is group else (self.last[0], group)
        is_below_head = len(self.slicer.atoms) == self.head_end
        return engine().block_level_page_break(*before) not in AVOID and not is_below_head

    def row(self, group: Any, row: Any, number: int) -> Atom:
        """One row, painted cell by cell."""
        if row.style["break_inside"] not in AVOID:
            raise Unfit("a row of a table may be divided")
        slicer = self.slicer
        slicer.before += is_before(group) or is_before(row)
        slicer.brush.frame(row)
        for cell in row.children:
            if cell.rowspan == 1:
                slicer.brush.context(cell)
                continue
            width, cell.border_bottom_width = cell.border_bottom_width, 0
            slicer.brush.context(cell)
            cell.border_bottom_width = width
            painted = slicer.taken()
            slicer.brush.frame(cell)
            end = len(slicer.atoms) + min(cell.rowspan, len(group.children) - number) - 1
            self.later.setdefault(end, []).extend(slicer.taken())
            slicer.waiting += painted
        items = [*slicer.taken(), *self.later.pop(len(slicer.atoms), [])]
        return slicer.add(row.position_y, row.position_y + row.height, items)
