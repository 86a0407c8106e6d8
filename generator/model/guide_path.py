"""The path of one reader as a guide prints it: the same days on every page and in every file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

from generator.model.condition import Condition
from generator.model.dates import DateRule


@dataclass(frozen=True, slots=True)
class StateItem:
    """One answer of the line on how things are, in words; `is_counted` where nothing was answered."""

    facet: str
    label: str
    value: str
    is_counted: bool
    moves: bool = False


@dataclass(frozen=True, slots=True)
class SaidVerdict:
    """What follows from how the path fits: a sentence and its reason. `is_stop` where something is not possible."""

    name: str
    sentence: str
    because: str
    is_stop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRests:
    """What the first day of a step, its days to spare and its reason rest on: equal while nothing changes but the day.

    `start` is the days before which it cannot begin, its windows, its weekday and how it waits; `room` how long and
    how often it is done, and the days on which it cannot end; `why` its reason as if it were in time.
    """

    start: tuple[Hashable, ...]
    room: tuple[Hashable, ...]
    why: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step that is for the reader, with its days.

    `start` is the first day it can begin, `begin` the last one, None where nothing hurries it; `over` is the day to be
    over. `day` is the one that lists and files give it: that to be over or, where a day of the reader is the one it
    begins on, that day, and `is_planned` is whether it is only that of the plan. A step that comes too late has its new
    days there, and in `missed` the last day it does not keep. `slack` is the days to spare, `fixed` the day that does
    not move while days pass, `latest` the last day to begin that does not. `waits_for` and `follows` name steps,
    nearest first; `is_tight` is on the chain with the least to spare. `is_told` is whether calendar and mail tell its
    day. `waiting` is how many days others take once it is begun, `awaited` for what. `lead` is the words over a step
    that may not be for the reader; one that `is_settled` is likely behind them, one that `decides` comes before all
    others, since something is not possible. `brief` is `why` without the day at which all that follows ends. `rests` is
    compared in place of the days that move while days pass.
    """

    id: str
    number: int
    label: str
    called: str
    lane: str
    is_done: bool
    start: dt.date
    finish: dt.date
    begin: dt.date | None
    day: dt.date
    over: dt.date
    missed: dt.date | None
    slack: int | None
    fixed: dt.date | None
    latest: dt.date | None
    is_told: bool
    is_planned: bool
    is_tight: bool
    is_ready: bool
    waits_for: tuple[str, ...]
    follows: str | None
    waiting: int
    awaited: tuple[str, ...]
    room: str
    why: str
    brief: str
    lead: str | None
    is_settled: bool
    decides: bool
    unsettled: Condition | None
    rests: StepRests
    chapter: str | None = None


@dataclass(frozen=True, slots=True)
class WeekStep:
    """A step to begin with, and why now; `brief` is the same for a page with little room."""

    step: str
    why: str
    brief: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day of somebody else that limits steps of this path."""

    label: str
    day: dt.date
    rule: DateRule


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePath:
    """The path of one reader, counted from `as_of`.

    `steps` are those still to be done in the order in which they can begin, `done` those that lie behind; `this_week`
    are the few to begin with, by the last day to begin. `counted` are the answers it was counted with because nothing
    was answered.
    """

    as_of: dt.date
    state: tuple[StateItem, ...]
    counted: tuple[StateItem, ...]
    verdicts: tuple[SaidVerdict, ...]
    steps: tuple[StepLine, ...]
    done: tuple[StepLine, ...]
    this_week: tuple[WeekStep, ...]
    anchors: tuple[Anchor, ...]

    @property
    def chain(self) -> tuple[StepLine, ...]:
        """The steps still to be done that have the least to spare."""
        return tuple(one for one in self.steps if one.is_tight)

    def step(self, name: str) -> StepLine:
        """The step of this id."""
        return next(one for one in (*self.steps, *self.done) if one.id == name)
