"""The days of all steps in the three passes. They follow from the standings alone: found once for equal ones.

Each is made when a day of it is asked for: rules ask for two of them and for few steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.kept import Kept
from generator.model.path import PACES, Pace, StepDays
from generator.path.backward import Last, backward
from generator.path.forward import ForwardDays, Runs, forward
from generator.path.order import Order
from generator.path.situation import Standing

Standings = Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Passes:
    """The days of each step by pass, and the last days toward a goal, each found when they are asked for.

    The order is held on to, so that nothing else gets the id by which they are kept.
    """

    order: Order
    standings: Standings
    as_of: dt.date
    _runs: dict[Pace, Runs] = field(default_factory=dict)
    _lasts: dict[Pace, dict[str, Last]] = field(default_factory=dict)
    _days: dict[tuple[Pace, str], StepDays] = field(default_factory=dict)
    _goals: dict[tuple[Pace, str], dict[str, Last]] = field(default_factory=dict)

    def days(self, step: str, pace: Pace) -> StepDays:
        """The days of a step in one pass."""
        key = pace, step
        if key not in self._days:
            if pace not in self._lasts:
                self._lasts[pace] = backward(self.order, self.standings, pace)
            self._days[key] = _days(self.runs(pace)[step], self._lasts[pace].get(step))
        return self._days[key]

    def runs(self, pace: Pace) -> Runs:
        """The first days of each step in one pass."""
        if pace not in self._runs:
            self._runs[pace] = forward(self.order, self.as_of, self.standings, pace)
        return self._runs[pace]

    def toward(self, step: str, goal: str, pace: Pace) -> Last | None:
        """The last days of a step with which another step keeps to its own days; None where it need not hurry."""
        key = pace, goal
        if key not in self._goals:
            self._goals[key] = backward(self.order, self.standings, pace, goal)
        return self._goals[key].get(step)


class DaysOf(Mapping[Pace, StepDays]):
    """The days of one step in each pass."""

    __slots__ = ("passes", "step")

    def __init__(self, passes: Passes, step: str) -> None:
        self.passes, self.step = passes, step

    def __getitem__(self, pace: Pace) -> StepDays:
        return self.passes.days(self.step, pace)

    def __iter__(self) -> Iterator[Pace]:
        return iter(PACES)

    def __len__(self) -> int:
        return len(PACES)


# What a step is for a reader is found once, so equal standings are one and the same.
_PASSES: Kept[Passes] = Kept(100)


def find_passes(order: Order, standings: Standings, as_of: dt.date) -> Passes:
    """The days of one reader's steps, counted from a day."""
    key = id(order), as_of, tuple(standings.values())
    return _PASSES.get(key, 1, lambda: Passes(order, standings, as_of))


def _days(run: ForwardDays, last: Last | None) -> StepDays:
    return StepDays(
        start=run.planned[0][0],
        finish=run.planned[-1][1],
        earliest=run.soonest[0][0],
        soonest=run.soonest[-1][1],
        latest=None if last is None else last.latest,
        due=None if last is None else last.due,
        turns=run.planned,
        count=run.count,
        wait=run.wait,
        limit=None if last is None else last.limit,
    )
