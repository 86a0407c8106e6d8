"""The guide: the assembled selection for one profile, ready for any renderer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.model.condition import Condition
from generator.model.data import Confidence, Fact, Resource, Source, Term, TrackerColumn
from generator.model.facet import FacetType
from generator.model.line import Line, LineKind
from generator.model.module import Text
from generator.model.path import Path
from generator.model.selection import Decision, Lead


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A value mark, as plain text still to be escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class FilledFact:
    """A fact's number among the sources, and its value where it is to be printed."""

    number: int
    value: str | None
    confirm: bool


@dataclass(frozen=True, slots=True)
class FilledTerm:
    """A glossary word."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class FilledLink:
    """Where a link leads: a section of this guide, or an address outside."""

    chapter: str | None
    anchor: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FilledTask:
    """An item of a checklist, with its date or its rule in words.

    `step` is the step it is part of, `begin` the day to begin with that. `fixed` is the day by which two guides are
    compared: of a step its last day, which does not move while days pass.
    """

    id: str
    due: dt.date | None
    planned: bool
    rule: str | None
    is_done: bool = False
    step: str | None = None
    begin: dt.date | None = None
    fixed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FilledPicture:
    """A picture, what is seen in it, and its caption."""

    path: str
    words: str
    caption: str | None
    state: str


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A link to a file of the project, with the words of the link."""

    path: str
    words: str
    state: str


FilledMark = FilledValue | FilledFact | FilledTerm | FilledLink | FilledTask | FilledPicture | FilledFile


