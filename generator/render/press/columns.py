"""Filling columns, and making them equally long, as WeasyPrint does."""

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


def column_height(slots: Sequence[Slot], start: int, most: float) -> float:
    """How high the columns that begin with an atom are, where there is room for `most`."""
    columns = slots[start].atom.column
    if columns is None or not columns.balanced:
        return most
    end = start
    while end < len(slots) and slots[end].region == slots[start].region:
        end += 1
    trial = _Trial(slots, start, end, most, columns.count)
    if not trial.fits:
        return most
    height = sum(trial.consumed) / columns.count
    while True:
        trial = _Trial(slots, start, end, height, columns.count)
        if trial.fits:
            return height
        height += 1 if trial.lost == float("inf") else trial.lost
        if height > most:
            return most


class _Trial:
    """ColumnSet of some height: whether all fits, what each takes, and how much is missing for the next box."""

    def __init__(self, slots: Sequence[Slot], start: int, end: int, height: float, count: int) -> None:
        self.slots, self.end, self.height = slots, end, height
        self.consumed: list[float] = []
        self.lost = float("inf")
        at = start
        for _ in range(count):
            first, at, bottom = at, *self.fill(at)
            if at == first:
                break
            self.take(at, bottom)
            if at == end:
                break
        self.fits = at == end

    def fill(self, start: int) -> tuple[int, float]:
        """Fill a column; gives the atom that does not fit, and where the last that does ends."""
        at, y, bottoms = start, 0.0, [0.0]
        while at < self.end:
            slot = self.slots[at]
            y += slot.gap if at > start else 0
            if y + slot.atom.fit - slot.atom.top > self.height + ROUNDED:
                at = last_place(self.slots, at, start) or start
                break
            y += slot.atom.bottom - slot.atom.top
            bottoms.append(y)
            at += 1
        return at, bottoms[at - start]

    def take(self, at: int, bottom: float) -> None:
        """Count a column that ends before an atom."""
        last = self.slots[at - 1].atom.column
        following = self.slots[at].atom.column if at < self.end else None
        assert last is not None
        if following and following.child == last.child:
            self.consumed.append(self.height)
            empty = 0.0
        else:
            self.consumed.append(bottom)
            empty = self.height - bottom - last.below
        if following and (missing := self.least(at) - empty) > 1:
            self.lost = min(self.lost, missing)

    def least(self, at: int) -> float:
        """The least room in which what follows a column could go on: that of its first atom."""
        slot = self.slots[at]
        length = slot.atom.bottom - slot.atom.top
        column = slot.atom.column
        following = self.slots[at + 1].atom.column if at + 1 < self.end else None
        is_last = column is not None and (following is None or following.child != column.child)
        return length + (column.below if column and is_last else 0)
