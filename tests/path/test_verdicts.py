"""More time makes no verdict worse, and what is done moves nothing later: the shipped steps, and their verdicts."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.errors import ProfileError
from generator.load.project import load_project
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.path import PACES
from generator.model.profile import Answer, Profile
from generator.model.project import Project
from generator.plan import plan_reader
from tests.projects import ROOT

CASES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/content/path_cases.yaml").read_text())
"""Readers whose path is known: exams open or passed, students and graduates, every visa."""

RANKS = {
    "season": ("this-season", "this-season-tight", "late-score", "next-season-advised", "not-this-season"),
    "rotation": ("letter", "tight", "unlikely", "after-cutoff"),
    "seven_years": ("may-lapse", "lapses"),
    "certificate": (
        "held", "at-review", "at-ranking", "before-papers", "late-but-possible", "only-by-start", "too-late",
    ),
    "h1b": (
        "step3-held", "step3-at-review", "step3-at-ranking", "step3-at-match", "step3-last-moment",
        "step3-only-if-fast", "impossible",
    ),
    "j1": ("on-time", "tight", "too-late-for-july"),
    "start": ("on-time", "tight", "too-late-for-july"),
}  # fmt: skip
"""The values of each verdict that time decides, the best first."""

UNRANKED = {"none", "interview-only", "next-application"}
"""Values that follow from an answer alone: no rotation, or the day on which the reader said it ends."""

H1B: dict[str, Answer] = {
    "visa": "h1b", "status": "graduate", "graduation": dt.date(2024, 6, 30), "vslo": "no",
    "ecfmg": "certified", "step1": "passed", "step2ck": "passed",
}  # fmt: skip
"""A reader for whom something waits for Step 3."""

UNSAT: dict[str, Answer] = {"step1": "not-taken", "step2ck": "not-taken"}
"""Nobody sits an exam before they apply to ECFMG."""

DONE: tuple[tuple[dict[str, Answer], dict[str, Answer]], ...] = (
    ({"step1": "not-taken"}, {"step1": "passed"}),
    ({"step2ck": "not-taken"}, {"step2ck": "passed"}),
    ({**UNSAT, "ecfmg": "none"}, {**UNSAT, "ecfmg": "in-progress"}),
    ({**H1B, "step3": "not-taken"}, {**H1B, "step3": "passed"}),
)
"""Answers of which the second say that steps are done which the first leave open."""

readers = st.sampled_from(sorted(CASES))
days_away = st.integers(-120, 420)
"""Days from the one a reader counts from in the file of cases."""


@cache
def shipped_rules() -> tuple[Project, Subjects]:
    """The shipped project, and what its conditions can ask about."""
    project, subjects, diagnostics = load_project(ROOT)
    assert project is not None
    assert not diagnostics.has_errors
    return project, subjects


def _read(
    name: str, away: int, more: dict[str, Answer] | None = None, ticks: dict[str, dt.date | None] | None = None
) -> Reader:
    project, subjects = shipped_rules()
    answers = {**CASES[name]["answers"], **(more or {})}
    profile = Profile(id=name, answers=answers, span=Span("case"), ticks=ticks or {})
    return plan_reader(project, subjects, profile, CASES[name]["as_of"] + dt.timedelta(away))


def _no_worse(better: Reader, worse: Reader) -> None:
    """No verdict of the first is worse than that of the second; one that the first has not, the second has not."""
    for verdict, ranked in RANKS.items():
        one, other = (reader.plan.values[verdict].value for reader in (better, worse))
        if one is None or other is None or {one, other} & UNRANKED:
            assert one == other, verdict
        else:
            assert ranked.index(str(one)) <= ranked.index(str(other)), (verdict, one, other)


def _no_later(done: Reader, before: Reader) -> None:
    """No step that is still to be done, in both, can only be over later."""
    assert done.journey is not None
    assert before.journey is not None
    for one in done.journey.path.todo():
        other = before.journey.path.steps[one.id]
        for pace in PACES if other.state == "todo" else ():
            assert one.days[pace].soonest <= other.days[pace].soonest, (one.id, pace)


def test_the_ranks_name_every_value_that_time_decides() -> None:
    tables = {name: table for name, table in shipped_rules()[0].tables.items() if table.verdict}
    unlike = {"h1b_place", "own_day", "student_days"}
    assert RANKS.keys() == tables.keys() - unlike, "a place, or a day that goes by, is neither better nor worse"
    for name, ranked in RANKS.items():
        values = {row.value for row in tables[name].every_row} - {"none"}
        assert values - UNRANKED == set(ranked), name


@settings(max_examples=25)
@given(readers, days_away, st.integers(1, 200))
def test_more_time_makes_no_verdict_worse(name: str, away: int, earlier: int) -> None:
    _no_worse(_read(name, away - earlier), _read(name, away))


@settings(max_examples=25)
@given(readers, days_away, st.integers(0, 60), st.data())
def test_a_step_that_is_ticked_moves_nothing_later(name: str, away: int, ago: int, data: st.DataObject) -> None:
    before = _read(name, away)
    assert before.journey is not None
    step = data.draw(st.sampled_from([one.id for one in before.journey.path.todo()]))
    done = _read(name, away, ticks={step: before.today - dt.timedelta(ago)})
    _no_later(done, before)
    _no_worse(done, before)


def _last(answers: dict[str, Answer]) -> str:
    """What a case is called: its last answer."""
    name, answer = list(answers.items())[-1]
    return f"{name}-{answer}"


@pytest.mark.parametrize(("open_answers", "done_answers"), DONE, ids=_last)
@settings(max_examples=12)
@given(name=readers, away=days_away)
def test_an_answered_done_moves_nothing_later(
    open_answers: dict[str, Answer], done_answers: dict[str, Answer], name: str, away: int
) -> None:
    try:
        before, done = _read(name, away, open_answers), _read(name, away, done_answers)
    except ProfileError:
        reject()
    _no_later(done, before)
    _no_worse(done, before)
