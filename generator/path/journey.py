"""Finding the path of one reader, and looking up its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.path import Pace, Path, PathStep, StepDays
from generator.model.truth import UNKNOWN
from generator.path.backward import Last
from generator.path.order import Order
from generator.path.passes import DaysOf, Passes, find_passes
from generator.path.situation import Situation, Standing


@dataclass(frozen=True, slots=True)
class Journey:
    """A path with what it was found from, so that days for one goal can be asked for."""

    path: Path
    order: Order
    standings: Mapping[str, Standing]
    passes: Passes

    def days(self, step: str, pace: Pace = "typical") -> StepDays | None:
        """The days of a step that is still to be done or that lies behind; None where it is not for the reader."""
        one = self.path.steps[step]
        return None if one.state == "skipped" else one.days[pace]

    def toward(self, step: str, goal: str, pace: Pace = "typical") -> Last | None:
        """The last days of a step with which another step keeps to its own days; None where it need not hurry."""
        return None if self.path.steps[step].state != "todo" else self.passes.toward(step, goal, pace)


def find_journey(order: Order, situation: Situation, standings: Mapping[str, Standing]) -> Journey:
    """The steps of one reader with their days in three passes; `standings` are what the steps are in the situation.

    Raises Circle.
    """
    passes = find_passes(order, standings, situation.as_of)
    assumed: dict[str, frozenset[str]] = {}
    steps: dict[str, PathStep] = {}
    for name in order.forward:
        step = order.steps[name]
        resting = situation.assumed(step, standings[name])
        if name not in situation.ticks:
            resting = resting.union(*(assumed[one] for one in step.waits_for))
        assumed[name] = resting
        steps[name] = PathStep(
            id=name,
            step=step,
            state=standings[name].state,
            is_open=situation.truth(step.when) is UNKNOWN,
            assumed=resting,
            days=DaysOf(passes, name),
        )
    used = frozenset().union(*(one.assumed for one in steps.values()))
    counted = {name: value for name, value in situation.counted.items() if name in used}
    return Journey(Path(as_of=situation.as_of, steps=steps, counted=counted), order, standings, passes)
