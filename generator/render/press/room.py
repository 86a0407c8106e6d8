"""How much room boxes leave at the end of a page, by WeasyPrint's rules (`_in_flow_layout`).

A box whose content is too low goes to the next page as a whole. Where only its padding, border and margin do not fit,
WeasyPrint lays it out once more, with so much less room for all that is in it, and takes what comes of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.press.foot import Foot
from generator.render.press.slots import Ending, Slot
from generator.render.press.unfit import Unfit


@dataclass(frozen=True, slots=True)
class Held:
    """Room that a box leaves, from its first atom to its last."""

    first: int
    last: int
    depth: int
    amount: float


class Room:
    """The room on one page that begins with the atom `start`."""

    def __init__(self, slots: Sequence[Slot], start: int, foot: Foot) -> None:
        self.slots, self.start, self.foot = slots, start, foot
        self.held: list[Held] = []

    @property
    def limit(self) -> float:
        """Where the page ends, above its notes. WeasyPrint lets a page overflow by as much."""
        return self.foot.top * (1 + 1e-9)

    def end(self, at: int) -> float:
        """Where the page ends for an atom."""
        if not self.held:
            return self.limit
        return self.limit - sum(one.amount for one in self.held if one.first <= at <= one.last)

    def end_of(self, first: int, last: int, depth: int) -> float:
        """Where the page ends for a box."""
        return self.limit - sum(
            one.amount for one in self.held if one.first <= first and last <= one.last and one.depth <= depth
        )

    def noted(self, at: int, y: float) -> int | None:
        """Put the notes of an atom at `y` at the foot of the page, or of the next.

        Gives the first line of a paragraph that has to go to the next page after all, as notes that are sent on leave
        less room than none. Raises Unfit where it is not a line that calls a note without room.
        """
        slot = self.slots[at]
        if not slot.calls:
            return None
        self.foot.take(slot.calls, y, lambda: self.end(at))
        if any(one.slot == at and one.in_row for one in self.foot.sent):
            raise Unfit("a row of a table calls a note that has no room on its page")
        if at == self.start or y + slot.atom.fit - slot.atom.top <= self.end(at):
            return None
        if slot.atom.fit - slot.atom.top > max(one.low for one in slot.calls):
            raise Unfit("a note leaves no room for what is with the line that calls it")
        first = at - slot.atom.line + 1
        return first if slot.atom.rest == 0 and first > self.start else None

    def has_sent_notes(self, at: int, y: float) -> bool:
        """Send notes on for a line that is too low at `y`, where the page may end after it and not before it."""
        slot = self.slots[at]
        if not slot.atom.sends or not self.foot.there:
            return False
        has_room = self.foot.make_room(y + slot.atom.fit - slot.atom.top, lambda: self.end(at))
        self.foot.sent += slot.calls if has_room else ()
        return has_room

    def moved(self, at: int, y: float) -> int | None:
        """The first atom of a box that ends with an atom at `y`, and whose content is too low."""
        for end in self._open(at):
            if y + end.content > self.end_of(end.first, at, end.depth - 1):
                return end.first
            if self._is_low(end, at, y):
                return None
        return None

    def tightened(self, at: int, y: float) -> int | None:
        """Hold room for a box whose lower edge is too low; gives its first atom, from which to go on once more."""
        for end in self._open(at):
            if self._is_low(end, at, y):
                self.held = [one for one in self.held if not (end.first <= one.first and one.depth > end.depth)]
                self.held.append(Held(end.first, at, end.depth, end.below))
                return end.first
        return None

    def _is_low(self, end: Ending, at: int, y: float) -> bool:
        return y + end.bottom > self.end_of(end.first, at, end.depth - 1) - end.below

    def _open(self, at: int) -> list[Ending]:
        """The boxes that end with an atom and are looked at: not the first of a page, nor those that hold room."""
        if not self.slots[at].ends:
            return []
        held = {(one.first, one.depth) for one in self.held if one.last == at}
        return [one for one in self.slots[at].ends if one.first > self.start and (one.first, one.depth) not in held]
