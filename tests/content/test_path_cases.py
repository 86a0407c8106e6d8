"""Readers whose path was worked out by hand: their verdicts exactly, their days within three."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import yaml

from generator.assemble.guide_path import guide_path
from generator.diagnostics import Span
from generator.load.project import load_project
from generator.logic.path_field import parse_path_field
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.profile import Profile
from generator.model.project import Project
from generator.plan import plan_reader
from tests.projects import ROOT

CASES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/content/path_cases.yaml").read_text())
NEAR = dt.timedelta(days=3)


@cache
def _project() -> tuple[Project, Subjects]:
    project, subjects, diagnostics = load_project(ROOT)
    assert project is not None
    assert not diagnostics.has_errors
    return project, subjects


@cache
def _reader(name: str) -> Reader:
    project, subjects = _project()
    profile = Profile(id=name, answers=CASES[name]["answers"], span=Span("case"))
    return plan_reader(project, subjects, profile, CASES[name]["as_of"])


@pytest.mark.parametrize("name", CASES)
def test_verdicts(name: str) -> None:
    project, _ = _project()
    values = _reader(name).plan.values
    stated = {one: values[one].value for one, table in project.tables.items() if table.verdict}
    assert {one: value for one, value in stated.items() if value is not None} == CASES[name]["verdicts"]


@pytest.mark.parametrize("name", CASES)
def test_days(name: str) -> None:
    journey = _reader(name).journey
    assert journey is not None
    found = {field: parse_path_field(field).value(journey) for field in CASES[name]["days"]}
    wrong = {
        field: (day, found[field]) for field, day in CASES[name]["days"].items() if not abs(found[field] - day) <= NEAR
    }
    assert wrong == {}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "fit" in case])
def test_how_many_rotations_fit(name: str) -> None:
    reader = _reader(name)
    assert reader.journey is not None
    assert reader.plan.values["rotations_fit"].value == CASES[name]["fit"][0]
    for pace, fit in zip(("", "best."), CASES[name]["fit"], strict=True):
        first, more = (
            parse_path_field(f"path.{step}.{pace}count").value(reader.journey) for step in ("rotation-1b", "rotation-2")
        )
        assert isinstance(first, int)
        assert isinstance(more, int)
        assert min(first, 1) + more == fit


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "wait" in case])
def test_the_longest_wait_at_a_consulate(name: str) -> None:
    journey = _reader(name).journey
    assert journey is not None
    goal = "rotation-1a" if "rotation_start" in CASES[name]["answers"] else "rotation-1b"
    room = parse_path_field(f"path.visitor-interview.room_for.{goal}").value(journey)
    assert isinstance(room, int)
    assert abs(room - CASES[name]["wait"]) <= NEAR.days


def test_the_first_steps_are_by_the_last_day_to_begin() -> None:
    path = guide_path(*_project(), _reader("D"), ())
    assert path is not None
    steps = [path.step(one.step) for one in path.this_week]
    first = ["status-permit", "immunization", "step3-study", "step3-register", "decide-field"]
    assert [one.id for one in steps] == first
    assert [one.id for one in steps if one.is_settled] == first[-1:]
    assert [one.begin for one in steps[:-1]] == sorted(filter(None, (one.begin for one in steps[:-1])))
