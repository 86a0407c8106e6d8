"""Any two places that print a day of the same thing print the same day: tasks, timeline, documents, path and text."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from functools import cache

import pytest

from generator.app.opened import Opened, open_project
from generator.app.path_sample import drawn_readers
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError
from generator.model.filled import FilledTask
from generator.model.guide import Guide
from generator.model.line_kinds import DATE, DOCUMENT
from tests.projects import ROOT
from tests.readers import DAY, World

pytestmark = pytest.mark.xdist_group("content")

Told = tuple[str, str, dt.date]
"""A step (or its bar on the timeline), where its day is told, and that day."""

TOO_EARLY = (
    "specialty: medicine-psychiatry, visa: h1b, status: graduate, match_year: 2028, graduation: 2024-06-30, "
    "visa_now: none, nationality: visa-required, consulate_wait: 90, rotation_start: 2027-04-05, "
    "rotation_end: 2027-04-30, rotation_arrival: 2027-04-01, rotations: 2, step1: passed, step2ck: passed"
)
"""A rotation on days that place, papers and visa cannot keep."""
BEFORE_GRADUATION = (
    "specialty: pediatrics, visa: not-needed, citizenship: permanent-resident, status: student, match_year: 2028, "
    "graduation: 2027-05-20, rotations: 2, step1: passed"
)
"""Of two rotations one ends before the day that ends both."""


@cache
def _opened() -> Opened:
    return open_project(ROOT, DAY, Stopwatch())


def _of_tasks(guide: Guide) -> Iterator[Told]:
    listed = [(one.task, "the checklist") for group in guide.tasks for one in group.tasks]
    sections = [section for chapter in guide.chapters for section in chapter.sections]
    listed += [
        (one, section.id) for section in sections for one in section.marks.values() if isinstance(one, FilledTask)
    ]
    yield from ((one.step, place, one.due) for one, place in listed if one.step is not None and one.due is not None)


def _of_data(guide: Guide) -> Iterator[Told]:
    project = _opened().project
    for line in guide.entries(DOCUMENT):
        step = project.documents[line.id].step
        if step is not None and line.needed is not None:
            yield step, f"document {line.id}", line.needed
    for entry in guide.entries(DATE):
        step = project.milestones[entry.id].step
        if step is not None and entry.start is not None:
            yield f"{step} on the timeline", f"timeline {entry.id}", entry.start


def _of_path(guide: Guide) -> Iterator[Told]:
    for one in () if guide.path is None else guide.path.steps:
        yield one.id, "the path", one.day
        yield f"{one.id} on the timeline", "the path", one.start


def _of_own_days(guide: Guide) -> Iterator[Told]:
    """Tasks on the last day of a rotation, where the path sets it: nothing was answered, or it cannot be kept."""
    ends = _opened().project.facets["rotation_end"].called
    sections = [section for chapter in guide.chapters for section in chapter.sections]
    for section in sections:
        for one in section.marks.values():
            if not isinstance(one, FilledTask) or one.rule != ends or one.due is None or one.due < DAY:
                continue
            if one.planned and not one.is_last:
                yield "the rotation's end", section.id, one.due
    for step in () if guide.path is None else guide.path.steps:
        if step.id == "rotation-1b":
            yield "the rotation's end", "the path", step.finish


def _contradictions(guide: Guide) -> list[str]:
    days: dict[str, dict[dt.date, str]] = {}
    for step, place, day in (*_of_tasks(guide), *_of_data(guide), *_of_path(guide), *_of_own_days(guide)):
        days.setdefault(step, {}).setdefault(day, place)
    return [f"{guide.id}: {step}: {found}" for step, found in days.items() if len(found) > 1]


def _drawn(count: int) -> Iterator[Guide]:
    """The guides of so many drawn readers whose answers go together, counted from today."""
    for profile, _ in drawn_readers(_opened()):
        try:
            yield _opened().choose(profile).guide
        except ProfileError:
            continue
        count -= 1
        if count == 0:
            return


def test_some_personas_contradict_themselves_nowhere() -> None:
    for persona in random.Random(13).sample(list(_opened().project.personas.values()), 6):
        assert _contradictions(_opened().choose(persona).guide) == []


def test_some_drawn_readers_are_told_one_day() -> None:
    guides = list(_drawn(15))
    assert len(guides) == 15
    assert [one for guide in guides for one in _contradictions(guide)] == []


@pytest.mark.parametrize("answers", [TOO_EARLY, BEFORE_GRADUATION])
def test_days_that_the_path_cannot_keep_are_moved_everywhere(answers: str) -> None:
    guide = World(_opened()).choose(f"{{{answers}}}").guide
    assert "the rotation's end" in {thing for thing, _, _ in _of_own_days(guide)}
    assert _contradictions(guide) == []


@pytest.mark.campaign
def test_no_reader_is_told_two_days() -> None:
    personas = [_opened().choose(persona).guide for persona in _opened().project.personas.values()]
    assert [one for guide in (*personas, *_drawn(1000)) for one in _contradictions(guide)] == []
