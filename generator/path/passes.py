"""The days of all steps in the three passes. They follow from the standings alone: found once for equal ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.kept import Kept
from generator.model.path import PACES, Pace, StepDays
from generator.path.backward import Last, backward
from generator.path.forward import ForwardDays, forward
from generator.path.order import Order
from generator.path.situation import Standing

Standings = Mapping[str, Standing]


@dataclass(frozen=True, slots=True)
class Passes:
    """The days of each step by pass; the last days toward a goal are found when they are asked for.

    The order is held on to, so that nothing else gets the id by which they are kept.
    """

    order: Order
    standings: Standings
    days: Mapping[str, Mapping[Pace, StepDays]]
    _goals: dict[tuple[Pace, str], dict[str, Last]] = field(default_factory=dict)

    def toward(self, step: str, goal: str, pace: Pace) -> Last | None:
        """The last days of a step with which another step keeps to its own days; None where it need not hurry."""
        key = pace, goal
        if key not in self._goals:
            self._goals[key] = backward(self.order, self.standings, pace, goal)
        return self._goals[key].get(step)


# What a step is for a reader is found once, so equal standings are one and the same.
_PASSES: Kept[Passes] = Kept(100)


def find_passes(order: Order, standings: Standings, as_of: dt.date) -> Passes:
    """The days of one reader's steps, counted from a day.

    Raises Circle.
    """
    key = id(order), as_of, tuple(standings.values())
    return _PASSES.get(key, 1, lambda: _found(order, standings, as_of), lambda _: True)


def _found(order: Order, standings: Standings, as_of: dt.date) -> Passes:
    runs = {pace: forward(order, as_of, standings, pace) for pace in PACES}
    lasts = {pace: backward(order, standings, pace) for pace in PACES}
    days = {name: {pace: _days(runs[pace][name], lasts[pace].get(name)) for pace in PACES} for name in order.forward}
    return Passes(order, standings, days)


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
