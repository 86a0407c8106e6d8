"""Cutting a laid-out piece into atoms, by WeasyPrint's own rules on where a page may end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from generator.render.press.above import above, sinking
from generator.render.press.ends import add_end, edges_of, end_in_column
from generator.render.press.engine import engine
from generator.render.press.late import Digits
from generator.render.press.lines import slice_lines
from generator.render.press.paint import Brush
from generator.render.press.piece import RAW, Atom, ColumnSet, Edges, Ink, PieceNote
from generator.render.press.places import refuse_overflow, refuse_places
from generator.render.press.rows import slice_table
from generator.render.press.sketch import drawing_of
from generator.render.press.unfit import Unfit
from generator.render.press.values import values_of

AVOID = ("avoid", "avoid-page")
ROUNDED = 0.01
Zone = tuple[float, float, float, float, int]


class Slicer:
    """Walks the boxes of one page: each line, row and drawing becomes an atom, with the items painted for it."""

    def __init__(self, brush: Brush, digits: Digits, balances: Callable[[Sequence[Any]], bool]) -> None:
        self.brush, self.digits, self.balances = brush, digits, balances
        self.values = values_of(brush.page)
        self.sets = self.before = 0
        self.atoms: list[Atom] = []
        self.tables: list[range] = []  # the numbers of their atoms
        self.edges: list[Edges] = []
        self.notes: list[PieceNote] = []
        self.zones: list[Zone] = []
        self.waiting: list[Ink] = []
        """What is placed next to the text, and is painted with the atom that comes next."""
        self.low = self.floats = self.pushes = float("-inf")
        self.beside: list[tuple[float, float, float, float]] = []
        self.begun: list[Any] = []  # boxes that begin with the next atom
        self.opened: list[Any] = []
        self.unbroken: list[int] = []  # for each box around that no page may end in, its first atom
        self.pair = self.near = True
        self.kept = 0.0
        self.column: ColumnSet | None = None
        self.chain: list[Any] = []  # the boxes around what comes next, from the one right inside the columns
        self.around: list[Any] = []
        """All the boxes around what comes next."""

    def taken(self) -> list[Ink]:
        """What was painted since the last call, with the numbers that are filled in later."""
        items = []
        for item, box in self.brush.take():
            if box is not None:
                item.hole, item.drawing = self.digits.hole(item.content, box), drawing_of(box)
                item.value = self.values.get(id(box))
            items.append(item)
        return items

    def add(self, top: float, bottom: float, items: list[Ink], *, free: bool = True) -> Atom:
        """One more atom, with everything that begins with it."""
        number = len(self.atoms)
        atom = Atom(top, bottom, max(bottom, self.low), bottom)
        for box in self.begun:
            if box.border_top_width or box.padding_top:
                atom.top = min(atom.top, box.border_box_y())
            atom.sets |= dict(box.string_set or ())
        if self.column:
            atom.above = above(self.chain, self.begun, top - atom.top)
        else:
            atom.sinks = sinking(self.begun)
        self.opened += self.begun
        for box in self.opened:
            atom.starts = dict(box.string_set or ()) | atom.starts
        self.begun = []
        atom.free = free and not any(first < number for first in self.unbroken)
        atom.pair, atom.near, self.pair, self.near = self.pair, self.near, True, True
        atom.kept, self.kept = self.kept, 0.0
        atom.beside = len(self.waiting)
        atom.items, self.waiting = [*self.waiting, *items], []
        atom.floats, atom.pushes, atom.column = self.floats, self.pushes, self.column
        self.zones += [(*rectangle, number) for rectangle in self.beside]
        self.low = self.floats = self.pushes = float("-inf")
        self.beside = []
        self.atoms.append(atom)
        return atom

    def text(self, box: Any) -> None:
        """A box with all the text of a piece. What floats below it is painted with its last atom."""
        refuse_places(box)
        self.flow(box)
        if not self.atoms:
            raise Unfit("something that is cut is not in the text")
        last = self.atoms[-1]
        last.items += self.waiting
        last.floats, last.pushes = max(last.floats, self.floats), max(last.pushes, self.pushes)

    def flow(self, box: Any, *, collapses: bool = True) -> None:
        """A box and all inside it. `collapses` says whether its parent's bottom margin meets its own."""
        box = getattr(box, "_box", box) if isinstance(box, engine().AbsolutePlaceholder) else box
        boxes = engine().boxes
        if box.is_absolutely_positioned() or box.is_floated():
            self.aside(box)
        elif box.is_running() or box.is_note() or not box.is_in_normal_flow():
            raise Unfit("something is neither in the text nor next to it")
        elif isinstance(box, boxes.ReplacedBox):
            self.brush.picture(box)
            self.alone(box, self.taken(), collapses=collapses)
        elif isinstance(box, boxes.TableBox):
            slice_table(self, box)
        elif isinstance(box, boxes.BlockBox):
            self.block(box, collapses=collapses)
        else:
            raise Unfit(f"the layout of a {type(box).__name__} cannot be divided")

    def alone(self, box: Any, items: list[Ink], *, collapses: bool) -> None:
        """A box without text or boxes inside."""
        top, content = box.border_box_y(), box.content_box_y() + box.height
        low = self.low
        atom = self.add(top, top + box.border_height(), items)
        if self.column is None:
            atom.fit, atom.body = low, content
            add_end(atom, box, len(self.atoms) - 1, self.around, collapses=collapses)

    def aside(self, box: Any) -> None:
        """What floats or is placed: painted with the next atom, and never divided."""
        self.brush.context(box)
        self.waiting += self.taken()
        left, top = box.border_box_x(), box.border_box_y()
        self.beside.append((left, top, left + box.border_width(), top + box.border_height()))
        if box.is_floated():
            self.low = max(self.low, box.position_y + box.height)
            self.floats = max(self.floats, box.position_y + box.margin_height())
            if box.position_x + box.margin_width() > self.around[-1].content_box_x() + ROUNDED:
                self.pushes = max(self.pushes, self.floats)

    def block(self, box: Any, *, collapses: bool) -> None:
        """A block: its lines or the blocks inside it."""
        style, start = box.style, len(self.atoms)
        if style["overflow"] != "visible" or style["transform"] or style["opacity"] < 1:
            raise Unfit("a block is clipped, turned or seen through")
        self.begun.append(box)
        self.brush.frame(box)
        frame = [] if is_empty(painted := self.taken()) else painted
        columns = self.columns(box)
        lines = [child for child in box.children if isinstance(child, engine().boxes.LineBox)]
        if columns:
            self.chain = []
        elif self.column:
            self.chain.append(box)
        self.around.append(box)
        with self.undivided(box):
            if lines:
                slice_lines(self, box, lines)
            else:
                self.siblings(columns or box, start)
        self.around.pop()
        if self.column and not columns:
            self.chain.pop()
        if columns:
            self.column = None
            if len(self.atoms) > start:
                self.atoms[-1].tail = columns.position_y + columns.height - self.atoms[-1].bottom
        self.begun = [one for one in self.begun if one is not box]
        self.opened = [one for one in self.opened if one is not box]
        self.finish(box, start, frame, collapses=collapses)

    def columns(self, box: Any) -> Any | None:
        """The one column of a box set in columns: on a page as tall as this one, the text never needs a second."""
        if not any(getattr(one, "is_column", False) for one in box.children):
            return None
        if len(box.children) > 1 or self.column:
            raise Unfit("columns are too long, spanned or inside others")
        column = box.children[0]
        count = box.style["column_count"]
        if count == "auto" or box.style["direction"] == "rtl":
            raise Unfit("columns have no number or go from right to left")
        gap = (box.width - count * column.width) / (count - 1) if count > 1 else 0
        around = [one.element for one in (*self.opened, *self.begun) if one.element is not None]
        self.sets += 1
        self.column = ColumnSet(self.sets, count, column.width + gap, self.balances(around))
        return column

    @contextmanager
    def undivided(self, box: Any) -> Iterator[None]:
        """Remember, while a box is walked, that no page may end in it, where it says so."""
        is_whole = box.style["break_inside"] in AVOID
        if is_whole:
            self.unbroken.append(len(self.atoms))
        yield
        if is_whole:
            self.unbroken.pop()

    def siblings(self, box: Any, start: int) -> None:
        """The blocks inside a block, and whether a page may end between two of them."""
        last = closest = None
        for number, child in enumerate(box.children):
            flows = child.is_in_normal_flow()
            if self.column and box.is_column:
                self.column = replace(self.column, child=number, below=child.margin_bottom)
            if flows and last is not None and len(self.atoms) == start:
                self.kept = max(0, child.margin_top)
            if len(self.atoms) > start and flows and last is not None:
                self.pair = engine().block_level_page_break(last, child) not in AVOID
                self.near = engine().block_level_page_break(closest, child) not in AVOID
            self.flow(child, collapses=box.bottom_margin_collapses())
            if flows:
                last = child
            if flows or child.is_floated():
                closest = child

    def finish(self, box: Any, start: int, frame: list[Ink], *, collapses: bool) -> None:
        """What the end of a box asks of its last atom, and what is drawn around it."""
        end = box.border_box_y() + box.border_height()
        if len(self.atoms) == start:
            if box.border_height() > 0:
                self.waiting[:0] = frame
                self.alone(box, [], collapses=collapses)
            return
        last = self.atoms[-1]
        refuse_overflow(box, last.bottom)
        if last.column:
            end_in_column(last, box, collapses=collapses)
        else:
            add_end(last, box, start, self.around, collapses=collapses)
        if box.border_bottom_width or box.padding_bottom or box.min_height or box.style["height"] != "auto":
            last.bottom = max(last.bottom, end)
        if frame:
            self.edges.append(edges_of(box, start, len(self.atoms) - 1, self.around, frame))

    def place(self, x: float, y: float) -> Atom:
        """The atom or note with which a point goes onto a page."""
        note = next((one.atom for one in self.notes if one.atom.top <= y <= one.atom.bottom), None)
        return note or self.atoms[self.number_at(x, y)]

    def number_at(self, x: float, y: float) -> int:
        """The number of the atom with which a point goes onto a page."""
        for left, top, right, bottom, number in self.zones:
            if left - 0.1 <= x <= right + 0.1 and top - 0.1 <= y <= bottom + 0.1:
                return number
        return next((number for number, one in enumerate(self.atoms) if y <= one.bottom), len(self.atoms) - 1)


def is_empty(items: Sequence[Ink]) -> bool:
    """Whether nothing is painted, only the graphics state changed."""
    return all(one.tag == RAW for one in items)
