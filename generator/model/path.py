"""The path: all steps of one reader with their computed days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.dates import DateRule
from generator.model.step import Step

Pace = Literal["best", "typical", "careful"]
PACES: tuple[Pace, ...] = ("best", "typical", "careful")
State = Literal["todo", "done", "skipped"]

WaitKind = Literal["today", "after", "soft", "either", "from", "within", "day", "wish", "weekday"]
LimitKind = Literal["by", "before", "day"]


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a step cannot begin earlier: another step is not over, or a day has not come."""

    kind: WaitKind
    step: str | None = None
    rule: DateRule | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Why a step cannot be over later: its own day, or the step that waits for it."""

    kind: LimitKind
    step: str | None = None
    rule: DateRule | None = None
    is_hard: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDays:
    """The days of a step in one pass.

    `start` and `finish` keep to the days a reader planned; `earliest` is the start and `soonest` the end without them.
    `latest` is the last day to begin and `due` the last day to be over, None where nothing waits for it. `turns` are
    the start and end of every repeat that is planned, `count` is how many repeats fit.
    """

    start: dt.date
    finish: dt.date
    earliest: dt.date
    soonest: dt.date
    latest: dt.date | None
    due: dt.date | None
    turns: tuple[tuple[dt.date, dt.date], ...]
    count: int
    wait: Wait
    limit: Limit | None

    @property
    def slack(self) -> int | None:
        """Days from the earliest start to the latest; below zero where it comes too late."""
        return None if self.latest is None else (self.latest - self.start).days

    @property
    def fits(self) -> bool:
        """Whether it can begin in time."""
        return self.latest is None or self.earliest <= self.latest

    @property
    def room(self) -> int | None:
        """Days from the earliest start to the latest end."""
        return None if self.due is None else (self.due - self.earliest).days


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """A step of one reader.

    `is_open` where the answers leave open whether it is for this reader. `assumed` are the facets on whose stated
    default its days rest.
    """

    id: str
    step: Step
    state: State
    is_open: bool
    assumed: frozenset[str]
    days: Mapping[Pace, StepDays]

    @property
    def typical(self) -> StepDays:
        return self.days["typical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The steps of a reader, each after those it waits for. `counted` are the facets that were not answered."""

    as_of: dt.date
    steps: Mapping[str, PathStep]
    counted: Mapping[str, str | int | dt.date]

    def todo(self) -> tuple[PathStep, ...]:
        """The steps that are still to be done, in an order in which they can be."""
        return tuple(one for one in self.steps.values() if one.state == "todo")
