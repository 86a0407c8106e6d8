"""Who gets a handbook in this run, and who does not, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.send.sending import WAITING, Sending, State


class Turn(StrEnum):
    """What is due to a person, judged by their last sending."""

    FIRST = "first handbook"
    CHANGED = "handbook changed"
    WAITING = "still waiting"
    UNCHANGED = "nothing changed"
    DOUBTFUL = "in doubt"
    FAILED = "failed before"
    MOVED = "address changed"


GOING = frozenset({Turn.FIRST, Turn.CHANGED, Turn.WAITING})


@dataclass(frozen=True, slots=True)
class History:
    """The sendings of one person."""

    sendings: tuple[Sending, ...] = ()

    @property
    def last_sent(self) -> Sending | None:
        """The newest one that arrived at the server: what this person has read."""
        return next((one for one in reversed(self.sendings) if one.state is State.SENT), None)

    @property
    def binding(self) -> Sending | None:
        """The newest one that still says what may be sent next."""
        counted = (one for one in reversed(self.sendings) if one.state is not State.WITHDRAWN)
        newest = next(counted, None)
        return None if newest is None or newest.released else newest

    def turn(self, address: str, *, has_changed: bool) -> Turn:
        """What is due to this person, whose handbook differs or not from the last one sent."""
        binding = self.binding
        if binding is None:
            return Turn.FIRST if self.last_sent is None else Turn.CHANGED
        if binding.state in (State.IN_DOUBT, State.UNKNOWN):
            return Turn.DOUBTFUL
        if binding.address != address and (binding.state is not State.SENT or has_changed):
            return Turn.MOVED
        if binding.state is State.FAILED:
            return Turn.FAILED
        if binding.state in WAITING:
            return Turn.WAITING
        return Turn.CHANGED if has_changed else Turn.UNCHANGED


def histories(sendings: Iterable[Sending]) -> dict[str, History]:
    """The sendings by person, each person's oldest first."""
    grouped: dict[str, list[Sending]] = {}
    for one in sendings:
        grouped.setdefault(one.profile, []).append(one)
    return {profile: History(tuple(several)) for profile, several in grouped.items()}
