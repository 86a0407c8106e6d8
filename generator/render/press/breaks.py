"""Setting pieces onto pages, by WeasyPrint's rules on where a page may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.press.columns import ROUNDED, column_height, last_place
from generator.render.press.measure import Measure
from generator.render.press.slots import Slot, Use, slots_of


@dataclass(slots=True)
class PageRun:
    """Atoms of one use, `first` up to but not with `end`, that are moved together: right by `dx` and down by `dy`.

    `head` are atoms of the same piece repeated above them, and how far these are moved down. What is next to the first
    atom is `raised`.
    """

    use: int
    first: int
    end: int
    dx: float
    dy: float
    head: tuple[int, int, float] | None = None
    raised: float = 0


def set_pages(uses: Sequence[Use], measure: Measure) -> list[list[PageRun]]:
    """The pages of a book, each as the runs of atoms on it."""
    slots = slots_of(uses)
    pages, at = [], 0
    while at < len(slots):
        page = _Page(slots, at, measure, uses)
        at = page.fill()
        pages.append(page.runs())
    return pages


class _Page:
    """One page while it is filled."""

    def __init__(self, slots: Sequence[Slot], start: int, measure: Measure, uses: Sequence[Use]) -> None:
        self.slots, self.start, self.uses = slots, start, uses
        self.top = measure.top
        self.limit = measure.bottom * (1 + 1e-9)
        self.placed: list[tuple[float, float]] = []
        """Of each atom on the page, how far right it is moved and where it is."""
        self.head: tuple[int, int, float] | None = None
        self.floats = float("-inf")
        self.region: str | None = None
        self.in_column, self.column_start, self.columns_top, self.columns_bottom = 0, 0, 0.0, 0.0
        self.columns_end = self.limit

    def fill(self) -> int:
        """Set atoms until one does not fit or has to begin a page; gives its number."""
        first = self.slots[self.start]
        if self.uses[first.use].piece.whole_page:
            self.placed.append((0, first.atom.top))
            return self.start + 1
        y = self.top + (first.gap if first.forced else first.atom.kept)
        y = self._repeat_head(first, y)
        at = self.start
        while at < len(self.slots):
            slot = self.slots[at]
            if at > self.start:
                if slot.forced:
                    break
                y = self._after(slot, y)
            self._enter(slot, at, y)
            if y + slot.atom.fit - slot.atom.top > self._end() and at > self.start:
                columns = slot.atom.column
                new = last_place(self.slots, at, self.column_start) if columns else None
                if columns and self.in_column + 1 < columns.count and new:
                    at, y = self._next_column(new), self.columns_top
                    slot = self.slots[at]
                else:
                    at = last_place(self.slots, at, self.start) or at
                    break
            y = self._set(slot, y)
            at += 1
        del self.placed[at - self.start :]
        return at

    def _end(self) -> float:
        """Where the page or the columns end."""
        return self.limit if self.region is None else self.columns_end

    def _after(self, slot: Slot, y: float) -> float:
        """Where an atom goes after the one that ends at `y`."""
        if self.region is not None and slot.region != self.region:
            tail = self.slots[self.start + len(self.placed) - 1].atom.tail
            y, self.region = max(y + tail, self.columns_bottom) - tail, None
        y += slot.gap
        return max(y, self.floats) if slot.clears else y

    def _enter(self, slot: Slot, at: int, y: float) -> None:
        if slot.region is not None and self.region != slot.region:
            self.region, self.in_column, self.column_start = slot.region, 0, at
            self.columns_top = self.columns_bottom = y
            self.columns_end = min(self.limit, y + column_height(self.slots, at, self.limit - y) + ROUNDED)

    def _next_column(self, at: int) -> int:
        before, after = self.slots[at - 1].atom.column, self.slots[at].atom.column
        if before and after and before.child == after.child:
            # A box that goes on in the next column fills this one to its end.
            self.columns_bottom = max(self.columns_bottom, self.columns_end)
        del self.placed[at - self.start :]
        self.in_column, self.column_start = self.in_column + 1, at
        return at

    def _set(self, slot: Slot, y: float) -> float:
        """Put an atom at `y`; gives where it ends."""
        dx = self.in_column * slot.atom.column.step if slot.atom.column else 0
        self.placed.append((dx, y))
        self.floats = max(self.floats, y + slot.atom.floats - slot.atom.top)
        y += slot.atom.bottom - slot.atom.top
        self.columns_bottom = max(self.columns_bottom, y)
        return y

    def _repeat_head(self, first: Slot, y: float) -> float:
        """Put the head of a table above rows with which it goes on."""
        if first.number == 0 or first.atom.head is None:
            return y
        start, end = first.atom.head
        atoms = self.uses[first.use].piece.atoms
        self.head = (start, end, y - atoms[start].top)
        return y + atoms[end - 1].bottom - atoms[start].top

    def runs(self) -> list[PageRun]:
        """What is on the page, as runs."""
        runs: list[PageRun] = []
        for number, (dx, y) in enumerate(self.placed):
            slot = self.slots[self.start + number]
            dy = y - slot.atom.top
            last = runs[-1] if runs else None
            if last and last.use == slot.use and last.dx == dx and abs(last.dy - dy) < 1e-6:
                last.end = slot.number + 1
            else:
                raised = slot.atom.kept if number == 0 and not slot.forced else 0
                runs.append(PageRun(slot.use, slot.number, slot.number + 1, dx, dy, self.head, raised))
                self.head = None
        return runs
