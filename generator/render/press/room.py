"""How much room boxes leave at the end of a page, by WeasyPrint's rules (`_in_flow_layout`).

A box whose content is too low goes to the next page as a whole. Where only its padding, border and margin do not fit,
WeasyPrint lays it out once more, with so much less room for all that is in it, and takes what comes of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.press.slots import Ending, Slot


@dataclass(frozen=True, slots=True)
class Held:
    """Room that a box leaves, from its first atom to its last."""

    first: int
    last: int
    depth: int
    amount: float


class Room:
    """The room on one page that begins with the atom `start`."""

    def __init__(self, slots: Sequence[Slot], start: int, limit: float) -> None:
        self.slots, self.start, self.limit = slots, start, limit
        self.held: list[Held] = []

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
