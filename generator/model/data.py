"""Data beside the prose: facts, milestones, costs, documents, glossary, resources, points."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from generator.model.dates import nth_weekday
from generator.model.located import Entry, When

Confidence = Literal["high", "medium", "low"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(letter.isspace() for letter in text):
        raise ValueError("write a whole web address that begins with https://")
    return text


Url = Annotated[str, AfterValidator(_web_address)]
Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]


class Source(Entry):
    """Who says it, and where."""

    name: str
    url: Url


class Fact(Entry):
    """A checked statement. `value` fits into a running sentence."""

    statement: str
    value: str
    season: str | None = None
    source: Source
    checked: dt.date
    expires: dt.date | None = None
    confidence: Confidence
    verify: bool
    note: str | None = None


class FixedDay(Entry):
    """That day of the year `match_year + year`."""

    rule: Literal["fixed"]
    year: int
    month: Month
    day: Day

    def day_in(self, match_year: int) -> dt.date:
        return dt.date(match_year + self.year, self.month, self.day)


class NthWeekday(Entry):
    """The n-th weekday of a month."""

    rule: Literal["nth-weekday"]
    year: int
    month: Month
    weekday: Weekday
    n: Annotated[int, Field(ge=1, le=5)]

    def day_in(self, match_year: int) -> dt.date:
        return nth_weekday(match_year + self.year, self.month, WEEKDAYS.index(self.weekday), self.n)


class NearWeekday(Entry):
    """That day, or the nearest Monday to Friday before or after it."""

    rule: Literal["weekday-on-or-before", "weekday-on-or-after"]
    year: int
    month: Month
    day: Day

    def day_in(self, match_year: int) -> dt.date:
        day = dt.date(match_year + self.year, self.month, self.day)
        step = dt.timedelta(days=-1 if self.rule == "weekday-on-or-before" else 1)
        while day.weekday() >= 5:
            day += step
        return day


class RelativeDay(Entry):
    """Days after (negative: before) the start of another milestone, or a day the reader gives."""

    rule: Literal["relative", "anchor"]
    to: str
    days: int


MilestoneRule = Annotated[
    FixedDay | NthWeekday | NearWeekday | RelativeDay,
    Field(discriminator="rule"),
]


class StoredDates(Entry):
    """Official dates of one season; they win over the rule."""

    start: dt.date
    end: dt.date | None = None
    status: Literal["published", "reported"]


class Milestone(Entry):
    """A day or window of the year, as a rule that gives its date for any match year."""

    label: str
    called: str | None = None
    phase: str
    kind: Literal["event", "deadline", "window", "target"]
    start: MilestoneRule
    end: MilestoneRule | None = None
    when: When
    dates: dict[int, StoredDates] = Field(default_factory=dict)
    basis: Literal["published-rule", "pattern", "planning"]
    confidence: Confidence
    verify: bool
    source: Source | None = None
    note: str | None = None
    alarms: tuple[int, ...] = ()
    points: tuple[str, ...] = ()


class Amount(Entry):
    """US dollars; without `max` it is open-ended."""

    min: float
    max: float | None = None
    typical: float


class Cost(Entry):
    """A line of the budget."""

    label: str
    category: str
    amount: Amount
    unit: str
    formula: str | None = None
    payer: Literal["applicant", "employer", "benchmark-only"]
    basis: Literal["official", "official-older-season", "official-quoted", "secondary", "study", "planning-assumption"]
    season: str | None = None
    when: When
    confidence: Confidence
    verify: bool
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()


class LeadDays(Entry):
    """Days to start before a document is needed."""

    min: int
    typical: int


class Document(Entry):
    """A document, who needs it and how long it takes."""

    label: str
    sets: tuple[str, ...]
    content: str
    issuer: str
    lead_days: LeadDays
    validity: str | None = None
    who: str
    when: When
    confidence: Confidence
    verify: bool
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()


class Term(Entry):
    """A word of the glossary."""

    term: str
    expansion: str | None = None
    definition: str
    see: tuple[str, ...] = ()
    when: When
    facts: tuple[str, ...] = ()


class Resource(Entry):
    """An address worth knowing."""

    name: str
    url: Url
    owner: str
    category: str
    kind: Literal["official", "authoritative", "example"]
    use: str
    when: When
    confidence: Confidence
    verify: bool
    facts: tuple[str, ...] = ()


class Point(Entry):
    """Something every reader in a given situation must be told."""

    says: str
    importance: Annotated[int, Field(ge=1, le=3)]
    when: When
    note: str | None = None
