"""Fields of steps by name: `path.step2-sit.latest`, `path.certificate.best.finish`, `path.visit.room_for.tour`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from generator.diagnostics import Diagnostics, Span, nearest, nearest_or_all
from generator.logic.comparison import PATH
from generator.model.path import PACES, Pace
from generator.path import Journey

Field = Literal["start", "finish", "earliest", "latest", "due", "slack", "room", "count", "fits", "mine"]
DAYS: tuple[Field, ...] = ("start", "finish", "earliest", "latest", "due")
NUMBERS: tuple[Field, ...] = ("slack", "room", "count", "fits", "mine")
FIELDS: tuple[Field, ...] = (*DAYS, *NUMBERS)
WORDS: dict[str, tuple[int | None, int | None]] = {"yes": (1, None), "no": (None, 0)}
"""What stands for yes and no in the fields that are answered so."""

YES_OR_NO: tuple[Field, ...] = ("fits", "mine")

GOALS: dict[str, Field] = {"latest_for": "latest", "due_for": "due", "room_for": "room"}
"""Fields that look toward one goal: `latest_for.STEP` is the last day to begin so that STEP keeps to its own days."""

DAY_WORDS: dict[Field, str] = {
    "start": "the first day of {step}",
    "earliest": "the first day of {step}",
    "finish": "the end of {step}",
    "latest": "the last day to begin {step}",
    "due": "the last day for {step}",
}
"""What a sentence calls a day of a step."""


class BadField(ValueError):
    """A name that is not a field of a step. The text says why, for an author."""


@dataclass(frozen=True, slots=True)
class PathField:
    """One field of one step in one pass, maybe for a goal."""

    step: str
    pace: Pace
    field: Field
    goal: str | None = None

    @property
    def is_day(self) -> bool:
        return self.field in DAYS

    @property
    def name(self) -> str:
        """The one way to write it."""
        pace = "" if self.pace == "typical" else f"{self.pace}."
        field = self.field if self.goal is None else f"{self.field}_for.{self.goal}"
        return f"{PATH}{self.step}.{pace}{field}"

    def value(self, journey: Journey) -> dt.date | int | None:
        """What it is for one reader; None where the step is not theirs, or nothing waits for it."""
        if self.field == "mine":
            return int(journey.path.steps[self.step].state != "skipped")
        days = journey.days(self.step, self.pace)
        if days is None:
            return None
        if self.goal is not None:
            last = journey.toward(self.step, self.goal, self.pace)
            if last is None:
                return None
            if self.field == "room":
                return (last.due - days.earliest).days
            return last.latest if self.field == "latest" else last.due
        if self.field == "fits":
            return int(days.fits)
        value: dt.date | int | None = getattr(days, self.field)
        return value


def parse_path_field(name: str) -> PathField:
    """Read `path.STEP.FIELD`, `path.STEP.PASS.FIELD`, or either with `_for.GOAL` after the field.

    Raises BadField.
    """
    parts = name.removeprefix(PATH).split(".")
    step, rest = parts[0], parts[1:]
    pace: Pace = "typical"
    if rest and rest[0] in PACES:
        pace, rest = rest[0], rest[1:]
    if rest and rest[0] in GOALS:
        if len(rest) != 2:
            raise BadField(f"'{rest[0]}' is followed by a step, such as {rest[0]}.{step}")
        return PathField(step, pace, GOALS[rest[0]], rest[1])
    if len(rest) == 1 and rest[0] in FIELDS:
        return PathField(step, pace, rest[0])
    known = ", ".join((*FIELDS, *GOALS))
    if not rest:
        raise BadField(f"name a field: {known}")
    near = nearest(rest[-1], (*FIELDS, *GOALS, *PACES))
    raise BadField(f"a step has no '{'.'.join(rest)}'; {near or f'it has {known}'}")


def known_field(name: str, steps: Collection[str], place: Span, diagnostics: Diagnostics) -> PathField | None:
    """The field that a name stands for; None (and a diagnostic) where it is none, or there is no such step."""
    step, _, _ = name.removeprefix(PATH).partition(".")
    if not known_step(step, steps, place, diagnostics):
        return None
    try:
        field = parse_path_field(name)
    except BadField as error:
        diagnostics.error("bad-path", f"'{name}' is not a field of a step", place, str(error))
        return None
    return field if field.goal is None or known_step(field.goal, steps, place, diagnostics) else None


def known_step(name: str, steps: Collection[str], place: Span, diagnostics: Diagnostics) -> bool:
    """Whether there is such a step; where not, and none was lost, that is reported."""
    if name not in steps and not diagnostics.is_lost("steps", name):
        diagnostics.error("unknown-step", f"there is no step '{name}'", place, nearest_or_all(name, steps))
    return name in steps
