"""Answers about exams, people and days that cannot be together are refused; each other pair is accepted."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from generator.app.doubts import unused_of
from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.errors import ProfileError
from tests.projects import ROOT, TODAY
from tests.readers import World

pytestmark = pytest.mark.xdist_group("content")

EXAMS = ("step1", "step2ck", "step3", "ecfmg", "status")
REFUSED = {
    # nobody is registered for an exam before the application to ECFMG
    *(("ecfmg: none", f"step1: {one}") for one in ("passed", "scored", "failed")),
    *(("ecfmg: none", f"step2ck: {one}") for one in ("date-set", "passed", "failed")),
    # the certificate needs both Steps and the degree
    *(("ecfmg: certified", f"step1: {one}") for one in ("not-taken", "failed")),
    *(("ecfmg: certified", f"step2ck: {one}") for one in ("not-taken", "date-set", "failed")),
    ("ecfmg: certified", "status: student"),
    # Step 3 needs the certificate, and with it all of that
    *(("ecfmg: " + one, "step3: passed") for one in ("none", "in-progress")),
    *(("step1: " + one, "step3: passed") for one in ("not-taken", "failed")),
    *(("step2ck: " + one, "step3: passed") for one in ("not-taken", "date-set", "failed")),
    ("status: student", "step3: passed"),
}
OTHERS = {
    "step1: scored, step2ck: not-taken, first_pass: 2022-01-26": "scores-ended-in-2022",
    "usce: none, rotation_end: 2026-10-30": "a-rotation-that-is-over-is-experience",
    "citizenship: permanent-resident, visa_now: f1": "residents-hold-no-visa",
    "citizenship: us-citizen, visa_now: b1b2": "citizens-hold-no-visa",
    "nationality: canada, visa_now: esta": "esta-is-for-visa-waiver-nationals",
    "status: graduate, vslo: yes": "vslo-is-for-students",
    "step2ck: not-taken, step2_date: 2027-02-01": "a-day-to-sit-is-a-date-set",
    "step1: failed, step2ck: not-taken, first_pass: 2025-02-01": "a-first-pass-needs-a-pass",
    "specialty: pediatrics, backup: pediatrics": "pediatrics-is-no-backup-for-itself",
}
TOGETHER = (
    "step1: scored, first_pass: 2022-01-25, step2ck: not-taken",
    "usce: none, rotation_end: 2026-11-22",
    "usce: observer-only, rotation_end: 2026-10-30",
    "citizenship: permanent-resident, visa_now: other-us-status",
    "step1: not-taken, step2ck: passed",
)
UNUSED = {
    "specialty: surgery, pathway: combined": "pathway",
    "status: graduate, affiliation: yes": "affiliation",
    "status: graduate, specialty_at_home: no": "specialty_at_home",
    "status: graduate, calendar: rigid": "calendar",
    "status: student, pathway_season: open": "pathway_season",
    "visa: not-needed, nationality: canada": "nationality",
    "visa_now: none, ead: no": "ead",
    "visa_now: b1b2, consulate_wait: 200": "consulate_wait",
}


@pytest.fixture(scope="module")
def world() -> World:
    return World(open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch()))


def refused(world: World, answers: str) -> str | None:
    """What is said of answers that cannot be together; None where they can."""
    try:
        world.opened.narrow(world.persona(world.given(f"{{{answers}}}")))
    except ProfileError as error:
        (found,) = error.failure.found
        return f"{found.message} | {found.suggestion}"
    return None


def test_pairs_of_exams(world: World) -> None:
    facets = world.opened.project.facets
    pairs = (
        (f"{one}: {value}", f"{other}: {second}")
        for one, other in itertools.combinations(sorted(EXAMS), 2)
        for value in facets[one].real_values
        for second in facets[other].real_values
    )
    assert {pair for pair in pairs if refused(world, ", ".join(pair))} == {tuple(sorted(one)) for one in REFUSED}


@pytest.mark.parametrize("answers", OTHERS)
def test_other_answers(answers: str, world: World) -> None:
    said = refused(world, answers)
    assert said is not None
    assert f"'{OTHERS[answers]}' in content/rules.yaml:" in said
    assert f"'{answers.partition(', ')[0]}'" in said
    assert f"'{answers.rpartition(', ')[2]}'" in said


@pytest.mark.parametrize("answers", TOGETHER)
def test_what_can_be(answers: str, world: World) -> None:
    assert refused(world, answers) is None


@pytest.mark.parametrize("answers", UNUSED)
def test_what_is_not_asked_is_told(answers: str, world: World) -> None:
    (one,) = unused_of(world.opened, world.persona(world.given(f"{{{answers}}}")))
    assert (one.code, one.message.partition(":")[0]) == ("unused-answer", f"'{UNUSED[answers]}")
