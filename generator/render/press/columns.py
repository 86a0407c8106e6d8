"""Filling columns, and making them equally long, as WeasyPrint does (`weasyprint/layout/column.py`)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render.press.slots import Slot

ROUNDED = 1e-6
"""Pixels that sums of lengths may be off by; WeasyPrint lets a page overflow by as much."""


def last_place(slots: Sequence[Slot], at: int, start: int) -> int | None:
    """The last place before an atom that does not fit where a page or column may end; None where there is none.

    Where it is the rule between two blocks that forbids it at the atom itself, the blocks before are searched for
    places between blocks that flow, which are not inside columns; else the rule that counts what floats holds.
    """
    is_near, region = True, slots[at].region
    while at > start:
        slot = slots[at]
        is_inside_others = slot.region not in (None, region) and slot.region == slots[at - 1].region
        if not is_inside_others and slot.atom.free:
            if slot.near if is_near else slot.pair:
                return at
            is_near = False
        at -= 1
    return None


def held_back(slots: Sequence[Slot], at: int, y: float, limit: float) -> float:
    """What a box right in a column keeps free at the column's end, as an atom at `y` does not fit.

    Where only its padding, border and margin do not, WeasyPrint sets the box once more with so much less room.
    """
    slot = slots[at]
    is_last = at + 1 == len(slots) or slots[at + 1].child != slot.child
    if slot.region is None or not is_last or y + slot.atom.bottom - slot.atom.top > limit + ROUNDED:
        return 0
    return slot.atom.fit - slot.atom.bottom


def column_height(slots: Sequence[Slot], start: int, most: float, *, drops: bool) -> float:
    """How high the columns that begin with an atom are, where there is room for `most`.

    Columns that are made equally long get the average of what a first run at full height takes, then grow until all
    fits: each time by the least room that was ever missing for the next box. `drops` says whether margins at the
    top of an empty page are dropped.
    """
    columns = slots[start].atom.column
    if columns is None or not columns.balanced:
        return most
    run = _Balance(slots, start, columns.count, drops=drops)
    if not run.fits(most, is_empty=True) or max(run.consumed) > most:
        return most
    height = sum(run.consumed) / columns.count
    while not run.fits(height, is_empty=False):
        height += 1 if run.lost == float("inf") else run.lost
        if height > most:
            return most
    return height


class _Balance:
    """Runs over one set of columns: what each column takes, and the least that was missing for the box after one."""

    def __init__(self, slots: Sequence[Slot], start: int, count: int, *, drops: bool) -> None:
        self.slots, self.start, self.count, self.drops = slots, start, count, drops
        self.end = start
        while self.end < len(slots) and slots[self.end].region == slots[start].region:
            self.end += 1
        self.consumed: list[float] = []
        self.lost = float("inf")

    def fits(self, height: float, *, is_empty: bool) -> bool:
        """Whether all fits into columns of a height. On an empty page a column takes what does not fit."""
        self.consumed = []
        at = self.start
        for _ in range(self.count):
            first, at, bottom, kept = at, *self.fill(at, height, is_empty=is_empty)
            if at == first:
                return False
            self.take(at, bottom, height, kept)
            if at == self.end:
                return True
        return False

    def fill(self, start: int, height: float, *, is_empty: bool) -> tuple[int, float, float]:
        """Fill a column; gives the atom that does not fit, where the last that does ends, and what is kept free."""
        at, y = start, self.slots[start].atom.above[is_empty and self.drops].space
        bottoms, kept = [0.0], 0.0
        while at < self.end:
            slot = self.slots[at]
            y += slot.gap if at > start else 0
            is_forced = is_empty and at == start
            if y + slot.atom.fit - slot.atom.top > height + ROUNDED and not is_forced:
                kept = held_back(self.slots, at, y, height)
                at = last_place(self.slots, at, start) or (at if is_empty else start)
                break
            y += slot.atom.bottom - slot.atom.top
            bottoms.append(y)
            at += 1
        return at, bottoms[at - start], kept

    def take(self, at: int, bottom: float, height: float, kept: float) -> None:
        """Count a column that ends before an atom; a box that goes on in the next one fills it to its end."""
        last = self.slots[at - 1]
        is_divided = at < self.end and self.slots[at].child == last.child
        self.consumed.append(height - kept if is_divided else bottom)
        if at == self.end:
            return
        empty = kept if is_divided else height - bottom - last.below
        missing = self.least(at) - empty
        if missing > 1:
            self.lost = min(self.lost, missing)

    def least(self, at: int) -> float:
        """The least room in which what follows a column could go on: its first atom, in its box."""
        slot = self.slots[at]
        above = slot.atom.above[self.drops]
        length = above.space - above.outside + slot.atom.bottom - slot.atom.top
        is_last = at + 1 == self.end or self.slots[at + 1].child != slot.child
        return length + (slot.below if is_last else 0)
