"""The foot of a page: which notes are there, by WeasyPrint's rules (`_linebox_layout`), and how much room they take.

A line takes its notes along to its page. One for which no room is left goes to the foot of the next page, with all
that are called after it on the same page; the line stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.render.press.piece import Atom, Ink, PieceNote
from generator.render.press.slots import NoteCall, Use


class WithNotes(Protocol):
    """A piece, or what becomes one."""

    @property
    def atoms(self) -> Sequence[Atom]: ...
    @property
    def notes(self) -> Sequence[PieceNote]: ...


def painted(one: WithNotes) -> list[Atom]:
    """All that is painted of a piece: its atoms, and those of its notes."""
    return [*one.atoms, *(note.atom for note in one.notes)]


@dataclass(frozen=True, slots=True)
class FootArea:
    """What is around the notes of any page. Lengths in CSS pixels.

    `above` and `below` the notes are margin, border and padding; `frames` is what is drawn on right-hand and
    left-hand pages, where the area begins at `tops`.
    """

    above: float = 0
    below: float = 0
    frames: tuple[tuple[Ink, ...], ...] = ()
    tops: tuple[float, ...] = ()


@dataclass(slots=True)
class PageNote:
    """A note at the foot of a page: the use it belongs to, which of its piece's it is, and how far it is moved down.

    It is moved right by `dx`.
    """

    use: int
    number: int
    dy: float
    dx: float = 0


class Foot:
    """The notes of one page that begins with those `carried` over from the page before."""

    def __init__(self, area: FootArea, bottom: float, carried: Sequence[NoteCall]) -> None:
        self.area, self.bottom = area, bottom
        self.there = list(carried)
        self.sent: list[NoteCall] = []
        """Those that go to the next page."""
        self.is_begun = bool(carried)
        """Whether there was ever a note: what is around notes keeps its room also when they are gone."""

    @property
    def top(self) -> float:
        """Where the area of the notes begins; where the page ends if it has none."""
        if not self.is_begun:
            return self.bottom
        return self.bottom - self.area.above - self.area.below - sum(one.height for one in self.there)

    def take(self, calls: Sequence[NoteCall], y: float, end: Callable[[], float]) -> None:
        """The notes of an atom at `y`; `end` says where the page ends for it."""
        for call in calls:
            self.is_begun = True
            self.there.append(call)
            if self.sent or y + call.low > end():
                self.sent.append(self.there.pop())

    def make_room(self, bottom: float, end: Callable[[], float]) -> bool:
        """Send notes away, the last first, until something fits that ends at `bottom`; says whether it does."""
        sent = len(self.sent)
        while self.there and bottom > end():
            self.sent.insert(sent, self.there.pop())
        return bottom <= end()

    def placed(self, uses: Sequence[Use]) -> list[PageNote]:
        """Where the notes are put, from the first down."""
        y, found = self.top + self.area.above, []
        for one in self.there:
            found.append(PageNote(one.use, one.number, y - uses[one.use].piece.notes[one.number].atom.top))
            y += one.height
        return found

    def drop(self, at: int) -> None:
        """Forget the notes of atoms from one on, which are not on the page after all."""
        self.there = [one for one in self.there if one.slot < at]
        self.sent = [one for one in self.sent if one.slot < at]
