"""Everything one guide is put together from, before it is read line by line."""

from __future__ import annotations

from dataclasses import dataclass

from generator import text
from generator.assemble.gathered import Gathered
from generator.assemble.state import answer_label
from generator.assemble.tasks import TaskWords, gather_tasks
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.model.budget import Budget
from generator.model.choices import ReaderCatalog
from generator.model.data import Resource, Term, TrackerColumn
from generator.model.entries import DocumentLine, TimelineEntry
from generator.model.guide import CitedFact, GuideChapter, PlanItem, TaskGroup
from generator.model.guide_path import GuidePath
from generator.model.profile import Applicant, Persona
from generator.model.project import Project
from generator.model.truth import FALSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One reader's lists. `reader` is a name only in private handbooks; `situation` are labels with answers."""

    title: str
    reader: str | None
    season: int | None
    situation: tuple[tuple[str, str], ...]
    plan: tuple[PlanItem, ...]
    chapters: tuple[GuideChapter, ...]
    tasks: tuple[TaskGroup, ...]
    dates: tuple[TimelineEntry, ...]
    documents: tuple[DocumentLine, ...]
    budget: Budget
    columns: tuple[TrackerColumn, ...]
    sources: tuple[CitedFact, ...]
    terms: tuple[tuple[str, Term], ...]
    other_words: tuple[tuple[str, str], ...]
    resources: tuple[tuple[str, Resource], ...]
    path: GuidePath | None
    catalogs: tuple[ReaderCatalog, ...]


def parts_of(project: Project, reader: Reader, gathered: Gathered, task_words: TaskWords) -> Parts:
    """The lists of one reader, from what was gathered without a fault."""
    profile, marks = reader.profile, gathered.marks
    situation = _situation(project, reader)
    return Parts(
        title=profile.title if isinstance(profile, Persona) else ", ".join(value for _, value in situation[:3]),
        reader=profile.name if isinstance(profile, Applicant) else None,
        season=reader.plan.season,
        situation=situation,
        plan=gathered.plan,
        chapters=gathered.chapters,
        tasks=gather_tasks(gathered.chapters, reader.today, task_words),
        dates=gathered.timeline,
        documents=gathered.documents,
        budget=gathered.budget,
        columns=tuple(one for one in project.tracker.values() if evaluate(one.when, reader.plan.answers) is not FALSE),
        sources=tuple(CitedFact(number, fact, project.facts[fact]) for fact, number in marks.facts.items()),
        terms=tuple(
            sorted(((name, project.terms[name]) for name in marks.terms), key=lambda one: one[1].term.casefold())
        ),
        other_words=_other_words(project, reader),
        resources=tuple(sorted((name, project.resources[name]) for name in marks.resources)),
        path=gathered.path,
        catalogs=gathered.catalogs,
    )


def _other_words(project: Project, reader: Reader) -> tuple[tuple[str, str], ...]:
    """What the terms of the glossary are also called, each with its term, but for those that are not for the reader."""
    mine = (term for term in project.terms.values() if evaluate(term.when, reader.plan.answers) is not FALSE)
    return tuple((words, term.term) for term in mine for words in term.also)


def _situation(project: Project, reader: Reader) -> tuple[tuple[str, str], ...]:
    facets, answers = project.facets, reader.profile.answers
    return tuple(
        (text.curly(facets[name].label), text.curly(answer_label(facets[name], answers[name])))
        for name in reader.answered
    )
