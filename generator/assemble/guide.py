"""Assembling a guide: chapters numbered, marks filled, tasks merged, sources listed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from generator import text
from generator.assemble.beside import Beside
from generator.assemble.budget import budget
from generator.assemble.catalogs import catalogs_of
from generator.assemble.documents import documents
from generator.assemble.guide_path import guide_path
from generator.assemble.lines import LineMaker
from generator.assemble.marks import MarkFiller
from generator.assemble.passages import passages_of
from generator.assemble.places import open_places
from generator.assemble.plan_items import plan_items
from generator.assemble.questions import open_questions
from generator.assemble.renewal import renewal
from generator.assemble.state import answer_label
from generator.assemble.tasks import TaskWords, gather_tasks
from generator.assemble.timeline import timeline
from generator.diagnostics import Diagnostics
from generator.errors import ProfileError
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.data import TrackerColumn
from generator.model.guide import CitedFact, Guide, GuideChapter, OpenPlace, Section, SectionGroup
from generator.model.line_kinds import STEP
from generator.model.profile import Applicant, Persona
from generator.model.project import Project
from generator.model.selection import Decision, Selection, texts_in
from generator.model.truth import FALSE

_WORD = re.compile(r"\w[\w'\u2019-]*")


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
    diagnostics = Diagnostics()
    profile, plan = reader.profile, reader.plan
    filler = MarkFiller(project, selection, reader, _places(selection), diagnostics)
    chapters = _chapters(project, selection, filler)
    _check_order(selection, diagnostics)
    plan_lines = plan_items(reader, subjects, diagnostics)
    beside = Beside(project, plan.answers, subjects, diagnostics, filler.cite)
    milestones = timeline(project, reader, beside)
    costs = budget(project, plan.values, beside)
    papers = documents(project, reader, beside)
    path = guide_path(project, subjects, reader, diagnostics)
    catalogs = catalogs_of(project, subjects, reader, diagnostics)
    if diagnostics.has_errors:
        raise ProfileError(profile.id, diagnostics)
    reviewed = [decision.module.front.reviewed for chosen in selection.chapters for decision in chosen.decisions]
    situation = _situation(project, reader)
    sources = tuple(CitedFact(number, fact, project.facts[fact]) for fact, number in filler.facts.items())
    guide = Guide(
        id=profile.id,
        title=profile.title if isinstance(profile, Persona) else ", ".join(value for _, value in situation[:3]),
        reader=profile.name if isinstance(profile, Applicant) else None,
        season=plan.season,
        situation=situation,
        plan=plan_lines,
        chapters=tuple(chapters),
        tasks=gather_tasks(chapters, reader.today, task_words),
        timeline=milestones,
        budget=costs,
        documents=papers,
        tracker=_tracker(project, reader),
        questions=(),
        renewal=renewal(sources, reader, project.settings.good_until),
        sources=sources,
        terms=tuple(
            sorted(((name, project.terms[name]) for name in filler.terms), key=lambda one: one[1].term.casefold())
        ),
        resources=tuple(sorted((name, project.resources[name]) for name in filler.resources)),
        words=sum(chapter.words for chapter in chapters),
        reviewed=min(reviewed, default=None),
        passages=tuple(passages_of(chapters)),
        path=path,
        catalogs=catalogs,
    )
    return _read(guide, project, reader)


def _tracker(project: Project, reader: Reader) -> tuple[TrackerColumn, ...]:
    """The columns on which this reader keeps what they find out."""
    answers = reader.plan.answers
    return tuple(column for column in project.tracker.values() if evaluate(column.when, answers) is not FALSE)


def _chapters(project: Project, selection: Selection, filler: MarkFiller) -> list[GuideChapter]:
    """The chapters of a selection, numbered, their marks filled."""
    titles = {chapter.id: (part, chapter) for part, chapter in project.outline.chapters()}
    chapters: list[GuideChapter] = []
    for number, chosen in enumerate(selection.chapters, start=1):
        part, chapter = titles[chosen.chapter]
        groups = _grouped([Section(decision, filler.section(decision)) for decision in chosen.decisions])
        chapters.append(
            GuideChapter(
                id=chapter.id,
                part=part.id,
                part_title=text.curly(part.title),
                number=number,
                title=text.curly(chapter.title),
                summary=None if chapter.summary is None else text.curly(chapter.summary),
                groups=groups,
                words=sum(_word_count(decision) for decision in chosen.decisions),
                why=chosen.why,
            )
        )
    return chapters


def _read(guide: Guide, project: Project, reader: Reader) -> Guide:
    """The guide with its lines, and with the questions that follow from what they leave open."""
    maker = LineMaker(project, reader, guide)
    lines = tuple(maker.lines())
    places = open_places(guide.passages, lines)
    if guide.path is not None:
        places = {**{one.facet: (OpenPlace(STEP.page or "plan"),) for one in guide.path.counted}, **places}
    questions = open_questions(project.facets, reader.plan.answers, places)
    return replace(guide, questions=questions, lines=(*lines, *maker.questions(questions)))


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


def _word_count(decision: Decision) -> int:
    words = sum(_words_in(stretch.markdown) for stretch in texts_in(decision.body))
    return words + len(decision.module.title.split())


@lru_cache(maxsize=4096)
def _words_in(markdown: str) -> int:
    return len(_WORD.findall(markdown))


def _check_order(selection: Selection, diagnostics: Diagnostics) -> None:
    shown = [decision for chosen in selection.chapters for decision in chosen.decisions]
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


def _situation(project: Project, reader: Reader) -> tuple[tuple[str, str], ...]:
    facets, answers = project.facets, reader.profile.answers
    return tuple(
        (text.curly(facets[name].label), text.curly(answer_label(facets[name], answers[name])))
        for name in reader.answered
    )
