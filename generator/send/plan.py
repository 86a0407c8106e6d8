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
    KEPT = "keeps the handbook they have"
    DRAFTED = "among the drafts"
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
    def known(self) -> Sending | None:
        """The newest one that a change is measured by: the last one sent, or the last that was not worth a message."""
        measured = (State.SENT, State.KEPT)
        newest = next((one for one in reversed(self.sendings) if one.state in measured and not one.released), None)
        return newest if newest is not None and newest.state is State.KEPT else self.last_sent

    @property
    def newest(self) -> Sending | None:
        """The newest one that was not withdrawn."""
        return next((one for one in reversed(self.sendings) if one.state is not State.WITHDRAWN), None)

    @property
    def binding(self) -> Sending | None:
        """The newest one that still says what may be sent next."""
        newest = self.newest
        return None if newest is None or newest.released else newest

    def turn(self, address: str, *, has_changed: bool) -> Turn:
        """What is due to this person, whose handbook differs or not from the one that is `known`."""
        binding = self.binding
        if binding is None:
            return Turn.FIRST if self.last_sent is None else Turn.CHANGED
        if binding.state in (State.IN_DOUBT, State.UNKNOWN):
            return Turn.DOUBTFUL
        if binding.state is State.DRAFTED:
            return Turn.DRAFTED
        is_settled = binding.state in (State.SENT, State.KEPT)
        if binding.address != address and (not is_settled or has_changed):
            return Turn.MOVED
        if binding.state is State.FAILED:
            return Turn.FAILED
        if binding.state in WAITING:
            return Turn.WAITING
        if has_changed:
            return Turn.CHANGED
        return Turn.KEPT if binding.state is State.KEPT else Turn.UNCHANGED


def histories(sendings: Iterable[Sending]) -> dict[str, History]:
    """The sendings by person, each person's oldest first."""
    grouped: dict[str, list[Sending]] = {}
    for one in sendings:
        grouped.setdefault(one.profile, []).append(one)
    return {profile: History(tuple(several)) for profile, several in grouped.items()}


def latest(sendings: Iterable[Sending]) -> dict[str, Sending]:
    """Each person's newest sending that was not withdrawn, in the order of ids."""
    past = sorted(histories(sendings).items())
    return {profile: newest for profile, history in past if (newest := history.newest) is not None}