@dataclass(frozen=True, slots=True)
class Section:
    """A module in a guide. `marks` fills the marks of its shown text."""

    decision: Decision
    marks: Mapping[int, FilledMark]

    @property
    def id(self) -> str:
        return self.decision.module.id


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Neighboring sections under one lead, or a section without one. What is unsettled of one is so of all."""

    lead: Lead | None
    sections: tuple[Section, ...]

    @property
    def unsettled(self) -> Condition | None:
        return self.sections[0].decision.unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChapter:
    """A chapter of a guide."""

    id: str
    part: str
    part_title: str
    number: int
    title: str
    summary: str | None
    groups: tuple[SectionGroup, ...]
    words: int

    @property
    def numbered(self) -> str:
        """The title after its number."""
        return f"{self.number} {self.title}"

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for group in self.groups for section in group.sections)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What would change a plan value, and to what. `residue` is the condition of the words in `lead`."""

    lead: str
    text: str
    because: str
    residue: Condition


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of the plan page. `items` are the lines of a list, each with its reason."""

    name: str
    label: str
    text: str
    because: str
    items: tuple[tuple[str, str], ...]
    changes: tuple[PlanChange, ...]


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task on the merged checklist, in plain words, and where it is in the guide.

    `stretch` is the text that holds it, under the number `mark`. `leads` are the words it is shown under there, from
    the outside in; `unsettled` is all that must hold for it.
    """

    task: FilledTask
    words: str
    section: Section
    stretch: Text
    mark: int
    chapter: str
    leads: tuple[str, ...] = ()
    unsettled: tuple[Condition, ...] = ()

    @property
    def summary(self) -> str:
        """The task after its lead, as one line."""
        return f"{self.leads[-1]}: {self.words}" if self.leads else self.words


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one month, overdue ones, or those without a date."""

    title: str
    tasks: tuple[ListedTask, ...]
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact with its number in this guide."""

    number: int
    id: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that an open question may change: a section, or a page of lines as a whole."""

    kind: str
    chapter: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question this reader has not answered and that something in the guide turns on.

    `choices` are the answers still possible, each with its words; a date has none. `places` are what it may change.
    """

    facet: str
    label: str
    question: str
    help: str | None
    type: FacetType
    choices: tuple[tuple[str, str], ...]
    places: tuple[OpenPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewal:
    """The day until which a guide holds: a source of this number expires, or the season ends with this milestone."""

    day: dt.date
    source: int | None
    milestone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataNote:
    """What goes with every line that comes from data: its doubts and where it is from.

    `lead` is the words over a line that may not be for this reader ("If you ride your own bicycle"), without a colon.
    `cites` are numbers of the guide's sources. `unsettled` is the condition of the words in `lead`.
    """

    lead: str | None
    unsettled: Condition | None
    note: str | None
    source: Source | None
    verify: bool
    confidence: Confidence
    cites: tuple[int, ...] = ()


Standing = Literal["published", "reported", "rule", "advice", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A milestone on this reader's dates.

    `end` is the last day of a window. Without a `start` the date needs an answer not given, and `rule` says it in
    words. `planned` rests on a planned day, `official` on a published one. `standing` says what the day rests on: an
    official date, a rule or pattern of earlier years, our advice, or `own` for the reader's own days. `is_past` is over
    before today. `alarms` are days before it to be reminded.
    """

    id: str
    label: str
    lane: str
    kind: str
    start: dt.date | None
    end: dt.date | None
    rule: str | None
    planned: bool
    official: bool
    standing: Standing
    is_past: bool
    alarms: tuple[int, ...]
    beside: DataNote
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whole units of money, or counts: low, typical, high."""

    low: int
    typical: int
    high: int

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(self.low + other.low, self.typical + other.typical, self.high + other.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of the budget.

    `each` is the price of one unit and `count` how many (both None for fees in tiers and for shares). Where `scales`
    is true, the count is `per_count` for each of the budget's number, and `plus` more, never below zero.
    `payer` says in words who pays in place of the reader. Only `is_counted` lines are in the sums: not a comparison,
    what somebody else pays or what is under a lead.
    `share` is a percentage of all other counted lines. `is_open_ended` says the high figure may be exceeded.
    `by_number` is the line's sum for each number from 0 on (None: not there); empty where the number changes nothing.
    """

    id: str
    label: str
    unit: str
    payer: str | None
    is_comparison: bool
    each: Estimate | None
    count: Estimate | None
    scales: bool
    per_count: Estimate | None
    plus: int
    share: float | None
    total: Estimate
    is_counted: bool
    is_open_ended: bool
    is_estimate: bool
    season: str | None
    beside: DataNote
    by_number: tuple[Estimate | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetGroup:
    """The lines of one category and the sum of those that count."""

    name: str
    label: str
    lines: tuple[BudgetLine, ...]
    total: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What it costs: the sums of what is sure, and of what is shown under a lead (`maybe`).

    `number` is the plan value some lines scale with (its name, label, value and highest value), None where none does.
    `elsewhere` are lines that this reader has for another number only, by category.
    """

    currency: str
    groups: tuple[BudgetGroup, ...]
    total: Estimate
    maybe: Estimate
    is_open_ended: bool
    number: BudgetNumber | None
    elsewhere: tuple[tuple[str, BudgetLine], ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetNumber:
    """The plan value a budget depends on; `most` is how far a reader may count."""

    name: str
    label: str
    value: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document, when it is needed (a day, or in words) and when to start.

    `start` is the advised day to begin, `latest` the last sensible one; `is_late` where `start` has passed.
    `moves` where these days follow from the day the guide counts from.
    """

    id: str
    label: str
    content: str
    issuer: str
    who: str
    validity: str | None
    sets: tuple[str, ...]
    lead_days: int
    least_days: int
    needed: dt.date | None
    rule: str | None
    planned: bool
    start: dt.date | None
    latest: dt.date | None
    is_late: bool
    beside: DataNote
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as it is read: what of it counts where guides are compared, and all that is open of it."""

    line: Line
    section: Section
    chapter: GuideChapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything one reader gets. `reader` is a name only in private handbooks.

    `lines` and `passages` are one reading of all of it, made once: what compares, searches or explains guides reads
    these.
    """

    id: str
    title: str
    reader: str | None
    season: int | None
    situation: tuple[tuple[str, str], ...]
    plan: tuple[PlanItem, ...]
    chapters: tuple[GuideChapter, ...]
    tasks: tuple[TaskGroup, ...]
    timeline: tuple[TimelineEntry, ...]
    budget: Budget
    documents: tuple[DocumentLine, ...]
    tracker: tuple[TrackerColumn, ...]
    questions: tuple[OpenQuestion, ...]
    renewal: Renewal | None
    sources: tuple[CitedFact, ...]
    terms: tuple[tuple[str, Term], ...]
    resources: tuple[tuple[str, Resource], ...]
    words: int
    reviewed: dt.date | None
    lines: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
    path: Path | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)

    def chapter(self, name: str) -> GuideChapter:
        """The chapter of this id."""
        return next(one for one in self.chapters if one.id == name)

    def of(self, *kinds: LineKind) -> Iterator[Line]:
        """The lines of some kinds, in the order of the guide."""
        return (line for line in self.lines if line.kind in kinds)
