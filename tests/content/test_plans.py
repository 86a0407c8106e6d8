"""Days of the path over many readers and days: each step after what it waits for, and no rotation past a graduation."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable

import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.plan.plan import plan_reader
from tests.projects import ROOT
from tests.readers import World

pytestmark = pytest.mark.xdist_group("content")

Drawn = tuple[str, str, int, int]
"""A field, a status, a Match year and the days until graduation."""

FIELDS = ("medical-genetics", "diagnostic-radiology", "medicine-psychiatry", "surgery")


DAYS = ["2026-11-22", "2027-03-01", "2027-06-15", "2027-10-10"]


@pytest.mark.parametrize("today", DAYS)
def test_each_step_comes_after_what_it_waits_for(today: str) -> None:
    _check_paths(today, lambda readers: random.Random(today).sample(readers, 12))


@pytest.mark.campaign
@pytest.mark.parametrize("today", DAYS)
def test_every_step_comes_after_what_it_waits_for(today: str) -> None:
    _check_paths(today, lambda readers: readers)


def _check_paths(today: str, chosen: Callable[[list[Drawn]], list[Drawn]]) -> None:
    day = dt.date.fromisoformat(today)
    world = World(open_project(ROOT, day, Stopwatch()))
    project, subjects = world.opened.project, world.opened.subjects
    readers = itertools.product(FIELDS, ("student", "graduate"), (2027, 2028, 2029), (-400, 60, 300, 1000))
    for field, status, year, days in chosen(list(readers)):
        if (status == "student") is not (days > 0):
            continue
        graduation = day + dt.timedelta(days=days)
        answers = f"{{specialty: {field}, visa: j1, status: {status}, match_year: {year}, graduation: {graduation}}}"
        reader = plan_reader(project, subjects, world.persona(world.given(answers)), day)
        assert reader.journey is not None
        steps = reader.journey.path.steps
        for name, one in steps.items():
            if one.state != "todo":
                continue
            assert day <= one.typical.start <= one.typical.finish, (name, answers)
            for before in one.step.after:
                if steps[before].state == "todo":
                    assert steps[before].typical.finish <= one.typical.start, (before, name, answers)
        rotation = steps["rotation-1b"]
        fits = reader.plan.values["rotations_fit"].value != 0
        if status == "student" and fits:
            assert rotation.typical.finish < graduation, answers
