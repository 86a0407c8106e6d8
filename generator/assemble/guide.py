"""Assembling a guide: what was gathered for a reader becomes one list of lines, and the questions it leaves open."""

from __future__ import annotations

from generator.assemble.gathered import gather
from generator.assemble.lines import LineMaker
from generator.assemble.parts import Parts, parts_of
from generator.assemble.passages import passages_of
from generator.assemble.places import open_places
from generator.assemble.questions import open_questions
from generator.assemble.renewal import renewal, season_end
from generator.assemble.tasks import TaskWords
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.guide import Guide, OpenPlace, Passage
from generator.model.line import Line
from generator.model.line_kinds import STEP
from generator.model.project import Project
from generator.model.selection import Selection


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
    parts = parts_of(project, reader, gather(project, subjects, reader, selection), task_words)
    passages = tuple(passages_of(parts.chapters))
    reviewed = [passage.section.decision.module.front.reviewed for passage in passages]
    return Guide(
        id=reader.profile.id,
        title=parts.title,
        reader=parts.reader,
        season=parts.season,
        situation=parts.situation,
        chapters=parts.chapters,
        tasks=parts.tasks,
        budget=parts.budget,
        renewal=renewal(parts.sources, reader, project.settings.good_until),
        ends=season_end(reader, project.settings.good_until),
        words=sum(chapter.words for chapter in parts.chapters),
        reviewed=min(reviewed, default=None),
        lines=_lines(project, reader, parts, passages),
        passages=passages,
        path=parts.path,
        catalogs=parts.catalogs,
        other_words=parts.other_words,
    )


def _lines(project: Project, reader: Reader, parts: Parts, passages: tuple[Passage, ...]) -> tuple[Line, ...]:
    """The one reading: a line for everything in the lists, and for the questions that these leave open."""
    maker = LineMaker(project, reader, parts)
    lines = tuple(maker.lines())
    places = open_places(passages, lines)
    if parts.path is not None:
        places = {**{one.facet: (OpenPlace(STEP.page or "plan"),) for one in parts.path.counted}, **places}
    questions = open_questions(project.facets, reader.plan.answers, places)
    return (*lines, *maker.questions(questions, passages))
