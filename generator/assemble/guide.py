"""Assembling a guide: chapters numbered, marks filled, tasks merged, sources listed."""

from __future__ import annotations

from dataclasses import replace

from generator import text
from generator.assemble.gathered import gather
from generator.assemble.lines import LineMaker
from generator.assemble.passages import passages_of
from generator.assemble.places import open_places
from generator.assemble.questions import open_questions
from generator.assemble.renewal import renewal
from generator.assemble.state import answer_label
from generator.assemble.tasks import TaskWords, gather_tasks
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.data import TrackerColumn
from generator.model.guide import CitedFact, Guide, OpenPlace
from generator.model.line_kinds import STEP
from generator.model.profile import Applicant, Persona
from generator.model.project import Project
from generator.model.selection import Selection
from generator.model.truth import FALSE


def assemble_guide(
    project: Project,
    subjects: Subjects,
    reader: Reader,
    selection: Selection,
    task_words: TaskWords,
) -> Guide:
    """Put one reader's guide together. `task_words` gives a task's words as plain text.

    Raises ProfileError where a link leads to text this reader does not have, a value is missing, or a `requires`,
    `before` or `after` is broken.
    """
    profile = reader.profile
    gathered = gather(project, subjects, reader, selection)
    chapters, marks = gathered.chapters, gathered.marks
    reviewed = [decision.module.front.reviewed for chosen in selection.chapters for decision in chosen.decisions]
    situation = _situation(project, reader)
    sources = tuple(CitedFact(number, fact, project.facts[fact]) for fact, number in marks.facts.items())
    guide = Guide(
        id=profile.id,
        title=profile.title if isinstance(profile, Persona) else ", ".join(value for _, value in situation[:3]),
        reader=profile.name if isinstance(profile, Applicant) else None,
        season=reader.plan.season,
        situation=situation,
        plan=gathered.plan,
        chapters=chapters,
        tasks=gather_tasks(chapters, reader.today, task_words),
        timeline=gathered.timeline,
        budget=gathered.budget,
        documents=gathered.documents,
        tracker=_tracker(project, reader),
        questions=(),
        renewal=renewal(sources, reader, project.settings.good_until),
        sources=sources,
        terms=tuple(
            sorted(((name, project.terms[name]) for name in marks.terms), key=lambda one: one[1].term.casefold())
        ),
        resources=tuple(sorted((name, project.resources[name]) for name in marks.resources)),
        words=sum(chapter.words for chapter in chapters),
        reviewed=min(reviewed, default=None),
        passages=tuple(passages_of(chapters)),
        path=gathered.path,
        catalogs=gathered.catalogs,
    )
    return _read(guide, project, reader)


def _tracker(project: Project, reader: Reader) -> tuple[TrackerColumn, ...]:
    """The columns on which this reader keeps what they find out."""
    answers = reader.plan.answers
    return tuple(column for column in project.tracker.values() if evaluate(column.when, answers) is not FALSE)


def _read(guide: Guide, project: Project, reader: Reader) -> Guide:
    """The guide with its lines, and with the questions that follow from what they leave open."""
    maker = LineMaker(project, reader, guide)
    lines = tuple(maker.lines())
    places = open_places(guide.passages, lines)
    if guide.path is not None:
        places = {**{one.facet: (OpenPlace(STEP.page or "plan"),) for one in guide.path.counted}, **places}
    questions = open_questions(project.facets, reader.plan.answers, places)
    return replace(guide, questions=questions, lines=(*lines, *maker.questions(questions)))


def _situation(project: Project, reader: Reader) -> tuple[tuple[str, str], ...]:
    facets, answers = project.facets, reader.profile.answers
    return tuple(
        (text.curly(facets[name].label), text.curly(answer_label(facets[name], answers[name])))
        for name in reader.answered
    )
