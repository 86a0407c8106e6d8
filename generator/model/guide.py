"""The guide: the assembled selection for one profile, ready for any renderer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.data import Fact, Resource, Term
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
    verify: bool


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
    """An item of a checklist, with its date or its rule in words."""

    id: str
    due: dt.date | None
    planned: bool
    rule: str | None


FilledMark = FilledValue | FilledFact | FilledTerm | FilledLink | FilledTask


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
    """Neighboring sections under one lead, or a section without one."""

    lead: Lead | None
    sections: tuple[Section, ...]


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
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for group in self.groups for section in group.sections)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What would change a plan value, and to what."""

    lead: str
    text: str
    because: str


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
    """A task on the merged checklist, and where it stands in the guide."""

    task: FilledTask
    section: Section
    mark: int
    chapter: str


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one month, overdue ones, or those without a date."""

    title: str
    tasks: tuple[ListedTask, ...]


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact with its number in this guide."""

    number: int
    id: str
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything one reader gets. `reader` is a name only in private handbooks."""

    id: str
    title: str
    reader: str | None
    match_year: int
    situation: tuple[tuple[str, str], ...]
    plan: tuple[PlanItem, ...]
    chapters: tuple[GuideChapter, ...]
    tasks: tuple[TaskGroup, ...]
    sources: tuple[CitedFact, ...]
    terms: tuple[tuple[str, Term], ...]
    resources: tuple[tuple[str, Resource], ...]
    words: int
    reviewed: dt.date | None
