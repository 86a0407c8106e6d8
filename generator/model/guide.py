"""The guide: the assembled selection for one profile, ready for any renderer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.budget import Budget
from generator.model.choices import ReaderCatalog
from generator.model.condition import Condition
from generator.model.data import Fact
from generator.model.facet import FacetType
from generator.model.filled import FilledMark, FilledTask
from generator.model.guide_path import GuidePath, StepLine
from generator.model.line import Line, LineKind, MadeFrom
from generator.model.module import Text
from generator.model.selection import Decision, Lead, Why


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
    why: Why

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


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as it is read: what of it counts where guides are compared, and all that is open of it."""

    line: Line
    section: Section
    chapter: GuideChapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything one reader gets. `reader` is a name only in private handbooks.

    `lines` and `passages` are one reading of all of it, made once, and the only list of what is read: pages, calendar
    and workbook show the entries of some kinds of lines; what compares, searches or explains guides reads their
    fields. `tasks` and `budget` are the same tasks and costs in groups, with their sums. The season ends on the day
    `ends`. `other_words` are what readers look for and the term each means, of the terms that may concern this one.
    """

    id: str
    title: str
    reader: str | None
    season: int | None
    situation: tuple[tuple[str, str], ...]
    chapters: tuple[GuideChapter, ...]
    tasks: tuple[TaskGroup, ...]
    budget: Budget
    renewal: Renewal | None
    ends: dt.date | None
    words: int
    reviewed: dt.date | None
    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]
    path: GuidePath | None = None
    catalogs: tuple[ReaderCatalog, ...] = ()
    other_words: tuple[tuple[str, str], ...] = ()

    @property
    def lone_steps(self) -> tuple[StepLine, ...]:
        """The steps whose day calendar and mail tell, and that no task of the guide names."""
        named = {listed.task.step for group in self.tasks for listed in group.tasks}
        return () if self.path is None else tuple(one for one in self.path.steps if one.is_told and one.id not in named)

    def chapter(self, name: str) -> GuideChapter:
        """The chapter of this id."""
        return next(one for one in self.chapters if one.id == name)

    def of(self, *kinds: LineKind[Any]) -> Iterator[Line]:
        """The lines of some kinds, in the order of the guide."""
        return (line for line in self.lines if line.kind in kinds)

    def entries(self, kind: LineKind[MadeFrom]) -> tuple[MadeFrom, ...]:
        """What the lines of one kind are made from, in the order of the guide."""
        return tuple(line.entry for line in self.lines if line.kind is kind)
