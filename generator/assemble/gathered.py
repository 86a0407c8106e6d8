"""What can go wrong where a guide is put together: all faults at once, before any part of it is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator import text
from generator.assemble.beside import Beside
from generator.assemble.budget import budget, check_costs
from generator.assemble.catalogs import catalogs_of, check_notes
from generator.assemble.documents import check_documents, documents
from generator.assemble.guide_path import guide_path
from generator.assemble.marks import MarkFiller
from generator.assemble.plan_items import plan_items
from generator.assemble.shown import shown_of
from generator.assemble.timeline import timeline
from generator.assemble.verdicts import said_verdicts
from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.budget import Budget
from generator.model.choices import ReaderCatalog
from generator.model.entries import DocumentLine, TimelineEntry
from generator.model.guide import GuideChapter, PlanItem, Section, SectionGroup
from generator.model.guide_path import GuidePath, SaidVerdict
from generator.model.project import Project
from generator.model.selection import Selection


@dataclass(frozen=True)
class _Lists:
    """The lists of a guide that cite facts, in the order in which they do."""

    timeline: tuple[TimelineEntry, ...]
    budget: Budget
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True)
class Gathered:
    """The parts of a guide in which nothing can go wrong: each is made when it is asked for."""

    project: Project
    subjects: Subjects
    reader: Reader
    selection: Selection
    verdicts: tuple[SaidVerdict, ...]
    plan: tuple[PlanItem, ...]
    _marks: MarkFiller
    _beside: Beside

    @cached_property
    def chapters(self) -> tuple[GuideChapter, ...]:
        """The chapters, numbered, their marks filled."""
        return tuple(_chapters(self.project, self.selection, self._marks))

    @cached_property
    def _lists(self) -> _Lists:
        _ = self.chapters  # which name facts first, so that theirs have the lowest numbers
        dates = timeline(self.project, self.reader, self._beside)
        costs = budget(self.project, self.reader.plan.values, self._beside)
        return _Lists(dates, costs, documents(self.project, self.reader, self._beside))

    @property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """The days of the season."""
        return self._lists.timeline

    @property
    def budget(self) -> Budget:
        """What it costs."""
        return self._lists.budget

    @property
    def documents(self) -> tuple[DocumentLine, ...]:
        """The papers."""
        return self._lists.documents

    @property
    def marks(self) -> MarkFiller:
        """Knows which facts, terms and addresses all parts name."""
        _ = self._lists
        return self._marks

    @cached_property
    def path(self) -> GuidePath | None:
        """The path; None where the project has no steps."""
        return guide_path(self.project, self.subjects, self.reader, self.verdicts)

    @cached_property
    def catalogs(self) -> tuple[ReaderCatalog, ...]:
        """The catalogs, each ranked for the reader."""
        return catalogs_of(self.project, self.subjects, self.reader)


def gather(project: Project, subjects: Subjects, reader: Reader, selection: Selection) -> Gathered:
    """Gather the parts of one reader's guide. Facts are numbered in the order in which the parts name them.

    Raises ProfileError where a link leads to text this reader does not have, a value is missing, or a `requires`,
    `before` or `after` is broken.
    """
    diagnostics = Diagnostics()
    marks = MarkFiller(project, selection, reader, _places(selection), diagnostics)
    for decision in selection.shown():
        marks.check(shown_of(decision))
    _check_order(selection, diagnostics)
    plan = plan_items(reader, subjects, diagnostics)
    beside = Beside(project, reader.plan.answers, subjects, diagnostics, marks.cite)
    for milestone in project.milestones.values():
        beside.check(milestone)
    check_costs(project, reader.plan.values, beside)
    check_documents(project, beside)
    verdicts = () if reader.journey is None else said_verdicts(project, reader, diagnostics)
    check_notes(project, subjects, reader, diagnostics)
    if diagnostics.has_errors:
        raise ProfileError(reader.profile.id, diagnostics)
    return Gathered(project, subjects, reader, selection, verdicts, plan, marks, beside)


def _chapters(project: Project, selection: Selection, marks: MarkFiller) -> list[GuideChapter]:
    """The chapters of a selection, numbered, their marks filled."""
    titles = {chapter.id: (part, chapter) for part, chapter in project.outline.chapters()}
    chapters: list[GuideChapter] = []
    for number, chosen in enumerate(selection.chapters, start=1):
        part, chapter = titles[chosen.chapter]
        read = [shown_of(decision) for decision in chosen.decisions]
        groups = _grouped([Section(one.decision, marks.section(one)) for one in read])
        chapters.append(
            GuideChapter(
                id=chapter.id,
                part=part.id,
                part_title=text.curly(part.title),
                number=number,
                title=text.curly(chapter.title),
                summary=None if chapter.summary is None else text.curly(chapter.summary),
                groups=groups,
                words=sum([one.words for one in read]),
                why=chosen.why,
            )
        )
    return chapters


def _places(selection: Selection) -> dict[str, tuple[str, str]]:
    """Where each shown module and slot is: chapter and section. A slot leads to its first shown alternative."""
    places: dict[str, tuple[str, str]] = {}
    for chosen in selection.chapters:
        for decision in chosen.decisions:
            place = (chosen.chapter, decision.module.id)
            places[decision.module.id] = place
            if decision.module.front.slot is not None:
                places.setdefault(decision.module.front.slot, place)
    return places


def _grouped(sections: list[Section]) -> tuple[SectionGroup, ...]:
    groups: list[SectionGroup] = []
    for section in sections:
        lead = section.decision.lead
        last = groups[-1] if groups else None
        if lead is not None and last and last.lead == lead and last.unsettled == section.decision.unsettled:
            groups[-1] = SectionGroup(lead, (*last.sections, section))
        else:
            groups.append(SectionGroup(lead, (section,)))
    return tuple(groups)


def _check_order(selection: Selection, diagnostics: Diagnostics) -> None:
    shown = list(selection.shown())
    position = {decision.module.id: index for index, decision in enumerate(shown)}
    for decision in shown:
        front = decision.module.front
        here = position[decision.module.id]
        for number, other in enumerate(front.requires):
            if other not in position:
                why = selection.decisions[other].reason.sentence
                diagnostics.error(
                    "broken-requires",
                    f"{selection.profile} has '{decision.module.id}', which requires '{other}'; {why}",
                    front.place("requires", number),
                )
        for number, other in enumerate(front.before):
            if position.get(other, here) < here:
                diagnostics.error(
                    "broken-order",
                    f"'{decision.module.id}' comes after '{other}', not before it",
                    front.place("before", number),
                    "change the outline",
                )
        for number, other in enumerate(front.after):
            if position.get(other, here) > here:
                diagnostics.error(
                    "broken-order",
                    f"'{decision.module.id}' comes before '{other}', not after it",
                    front.place("after", number),
                    "change the outline",
                )
