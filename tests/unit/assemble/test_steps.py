"""Tasks, documents, costs and days that name a step: they have its days, and are there for who has it before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Span
from generator.logic.difference import difference
from generator.model.filled import FilledTask
from generator.model.guide import Guide
from generator.model.line_kinds import DOCUMENT
from generator.model.profile import Answer, Profile
from tests.projects import MakeProject

DAY = dt.date(2027, 1, 1)
STEPS = """steps:
  visa:
    label: Get the visa
    called: your visa
    phase: papers
    takes: {min: 5, typical: 20, max: 90, basis: advice}
    when: {visa: [j1, h1b]}
    done: {status: graduate}
    by: eras-opens
"""
FILES = {
    "content/data/steps.yaml": STEPS,
    "content/modules/arrange/letters.md": (
        "---\ntitle: Letters\nreviewed: 2026-11-22\n---\nAsk.\n\n::: when {visa: [j1, h1b]}\n"
        "- [ ] Get the visa {step: visa}\n\nBegin by {{ path.visa.latest }}.\n:::\n"
    ),
    "content/data/documents.yaml": (
        "sets:\n  trip: {label: The trip}\ndocuments:\n  visa:\n    label: Visa\n    sets: [trip]\n    content: All\n"
        "    issuer: A consulate\n    who: Everybody\n    step: visa\n"
    ),
    "content/data/costs.yaml": (
        "costs:\n  visa: {label: Visa fee, category: papers, amount: {min: 1, max: 2}, step: visa}\n"
    ),
}
READER: dict[str, Answer] = {"specialty": "psychiatry", "visa": "j1", "status": "student", "citizenship": "other"}


def _opened(make_project: MakeProject) -> Opened:
    return open_project(make_project(FILES), DAY, Stopwatch())


def _guide(opened: Opened, day: dt.date = DAY, ticks: dict[str, dt.date | None] | None = None, **more: Answer) -> Guide:
    profile = Profile(id="reader", answers={**READER, **more}, span=Span("reader"), ticks=ticks or {})
    return opened.on(day).choose(profile).guide


def _task(guide: Guide) -> FilledTask | None:
    return next((one.task for group in guide.tasks for one in group.tasks if one.task.step), None)


def test_they_have_the_days_of_the_step(make_project: MakeProject) -> None:
    guide = _guide(_opened(make_project))
    task, (paper,) = _task(guide), guide.entries(DOCUMENT)
    assert task is not None
    last = dt.date(2027, 9, 25)
    assert (task.due, task.begin, task.planned) == (last, last - dt.timedelta(20), False)
    assert (paper.needed, paper.start, paper.typical_days) == (last, last - dt.timedelta(20), 20)
    assert [line.id for group in guide.budget.groups for line in group.lines] == ["visa"]


def test_what_cannot_be_kept_shows_the_new_day(make_project: MakeProject) -> None:
    task = _task(_guide(_opened(make_project), dt.date(2027, 9, 20)))
    assert task is not None
    assert (task.due, task.planned) == (dt.date(2027, 10, 10), True)


def test_who_has_not_the_step_has_nothing_that_names_it(make_project: MakeProject) -> None:
    opened = _opened(make_project)
    for guide in (
        _guide(opened, visa="not-needed", citizenship="us-citizen"),
        _guide(opened, status="graduate"),
    ):
        assert _task(guide) is None
        assert guide.entries(DOCUMENT) == ()
        assert guide.budget.groups == ()


def test_a_tick_ends_the_step(make_project: MakeProject) -> None:
    assert _task(_guide(_opened(make_project), ticks={"visa": dt.date(2026, 12, 24)})) is None


def test_days_that_pass_make_no_difference(make_project: MakeProject) -> None:
    opened = _opened(make_project)
    first = _guide(opened)
    for count in range(1, 31):
        other = _guide(opened, DAY + dt.timedelta(count))
        assert difference(first, replace(other, id=first.id)).lines == ()
