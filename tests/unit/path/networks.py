"""Networks of steps for tests: from YAML, and at random."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

from generator.diagnostics import Diagnostics
from generator.load.conditions import ConditionReader
from generator.load.steps import read_steps
from generator.load.yaml import read_yaml
from generator.model.condition import ALWAYS, AnyOf, Condition
from generator.model.dates import Dated, DateRule
from generator.model.step import Step
from generator.model.truth import FALSE, TRUE, Truth
from generator.path import Journey, Order, Situation, find_journey

NEVER: Condition = AnyOf()
AS_OF = dt.date(2027, 1, 1)


def steps_of(text: str) -> dict[str, Step]:
    """The steps of a file."""
    diagnostics = Diagnostics()
    raw = read_yaml(text, "content/data/steps.yaml", diagnostics)
    assert raw is not None
    steps = read_steps(raw, ConditionReader({}, diagnostics), diagnostics)
    assert not diagnostics.found, [one.message for one in diagnostics.found]
    return steps


def journey_of(
    steps: Mapping[str, Step],
    *,
    as_of: dt.date = AS_OF,
    days: Mapping[str, dt.date] | None = None,
    planned: Mapping[str, dt.date] | None = None,
    ticks: Mapping[str, dt.date] | None = None,
    skipped: frozenset[str] = frozenset(),
    repeats: int = 1,
    answered: Mapping[str, int] | None = None,
) -> Journey:
    """The path through some steps; `days` are the days of anchors, `planned` those that are only planned."""
    known, wished = days or {}, planned or {}
    mine = {name: step.model_copy(update={"when": NEVER}) if name in skipped else step for name, step in steps.items()}

    def resolve(rule: DateRule, season: int) -> Dated | None:
        if rule.anchor in wished:
            return Dated(rule.shift(wished[rule.anchor]), planned=True)
        day = known.get(rule.anchor)
        return None if day is None else Dated(rule.shift(day.replace(year=day.year + season)))

    def truth(condition: Condition) -> Truth:
        return TRUE if condition == ALWAYS else FALSE

    situation = Situation(
        as_of=as_of,
        counted={},
        truth=truth,
        truth_given=truth,
        resolve=resolve,
        behind=lambda rule: frozenset({rule.anchor}),
        number=lambda _: repeats,
        answered=(answered or {}).get,
        ticks=ticks or {},
    )
    return find_journey(Order(mine), situation, {name: situation.standing(name, step) for name, step in mine.items()})


def random_steps(seed: int) -> str:
    """A file of steps that wait for one another in every way, the same for the same seed."""
    rng = random.Random(seed)
    lines = ["steps:"]
    for number in range(rng.randint(2, 12)):
        least = rng.randint(0, 20)
        typical = least + rng.randint(0, 30)
        takes = f"{{min: {least}, typical: {typical}, max: {typical + rng.randint(0, 40)}, basis: advice}}"
        lines += [f"  s{number}:", f"    label: Step {number}", "    phase: way", f"    takes: {takes}"]
        for key in ("after", "any_after", "soft"):
            earlier = [f"s{one}" for one in range(number) if rng.random() < 0.25]
            if earlier:
                lines.append(f"    {key}: [{', '.join(earlier)}]")
        for key, chance in (("from", 0.2), ("by", 0.3)):
            if rng.random() < chance:
                lines.append(f"    {key}: {rng.choice(['spring', 'summer', 'fall'])}")
        if rng.random() < 0.2:
            lines.append(f"    weekday: {rng.choice(['monday', 'friday'])}")
        if rng.random() < 0.15:
            lines.append("    closed: [{from: 03-01, to: 03-20}]")
        if rng.random() < 0.15:
            lines.append("    within: {opens: spring, closes: summer}")
        if rng.random() < 0.15:
            lines.append("    repeat: plan.rounds")
    return "\n".join(lines) + "\n"


SEASON = {"spring": dt.date(2027, 3, 15), "summer": dt.date(2027, 7, 1), "fall": dt.date(2027, 10, 20)}
