"""Dates of the plan over many readers and days: in order, within the window, and never past a student's graduation."""

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

Drawn = tuple[str, str, int, int]
"""Field, status, year of the Match, and days until graduation."""

FIELDS = ("medical-genetics", "diagnostic-radiology", "medicine-psychiatry", "surgery", "pediatrics")


DAYS = ["2026-11-22", "2027-03-01", "2027-06-15", "2027-08-20", "2027-10-10"]


@pytest.mark.parametrize("today", DAYS)
def test_the_dates_of_a_plan_fit_together(today: str) -> None:
    _check_plans(today, lambda readers: random.Random(today).sample(readers, 40))


@pytest.mark.campaign
@pytest.mark.parametrize("today", DAYS)
def test_the_dates_of_every_plan_fit_together(today: str) -> None:
    _check_plans(today, lambda readers: readers)


def _check_plans(today: str, chosen: Callable[[list[Drawn]], list[Drawn]]) -> None:
    day = dt.date.fromisoformat(today)
    world = World(open_project(ROOT, day, Stopwatch()))
    project, subjects = world.opened.project, world.opened.subjects
    ahead = (60, 150, 300, 600, 1000)
    readers = itertools.product(FIELDS, ("student", "graduate"), (2027, 2028, 2029, 2031), (-400, *ahead))
    for field, status, year, days in chosen(list(readers)):
        if (status == "student") is not (days > 0):
            continue
        graduation = day + dt.timedelta(days=days)
        answers = f"{{specialty: {field}, visa: j1, status: {status}, match_year: {year}, graduation: {graduation}}}"
        reader = plan_reader(project, subjects, world.persona(world.given(answers)), day)
        plan, calendar = reader.plan, reader.calendar
        value = {name: one.value for name, one in plan.values.items()}
        start = calendar.anchor("rotation_start")
        assert start is not None
        steps = [value[name] for name in ("plan_from", "apply_from", "apply_by")]
        assert [*steps, start.day] == sorted([*steps, start.day]), answers  # type: ignore[type-var]
        months = [value[name] for name in ("window_opens", "best_from", "best_to", "window_closes")]
        assert months == sorted(months), answers  # type: ignore[type-var]
        if status == "student":
            assert start.day <= graduation, answers
        if plan.answers["lead_time"] != frozenset({0}):
            assert start.day >= day.replace(day=1), answers
        if year > day.year + 1:
            assert value["apply_by"] >= day.replace(day=1), answers  # type: ignore[operator]
