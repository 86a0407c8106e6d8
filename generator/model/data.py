"""Data next to the prose: facts, milestones, costs, documents, glossary, resources, points."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator.model.address import is_web_address
from generator.model.dates import nth_weekday
from generator.model.located import Date, DateRuleField, Entry, When, Whole

Confidence = Literal["high", "medium", "low"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _web_address(text: str) -> str:
    if not is_web_address(text):
        raise ValueError("write a whole web address that begins with https://")
    return text


Url = Annotated[str, AfterValidator(_web_address)]
Month = Annotated[Whole, Field(ge=1, le=12)]
Day = Annotated[Whole, Field(ge=1, le=31)]


def _near_year(number: int) -> int:
    if abs(number) > 10:
        raise ValueError("a year here counts from the season's, such as -1 for the year before it")
    return number


Year = Annotated[Whole, AfterValidator(_near_year)]
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days that a month has in every year."""


class Source(Entry):
    """Who says it, and where."""

    name: str
    url: Url


Stake = Literal["money", "permission", "deadline"]


class Fact(Entry):
    """A checked statement. `value` fits into a running sentence.

    `verify` says that readers should look at the source before they act; `at_stake` what they lose if it is wrong.
    """

    statement: str
    value: str
    season: str | None = None
    source: Source
    checked: Date
    expires: Date | None = None
    confidence: Confidence
    verify: bool
    at_stake: Stake | None = None
    note: str | None = None

    @property
    def confirm(self) -> bool:
        """Whether "confirm" is printed with it wherever it is cited."""
        return self.verify and self.at_stake is not None


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
    """Days after (negative: before) the start of another milestone, or a day the reader gives."""

    rule: Literal["relative", "anchor"]
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
    """

    label: str
    called: str | None = None
    phase: str
    kind: Literal["event", "deadline", "window", "target"]
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
    alarms: tuple[int, ...] = ()
    points: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_start(self) -> Self:
        if (self.start is None) is (self.step is None):
            raise ValueError("write exactly one of 'start' and 'step'")
        if self.step is not None and (self.end is not None or self.dates):
            raise ValueError("the days of a milestone that names a 'step' are those of the step")
        return self


class Amount(Entry):
    """Money for one unit; without `max` it is open-ended."""

    min: float
    max: float | None = None
    typical: float | None = None

    @property
    def usual(self) -> float:
        """What is usually paid: as written, else the middle."""
        return (self.min + (self.min if self.max is None else self.max)) / 2 if self.typical is None else self.typical


class Count(Entry):
    """How many units are paid for: as many for each of a plan value with `of`, and `plus` (or fewer) in all."""

    of: str | None = None
    min: Annotated[Whole | None, Field(ge=0)] = None
    typical: Annotated[Whole, Field(ge=0)] = 1
    max: Annotated[Whole | None, Field(ge=0)] = None
    plus: Whole = 0

    @property
    def low(self) -> int:
        return self.typical if self.min is None else self.min

    @property
    def high(self) -> int:
        return self.typical if self.max is None else self.max

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.typical <= self.high:
            raise ValueError("'min', 'typical' and 'max' go up")
        return self


class Tier(Entry):
    """The price of each item up to a number of items; the last tier has no end."""

    up_to: Annotated[Whole | None, Field(ge=1)] = None
    each: Annotated[float, Field(ge=0)]


class Fee(Entry):
    """A fee whose price for each item changes with their number."""

    count: Count
    base: Annotated[float, Field(ge=0)] = 0
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        ends = [tier.up_to for tier in self.tiers]
        *inner, last = ends
        if last is not None or None in inner or inner != sorted(set(inner), key=lambda end: end or 0):
            raise ValueError("each tier ends above the one before it, and only the last has no 'up_to'")
        return self

    def of(self, items: int) -> float:
        """What that many items cost together."""
        total, done = self.base, 0
        for tier in self.tiers:
            here = max(0, (items if tier.up_to is None else min(items, tier.up_to)) - done)
            total += here * tier.each
            done += here
        return total


class Cost(Entry):
    """A line of the budget: an `amount` times a count, a `fee` in tiers, or a `share` in percent of all lines.

    The reader pays it, unless it names a `payer` of guidegen.yaml. Without a `basis` it is an estimate of the office.
    One that names a `step` is paid by those who still have that step before them.
    """

    label: str
    category: str
    amount: Amount | None = None
    times: Count | None = None
    fee: Fee | None = None
    share: Annotated[float | None, Field(gt=0, le=100)] = None
    unit: str = "once"
    payer: str | None = None
    basis: Literal[
        "official", "official-older-season", "official-quoted", "secondary", "study", "planning-assumption"
    ] = "planning-assumption"
    season: str | None = None
    step: str | None = None
    when: When
    lead: str | None = None
    confidence: Confidence = "medium"
    verify: bool = False
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_formula(self) -> Self:
        if sum(one is not None for one in (self.amount, self.fee, self.share)) != 1:
            raise ValueError("write exactly one of 'amount', 'fee' and 'share'")
        if self.times is not None and self.amount is None:
            raise ValueError("'times' goes with 'amount'")
        return self


class LeadDays(Entry):
    """Days to start before a document is needed."""

    min: Whole
    typical: Whole


class DocumentSet(Entry):
    """What a group of documents is for, and the day they are needed."""

    label: str
    due: DateRuleField | None = None
    when: When


class Document(Entry):
    """A document, who needs it and how long it takes. `due` goes before the days of its sets.

    One that names a `step` has the days of that step, and takes as long.
    """

    label: str
    sets: tuple[str, ...]
    due: DateRuleField | None = None
    content: str
    issuer: str
    lead_days: LeadDays | None = None
    step: str | None = None
    validity: str | None = None
    who: str
    when: When
    lead: str | None = None
    confidence: Confidence = "medium"
    verify: bool = False
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if (self.lead_days is None) is (self.step is None):
            raise ValueError("write exactly one of 'lead_days' and 'step'")
        if self.step is not None and self.due is not None:
            raise ValueError("the days of a document that names a 'step' are those of the step; leave 'due' out")
        return self


class TrackerColumn(Entry):
    """A column of the sheet on which a reader keeps what they find out."""

    label: str
    kind: Literal["text", "number", "date", "choice"] = "text"
    choices: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(max_length=12)] = ()
    help: Annotated[str | None, Field(max_length=250)] = None
    width: Annotated[Whole, Field(ge=4, le=80)] = 16
    when: When

    @model_validator(mode="after")
    def _has_choices(self) -> Self:
        if (self.kind == "choice") is not bool(self.choices):
            raise ValueError("a column of the kind 'choice' has 'choices', and no other has")
        if any("," in choice for choice in self.choices):
            raise ValueError("a choice has no comma")
        return self


class Term(Entry):
    """A word of the glossary."""

    term: str
    expansion: str | None = None
    definition: str
    see: tuple[str, ...] = ()
    when: When
    facts: tuple[str, ...] = ()


class Constant(Entry):
    """Words used in several places that are no fact: they have no source, and no date."""

    value: str
    note: str | None = None


class Resource(Entry):
    """An address worth knowing."""

    name: str
    url: Url
    owner: str
    category: str
    kind: Literal["official", "authoritative", "example"]
    use: str
    when: When
    confidence: Confidence = "medium"
    verify: bool = False
    facts: tuple[str, ...] = ()


class Point(Entry):
    """Something every reader in a given situation must be told. `also` are ids under which sources say the same."""

    says: str
    importance: Annotated[Whole, Field(ge=1, le=3)]
    when: When
    also: tuple[str, ...] = ()
    note: str | None = None


class DroppedPoint(Entry):
    """What a source says and this guide leaves out, with the reason."""

    why: str
