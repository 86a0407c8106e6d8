"""Steps: what a reader does on the way, how long it takes, what it waits for and by when it must be over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from generator.diagnostics import Span
from generator.model.located import DateRuleField, Entry, When, WhenGiven, Whole
from generator.model.milestone import DAYS, WEEKDAYS, Weekday
from generator.model.numbers import amount_meant, parse_whole

Basis = Literal["sourced", "advice", "event"]
"""Who says how long it takes: a page, we ourselves, or nobody, since it is not a work."""

WAITS = ("after", "any_after", "soft")
"""The keys that name the steps it comes after."""

MOST_DAYS = 2000
"""No step takes longer."""


def _read_days(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    try:
        return parse_whole(raw)
    except ValueError:
        meant = amount_meant(raw, ("day", "days"))
        advice = "a whole number, such as 14" if meant is None else str(meant)
        raise ValueError(f"'{raw}' is not a whole number of days; write {advice}") from None


Said = Annotated[str, Field(min_length=1)]
"""Words that a reader is shown."""

Days = Annotated[Whole, BeforeValidator(_read_days), Field(ge=0, le=MOST_DAYS)]
_SEASONS = 3
_YEAR = tuple(dt.date(2027, 1, 1) + dt.timedelta(days) for days in range(365))
_REPEAT = re.compile(r"(plan\.[a-z0-9_]+)(?:\s+-\s+(\d))?")


class Durations(Entry):
    """Calendar days at best, typically and at worst."""

    min: Days
    typical: Days
    max: Days

    @model_validator(mode="before")
    @classmethod
    def _three_numbers(cls, raw: object) -> object:
        if not isinstance(raw, Mapping):
            basis = ", basis: advice" if "basis" in cls.model_fields else ""
            raise ValueError(f"write three numbers of days: {{min: 7, typical: 14, max: 30{basis}}}")
        return raw

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.min <= self.typical <= self.max:
            found = f"'min' ({self.min}), 'typical' ({self.typical}) and 'max' ({self.max}) must go up"
            raise ValueError(f"{found}; write the fewest days as 'min' and the most as 'max'")
        return self


class Takes(Durations):
    """How long a step takes, and who says so. `source` is a fact.

    `answer` is a facet that asks for these days: a reader who answered it waits that long.
    """

    basis: Basis
    source: str | None = None
    answer: str | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.basis == "sourced" and self.source is None:
            raise ValueError("what is 'sourced' names a fact as 'source'")
        return self

    def answered(self, days: int) -> Durations:
        """The days for a reader who says how many there are: typically and at worst those, at best no more."""
        return self.model_copy(update={"min": min(self.min, days), "typical": days, "max": days})


class NotBefore(Entry):
    """A day before which a step cannot begin."""

    date: DateRuleField
    when: When


class NotAfter(Entry):
    """A day by which a step must be over: a rule of somebody else (`hard`), or our advice."""

    date: DateRuleField
    hard: bool = False
    when: When


class Window(Entry):
    """A stretch that returns each season; a step begins in the first one that is open and long enough.

    `season` is the first one, counted from the reader's. `opens_early` is the day of the best pass, `left` how many
    days must be left before it closes.
    """

    opens: DateRuleField
    opens_early: DateRuleField | None = None
    closes: DateRuleField
    season: Annotated[Whole, Field(ge=-_SEASONS, le=_SEASONS)] = 0
    left: Durations | None = None
    when: When


def _month_and_day(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    month, _, day = raw.partition("-")
    if not (len(month) == len(day) == 2 and (month + day).isdecimal()):
        raise ValueError(f"'{raw}' is not a day of the year; write month-day, such as 01-15")
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= DAYS[int(month) - 1]):
        raise ValueError(f"'{raw}' is not a day of every year")
    return int(month), int(day)


DayOfYear = Annotated[
    tuple[int, int],
    BeforeValidator(_month_and_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{2}-\d{2}$"}),
]


class Closed(Entry):
    """Days of every year, both included, on which a step cannot end. It may reach over New Year."""

    from_: DayOfYear = Field(alias="from")
    to: DayOfYear

    def holds(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        place = day.month, day.day
        if self.from_ <= self.to:
            return self.from_ <= place <= self.to
        return place >= self.from_ or place <= self.to


class Excluded(Entry):
    """Steps of these phases are for nobody for whom the condition holds, nor what names one of them."""

    when: WhenGiven
    phases: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Repeat:
    """As often as a number of the plan says, or so many times fewer."""

    of: str
    fewer: Whole = 0


def _read_repeat(raw: object) -> object:
    match = _REPEAT.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise ValueError("name a number of the plan: plan.name or plan.name - 1")
    return Repeat(match.group(1), int(match.group(2) or 0))


RepeatField = Annotated[Repeat, BeforeValidator(_read_repeat), WithJsonSchema({"type": "string"})]


class Step(Entry):
    """Something a reader does, or waits for. `after`, `any_after` and `soft` name steps, `missed` verdicts.

    One `by_others` is the work of somebody else: the reader waits. Where `settled` holds, it is likely behind the
    reader, who need only make sure: this week, it comes after the others. Where something is not possible, it is open
    again, and comes first.
    """

    label: Said
    called: Said | None = None
    phase: Said
    takes: Takes
    after: tuple[str, ...] = ()
    any_after: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    from_: tuple[NotBefore, ...] = Field(default=(), alias="from")
    by: tuple[NotAfter, ...] = ()
    within: tuple[Window, ...] = ()
    closed: tuple[Closed, ...] = ()
    starts_on: DateRuleField | None = None
    ends_on: DateRuleField | None = None
    weekday: Weekday | None = None
    repeat: RepeatField | None = None
    when: When
    done: WhenGiven | None = None
    lead: str | None = None
    missed: tuple[str, ...] = ()
    by_others: bool = False
    settled: WhenGiven | None = None
    note: str | None = None
    points: tuple[str, ...] = ()

    @field_validator("closed")
    @classmethod
    def _open_once(cls, closed: tuple[Closed, ...]) -> tuple[Closed, ...]:
        if closed and all(any(one.holds(day) for one in closed) for day in _YEAR):
            raise ValueError("no day of the year is left on which it can end; write the days on which it cannot")
        return closed

    @property
    def noun(self) -> str:
        """What a sentence calls it."""
        return self.called or f"\u201c{self.label}\u201d"

    @property
    def day_of_week(self) -> int | None:
        """The weekday it begins on; Monday is 0."""
        return None if self.weekday is None else WEEKDAYS.index(self.weekday)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Every step it comes after, in the order written."""
        return (*self.after, *self.any_after, *self.soft)

    def place_of(self, other: str) -> Span:
        """Where it says that it comes after another step."""
        named = ((key, getattr(self, key)) for key in WAITS)
        return next(self.place(key, several.index(other)) for key, several in named if other in several)
