"""Milestones: days that others set, and the rules that give them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.data import Confidence, Source
from generator.model.dates import nth_weekday
from generator.model.located import Date, Entry, When, Whole

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


Month = Annotated[Whole, Field(ge=1, le=12)]


Day = Annotated[Whole, Field(ge=1, le=31)]


def _near_year(number: int) -> int:
    if abs(number) > 10:
        raise ValueError("a year here counts from the season's, such as -1 for the year before it")
    return number


Year = Annotated[Whole, AfterValidator(_near_year)]


DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days that a month has in every year."""


class _DayOfYear(Entry):
    year: Year
    month: Month
    day: Day

    @model_validator(mode="after")
    def _is_in_every_year(self) -> Self:
        if self.day > DAYS[self.month - 1]:
            raise ValueError(f"month {self.month} has no day {self.day} in every year")
        return self


class FixedDay(_DayOfYear):
    """That day of the year `season + year`."""

    rule: Literal["fixed"]

    def day_in(self, season: int) -> dt.date:
        return dt.date(season + self.year, self.month, self.day)


class NthWeekday(Entry):
    """The n-th weekday of a month; not every month has a fifth."""

    rule: Literal["nth-weekday"]
    year: Year
    month: Month
    weekday: Weekday
    n: Annotated[Whole, Field(ge=1, le=4)]

    def day_in(self, season: int) -> dt.date:
        return nth_weekday(season + self.year, self.month, WEEKDAYS.index(self.weekday), self.n)


class NearWeekday(_DayOfYear):
    """That day, or the nearest Monday to Friday (or the one given weekday) before or after it."""

    rule: Literal["weekday-on-or-before", "weekday-on-or-after"]
    weekday: Weekday | None = None

    def day_in(self, season: int) -> dt.date:
        wanted = range(5) if self.weekday is None else (WEEKDAYS.index(self.weekday),)
        day = dt.date(season + self.year, self.month, self.day)
        step = dt.timedelta(days=-1 if self.rule == "weekday-on-or-before" else 1)
        while day.weekday() not in wanted:
            day += step
        return day


class RelativeDay(Entry):
    """Days after (negative: before) the start of another milestone."""

    rule: Literal["relative"]
    to: str
    days: Annotated[Whole, Field(ge=-4000, le=4000)]


SeasonDay = FixedDay | NthWeekday | NearWeekday
"""The rules that count from the season's year."""

MilestoneRule = Annotated[
    SeasonDay | RelativeDay,
    Field(discriminator="rule"),
]


class StoredDates(Entry):
    """Official dates of one season; they win over the rule."""

    start: Date
    end: Date | None = None
    status: Literal["published", "reported"]


class Milestone(Entry):
    """A day or window of the year, as a rule that gives its date for any season.

    One that is not for `show` is there for rules and steps only. One that names a `step` stands for its days.
    `alarm` is how many days before it a calendar reminds.
    """

    label: str
    called: str | None = None
    phase: str
    kind: Literal["event", "deadline", "window"]
    show: bool = True
    start: MilestoneRule | None = None
    step: str | None = None
    end: MilestoneRule | None = None
    when: When
    lead: str | None = None
    dates: dict[int, StoredDates] = Field(default_factory=dict)
    basis: Literal["published-rule", "pattern", "planning"] = "planning"
    confidence: Confidence = "medium"
    verify: bool = False
    source: Source | None = None
    note: str | None = None
    alarm: Annotated[Whole, Field(ge=0, le=400)] | None = None
    points: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_start(self) -> Self:
        if (self.start is None) is (self.step is None):
            raise ValueError("write exactly one of 'start' and 'step'")
        if self.step is not None and (self.end is not None or self.dates):
            raise ValueError("the days of a milestone that names a 'step' are those of the step")
        return self
