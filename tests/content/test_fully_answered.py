"""Twelve readers who have answered every question: no open lead, fewer words than the public guide, and one set of
dates and numbers on plan page, chapters, timeline, checklist, documents and budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator.model.facet import MonthsBetween
from generator.model.guide import Guide
from generator.model.line_kinds import DATE, DOCUMENT, PLAN, QUESTION
from generator.model.selection import ShownArm, ShownAside, ShownNode, ShownRun
from tests.pages import pages_of, text_of
from tests.projects import ROOT
from tests.readers import Chosen, World, open_world

EVERYBODY = {
    "citizenship": "other", "visa_now": "none", "match_year": "2028", "graduation": "2027-12-15",
    "rotation_start": "2027-05-03", "rotation_end": "2027-05-28", "rotation_arrival": "2027-04-29", "rotations": "2",
    "letters": "0", "budget": "moderate", "usce": "none", "vslo": "no", "affiliation": "no",
    "specialty_at_home": "yes", "calendar": "flexible", "teaching_language": "english", "english": "fluent",
    "competitiveness": "moderate", "target": "mid-tier", "interest": "[academic]", "geography": "anywhere",
    "step1": "passed", "step2ck": "passed", "step3": "not-taken", "ecfmg": "in-progress", "backup": "family-medicine",
    "pathway": "combined", "nationality": "visa-required", "passport": "valid", "pathway_season": "open",
    "step2_date": "2027-02-01", "first_pass": "2025-05-01", "ead": "no", "school_country": "other",
    "consulate_wait": "60",
}  # fmt: skip
MOST_WORDS = 9_000
"""Of chapters, for a reader who has answered everything; scripts are not counted."""

READERS = {
    "genetics, J-1, student": "specialty: medical-genetics, visa: j1, status: student, interest: [pediatrics], "
    "backup: pediatrics, rotation_start: 2027-03-01, rotation_end: 2027-03-26, rotation_arrival: 2027-02-25",
    "genetics, H-1B, graduate in the US": "specialty: medical-genetics, visa: h1b, status: graduate, "
    "pathway: categorical, graduation: 2022-06-30, ecfmg: certified, step3: passed, usce: observer-only, visa_now: f1",
    "radiology, H-1B, student": "specialty: diagnostic-radiology, visa: h1b, status: student, "
    "interest: [neuroradiology, research], competitiveness: strong, target: academic-competitive, "
    "specialty_at_home: no",
    "radiology, green card, graduate of 2015": "specialty: diagnostic-radiology, visa: not-needed, "
    "citizenship: permanent-resident, status: graduate, graduation: 2015-06-30, ecfmg: certified, usce: some, "
    "letters: 1, competitiveness: modest, target: community, rotations: 1",
    "medicine-psychiatry, H-1B, no Step 3": "specialty: medicine-psychiatry, visa: h1b, status: graduate, "
    "graduation: 2024-06-30, ecfmg: certified, interest: [integrated-care], teaching_language: other, "
    "english: test-needed",
    "medicine-psychiatry, J-1, little money": "specialty: medicine-psychiatry, visa: j1, status: student, "
    "rotations: 1, budget: tight, teaching_language: other, english: test-needed, step2ck: date-set",
    "internal medicine, US citizen": "specialty: internal-medicine, visa: not-needed, citizenship: us-citizen, "
    "status: student, affiliation: yes, vslo: yes, usce: some, letters: 1, rotations: 3, geography: south, "
    "interest: [cardiology]",
    "surgery, green card, graduate": "specialty: surgery, visa: not-needed, citizenship: permanent-resident, "
    "status: graduate, graduation: 2025-06-30, ecfmg: certified, rotations: 3, backup: prelim, budget: ample",
    "emergency medicine, J-1, both Steps ahead": "specialty: emergency-medicine, visa: j1, status: student, "
    "rotations: 4, step1: not-taken, step2ck: not-taken, ecfmg: none, calendar: rigid, visa_now: esta, "
    "nationality: visa-waiver, first_pass: null, step2_date: null",
    "family medicine, no rotation": "specialty: family-medicine, visa: j1, status: graduate, graduation: 2026-06-30, "
    "rotations: 0, budget: tight, step2ck: failed, backup: none, competitiveness: modest, target: img-friendly, "
    "rotation_start: null, rotation_end: null, rotation_arrival: null",
    "psychiatry, H-1B, lives in the US": "specialty: psychiatry, visa: h1b, status: graduate, "
    "graduation: 2021-06-30, ecfmg: certified, step3: passed, visa_now: other-us-status, usce: strong, letters: 2",
    "another field, season is open": "specialty: general, visa: j1, status: student, match_year: 2027, "
    "graduation: 2027-07-31, rotation_start: 2027-02-01, rotation_end: 2027-02-26, rotation_arrival: 2027-01-28, "
    "visa_now: j1",
}


@cache
def _world() -> World:
    return open_world(ROOT)


@cache
def _reader(name: str) -> Chosen:
    own = dict(pair.split(": ") for pair in re.split(r", (?=[a-z0-9_]+: )", READERS[name]))
    answers = {**EVERYBODY, **own}
    asked = {name for name, facet in _world().opened.project.facets.items() if facet.derived is None}
    assert set(answers) == asked, "every question is answered"
    return _world().choose("{" + ", ".join(f"{facet}: {answer}" for facet, answer in answers.items()) + "}")


def _persona(name: str) -> Guide:
    own = dict(pair.split(": ") for pair in re.split(r", (?=[a-z0-9_]+: )", READERS[name]))
    opened = _world().opened
    return opened.choose(opened.project.personas[f"{own['specialty']}--{own['visa']}--{own['status']}"]).guide


@cache
def _pages(name: str) -> dict[str, str]:
    pages = pages_of(_world().opened, _reader(name).guide)
    return {path: text_of(page) for path, page in pages.items() if path.endswith(".html")}


def _leads(body: tuple[ShownNode, ...]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ShownArm):
            if node.lead is not None:
                yield node.lead.sentence
            yield from _leads(node.body)
        elif isinstance(node, ShownAside | ShownRun):
            yield from _leads(node.body)


@pytest.mark.parametrize("name", READERS)
def test_no_if_is_left(name: str) -> None:
    chosen = _reader(name)
    found = []
    for chapter in chosen.selection.chapters:
        for decision in chapter.decisions:
            found += [] if decision.lead is None else [decision.lead.sentence]
            found += _leads(decision.body)
    guide = chosen.guide
    beside = [entry.beside for entry in guide.entries(DATE)]
    beside += [one.beside for one in guide.entries(DOCUMENT)]
    beside += [line.beside for group in guide.budget.groups for line in group.lines]
    found += [one.lead for one in beside if one.lead is not None]
    assert found == []
    assert not any(item.changes for item in guide.entries(PLAN))
    assert not guide.entries(QUESTION)


@pytest.mark.parametrize("name", READERS)
def test_it_is_shorter_than_the_public_guide(name: str) -> None:
    assert _reader(name).guide.words < _persona(name).words
    assert _reader(name).guide.words <= MOST_WORDS


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_unfilled(name: str) -> None:
    for path, page in _pages(name).items():
        assert re.findall(r"\{\{|\}\}|\[\[|\]\]|\bnan\b|undefined|no figure yet", page) == [], path


@pytest.mark.parametrize("name", READERS)
def test_the_number_of_rotations_is_the_same_everywhere(name: str) -> None:
    chosen = _reader(name)
    number = chosen.plan.values["rotations"].value
    assert isinstance(number, int)
    words = f"{['no', 'one', 'two', 'three'][number]} rotation{'' if number == 1 else 's'}"
    chapter, said = ("how-many.html", f"Plan {words}") if number else ("without.html", "without a rotation")
    assert said in _pages(name)[chapter]
    assert words in _pages(name)["index.html"].lower()
    budget = chosen.guide.budget
    assert budget.number is not None
    assert budget.number.value == number
    rooms = [line.count for group in budget.groups for line in group.lines if line.id == "housing"]
    assert [one.typical for one in rooms if one is not None] == ([number] if number else [])


@pytest.mark.parametrize("name", READERS)
def test_timeline_and_checklist_have_the_same_days(name: str) -> None:
    guide = _reader(name).guide
    days = {entry.id: entry.start for entry in guide.entries(DATE)}
    due = {one.task.step: (one.task.begin, one.task.due) for group in guide.tasks for one in group.tasks}
    milestones = _world().opened.project.milestones
    rotates = _reader(name).plan.values["rotations"].value != 0
    assert ("day-rotation" in days) is rotates
    assert ("rotation-1a" in due) is rotates
    named = {one: milestones[one].step for one in days if milestones[one].step is not None}
    for milestone, step in named.items():
        day = days[milestone]
        if step in due and day is not None:
            begin, last = due[step]
            assert begin is not None, milestone
            assert last is not None, milestone
            assert day <= last, milestone


def test_all_months_between_days_are_known() -> None:
    facets = _world().opened.project.facets
    counted = [name for name, facet in facets.items() if isinstance(facet.derived, MonthsBetween)]
    for name in READERS:
        answers = _reader(name).plan.answers
        assert all(isinstance(answers[one], frozenset) and len(answers[one]) == 1 for one in counted), name  # type: ignore[arg-type]
