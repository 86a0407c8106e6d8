"""Setting pieces onto a page, by WeasyPrint's rules on where it may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from generator.render.press.columns import ROUNDED, column_height, held_back, last_place
from generator.render.press.foot import Foot
from generator.render.press.measure import Measure
from generator.render.press.room import Room
from generator.render.press.slots import Slot, Use
from generator.render.press.unfit import Unfit


@dataclass(slots=True)
class PageRun:
    """Atoms of one use, `first` up to but not with `end`, that are moved together: right by `dx` and down by `dy`.

    `head` are atoms of the same piece repeated above them, and how far these are moved down. What is next to the first
    atom is `raised`. Boxes that end before the atom `done` were there as a whole when the page's end was
    moved up; the others that go on end at `lows`, by their number, where that is not the page's end.
    """

    use: int
    first: int
    end: int
    dx: float
    dy: float
    head: tuple[int, int, float] | None = None
    raised: float = 0
    done: int = 0
    lows: dict[int, float] = field(default_factory=dict)


def _refuse_tall() -> NoReturn:
    raise Unfit("something that may not be divided is taller than a page")


class Filling:
    """One page while it is filled."""

    def __init__(
        self, slots: Sequence[Slot], start: int, measure: Measure, uses: Sequence[Use], foot: Foot, *, is_first: bool
    ) -> None:
        self.slots, self.start, self.uses, self.foot = slots, start, uses, foot
        self.drops = not is_first and not slots[start].forced
        """Whether margins at its top are dropped."""
        self.top = measure.top
        self.room = Room(slots, start, foot)
        self.placed: list[tuple[float, float]] = []
        """Of each atom on the page, how far right it is moved and where it is."""
        self.pushed = float("-inf")
        """Where what floats in the way of text ends."""
        self.floated = float("-inf")
        """Where whatever floated ends, also what is not on the page any more."""
        self.head: tuple[int, int, float] | None = None
        self.region: str | None = None
        self.in_column, self.region_start, self.column_start = 0, 0, 0
        self.columns_top, self.columns_bottom, self.columns_end = 0.0, 0.0, self.room.limit
        self.reached = start
        """The first atom that was not set, before the page's end was moved up."""

    def fill(self) -> int:
        """Set atoms until one does not fit or has to begin a page; gives its number."""
        first = self.slots[self.start]
        if self.uses[first.use].piece.whole_page:
            return self._fill_whole(first)
        y = self._begin(first)
        at, again = self.start, None
        while at < len(self.slots):
            slot = self.slots[at]
            if at > self.start and at != again:
                if slot.forced:
                    break
                y = self._after(slot, y)
            y = self._enter(slot, at, y)
            if y + slot.atom.fit - slot.atom.top > self._end(at) and not self._has_to_fit(at):
                if self.region is None and self.room.has_sent_notes(at, y):
                    self._set(slot, y)
                    at = self._place_before(at + 1)
                    break
                self.reached = max(self.reached, at)
                new = self._place_before(at)
                columns = slot.atom.column
                if columns is None or self.in_column + 1 >= columns.count or new <= self.region_start:
                    at = new
                    break
                at = self._next_column(new, held_back(self.slots, at, y, self._end(at)))
                slot, y = self.slots[at], self.columns_top + self._above(at)
            if (moved := self.room.noted(at, y) or self.room.moved(at, y)) is not None:
                self.reached, self.region = at, None
                at = self._place_before(moved)
                break
            if (again := self.room.tightened(at, y)) is not None:
                at, y = again, self._back_to(again, y)
                continue
            if y + slot.atom.body - slot.atom.top > self.room.limit + ROUNDED and not slot.calls:
                _refuse_tall()
            y = self._set(slot, y)
            at += 1
        self.reached = max(self.reached, at)
        del self.placed[at - self.start :]
        self.foot.drop(at)
        return at

    def _fill_whole(self, only: Slot) -> int:
        """A page of its own."""
        if self.foot.there:
            raise Unfit("a note has no room before a page of its own")
        self.placed.append((0, only.atom.top))
        return self.start + 1

    def _begin(self, first: Slot) -> float:
        """Where the first atom goes."""
        if self.drops and first.atom.sinks > ROUNDED:
            raise Unfit("a page begins with a margin inside a padded box")
        return self._repeat_head(first, self.top + (first.gap if first.forced else first.atom.kept))

    def _back_to(self, at: int, y: float) -> float:
        """Take away what was set from an atom on; gives where it was, which is `y` if it was not yet set."""
        if at - self.start < len(self.placed):
            y = self.placed[at - self.start][1]
            del self.placed[at - self.start :]
            self.foot.drop(at)
            self.region = None
        return y

    def _end(self, at: int) -> float:
        """Where the page or the columns end for an atom."""
        return self.room.end(at) if self.region is None else self.columns_end

    def _after(self, slot: Slot, y: float) -> float:
        """Where an atom goes after the one that ends at `y`."""
        if self.region is not None and slot.region != self.region:
            tail = self.slots[self.start + len(self.placed) - 1].atom.tail
            y, self.region = max(y + tail, self.columns_bottom) - tail, None
        y += slot.gap
        if slot.clears and self.placed and self.floated > y:
            return max(y, *self._floats())
        if self.pushed > y + ROUNDED and slot.use != self.slots[self.start + len(self.placed) - 1].use:
            raise Unfit("something floats next to the text that comes after its own")
        return y

    def _floats(self) -> list[float]:
        """Where what floats next to the atoms on the page ends."""
        there = zip(self.slots[self.start :], self.placed, strict=False)
        return [y + slot.atom.floats - slot.atom.top for slot, (_, y) in there]

    def _has_to_fit(self, at: int) -> bool:
        """Whether an atom is the first of an empty page, or of a column of columns that begin an empty page."""
        is_first_in_column = self.region is not None and at == self.column_start
        return at == self.start or (is_first_in_column and self.region_start == self.start)

    def _place_before(self, at: int) -> int:
        """Where the page or the column ends, as an atom does not fit; columns that cannot be filled go as a whole."""
        if self.region is None:
            return last_place(self.slots, at, self.start) or self._anyway(at)
        place = last_place(self.slots, at, self.column_start)
        if place is None and self.region_start > self.start:
            return last_place(self.slots, self.region_start, self.start) or self.region_start
        return place or self._anyway(at)

    def _anyway(self, at: int) -> int:
        """Where to end a page that may end nowhere: before a block, whatever the rules between blocks say."""
        start = self.start if self.region is None else self.column_start
        while at > start and not self.slots[at].atom.free:
            at -= 1
        if at == start:
            _refuse_tall()
        return at

    def _enter(self, slot: Slot, at: int, y: float) -> float:
        """Where an atom goes, which may be the first in columns."""
        if slot.region is None or self.region == slot.region:
            return y
        self.region, self.in_column, self.region_start, self.column_start = slot.region, 0, at, at
        goes_on = at == self.start and not slot.forced
        self.columns_top = self.columns_bottom = self.top if goes_on else y - slot.atom.above[False].space
        end = self.room.end(at)
        most = end - self.columns_top
        self.columns_end = self.columns_top + column_height(self.slots, at, most, drops=self.drops) + ROUNDED
        self.columns_end = min(end, self.columns_end)
        return self.columns_top + self._above(at)

    def _above(self, at: int) -> float:
        """The space above the first atom of a column."""
        return self.slots[at].atom.above[self.region_start == self.start and self.drops].space

    def _next_column(self, at: int, kept: float) -> int:
        """Go on in the next column with an atom; what was set from there on is not in the column that ends."""
        del self.placed[at - self.start :]
        last, y = self.slots[at - 1], self.placed[-1][1]
        self.columns_bottom = max(self.columns_bottom, y + last.atom.bottom - last.atom.top)
        if last.child == self.slots[at].child:
            # A box that goes on in the next column fills this one to its end.
            self.columns_bottom = max(self.columns_bottom, self.columns_end - kept)
        self.in_column, self.column_start = self.in_column + 1, at
        return at

    def _set(self, slot: Slot, y: float) -> float:
        """Put an atom at `y`; gives where it ends."""
        dx = self.in_column * slot.atom.column.step if slot.atom.column else 0
        self.placed.append((dx, y))
        self.pushed = max(self.pushed, y + slot.atom.pushes - slot.atom.top)
        self.floated = max(self.floated, y + slot.atom.floats - slot.atom.top)
        return y + slot.atom.bottom - slot.atom.top

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
        for run in runs[-1:]:
            self._cut_edges(run, self.start + len(self.placed))
        return runs

    def _cut_edges(self, run: PageRun, end: int) -> None:
        """Say where the boxes end that go on after the last run of a page, which ends with the slot before `end`."""
        zero = end - run.end
        run.done = self.reached - zero
        is_cut = self.room.held or self.foot.is_begun
        for number, one in enumerate(self.uses[run.use].piece.edges if is_cut else ()):
            run.lows[number] = self.room.end_of(zero + one.first, zero + one.last, one.depth)
