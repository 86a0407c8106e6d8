"""The budget of the shipped guide against sums worked out by hand, line by line from content/data/costs.yaml."""

from __future__ import annotations

from functools import cache

import pytest

from generator.model.budget import Budget
from tests.projects import ROOT
from tests.readers import World, open_world

# A graduate with a green card, one rotation in radiology, everything passed.
RADIOLOGIST = (
    "specialty: diagnostic-radiology, visa: not-needed, citizenship: permanent-resident, status: graduate, "
    "ecfmg: certified, rotations: 1"
)
# A graduate who wants H-1B in medicine-psychiatry, two rotations, Step 3 still to pay.
PHYSICIAN = (
    "specialty: medicine-psychiatry, visa: h1b, status: graduate, ecfmg: certified, step3: not-taken, visa_now: none, "
    "rotations: 2"
)
# A student in internal medicine with a US passport who can use VSLO, two rotations, everything but certification done.
CITIZEN = (
    "specialty: internal-medicine, visa: not-needed, citizenship: us-citizen, status: student, vslo: yes, "
    "ecfmg: in-progress, step1: passed, step2ck: passed, english: fluent, rotations: 2"
)
# A student on J-1 in emergency medicine with ESTA, three rotations and both Steps ahead.
STARTER = (
    "specialty: emergency-medicine, visa: j1, status: student, ecfmg: none, step1: not-taken, step2ck: not-taken, "
    "english: fluent, vslo: no, visa_now: esta, rotations: 4"
)
# A graduate on J-1 in family medicine who can reach no rotation.
STAYS_HOME = "specialty: family-medicine, visa: j1, status: graduate, ecfmg: certified, rotations: 0"

TYPICAL = {
    RADIOLOGIST: [
        300, 250, 120, 120,  # observership, vaccines, BLS, health insurance
        1400, 200, 1000, 500,  # room, transport, flight, meals
        165, 930, 220, 80,  # token, 50 radiology programs, 20 clinical years, transcript
        70, 0, 0, 0, 300, 200,  # NRMP, late, extra ranks, couples, interviews, translations
    ],
    PHYSICIAN: [
        935, 2 * 300, 250, 120, 2 * 120,
        2 * 1400, 2 * 200, 1000, 250, 2 * 500,
        185, 0, 0, 100, 100,  # visitor visa, integrity fee, issuance, consulate twice
        165, 12 * 11, 30 * 11, 30 * 11, 80,
        70, 0, 0, 0, 300, 200,
    ],
    CITIZEN: [
        925, 455,  # Pathway, OET
        6 * 15, 6 * 100, 2 * 500, 250, 2 * 80, 120,  # VSLO and host fees for six applications, tuition and so on
        2 * 100, 2 * 120, 2 * 1400, 2 * 200, 1000, 250, 2 * 500,
        165, 930, 80,
        70, 0, 0, 0, 300, 200,
    ],
    STARTER: [
        160, 925, 700, 700, 200, 200, 455, 800, 800,
        9 * 100, 3 * 500, 250, 3 * 80, 120,
        3 * 100, 3 * 120, 3 * 1400, 3 * 200, 1000, 2 * 250, 3 * 500,
        185, 0, 0, 40, 100, 220, 370,
        165, 20 * 11, 80,
        70, 0, 0, 0, 300, 200,
    ],
    STAYS_HOME: [185, 0, 0, 100, 220, 370, 165, 930, 80, 70, 0, 0, 0, 300, 200],
}  # fmt: skip
HIGH = {
    RADIOLOGIST: [
        2000, 600, 350, 250, 3000, 500, 1800, 800, 200, 30 * 11 + 70 * 30, 30 * 11 + 10 * 30, 80, 75, 50, 5 * 30, 15,
        2000, 600,
    ],
    STAYS_HOME: [
        185, 250, 300, 500, 220, 450, 200, 30 * 11 + 70 * 30, 80, 75, 50, 5 * 30, 15, 2000, 600,
    ],
}  # fmt: skip


@cache
def _world() -> World:
    return open_world(ROOT)


def _budget(answers: str) -> Budget:
    return _world().choose(f"{{{answers}}}").guide.budget


def _with_a_tenth(lines: list[int]) -> int:
    return sum(lines) + (sum(lines) + 5) // 10


@pytest.mark.parametrize("answers", list(TYPICAL))
def test_the_typical_sum(answers: str) -> None:
    assert _budget(answers).total.typical == _with_a_tenth(TYPICAL[answers])


@pytest.mark.parametrize("answers", list(HIGH))
def test_the_high_sum(answers: str) -> None:
    assert _budget(answers).total.high == _with_a_tenth(HIGH[answers])


def test_what_is_compared_and_what_the_employer_pays_stands_in_no_sum() -> None:
    for answers in TYPICAL:
        for group in _budget(answers).groups:
            for line in group.lines:
                assert line.is_counted is (line.payer is None and line.beside.lead is None), line.id


def test_a_cost_without_a_figure_is_said() -> None:
    notes = {
        line.id: line.beside.note or ""
        for answers in (STARTER, PHYSICIAN)
        for group in _budget(answers).groups
        for line in group.lines
    }
    assert "for whose price we have no figure" in notes["eras-backup"]
    assert "for which we have no figure" in notes["h1b-petition"]


@pytest.mark.parametrize(
    ("visa_now", "lines"),
    [
        ("none", {"visa-visitor", "consulate-visitor", "flight"}),
        ("none, nationality: visa-waiver", {"esta", "flight"}),
        ("none, nationality: canada", {"flight"}),
        ("b1b2", {"flight"}),
        ("esta", {"esta", "flight"}),
        ("f1", set()),
        ("other-us-status", set()),
    ],
)
def test_nobody_pays_for_a_visit_twice(visa_now: str, lines: set[str]) -> None:
    reader = f"specialty: psychiatry, visa: h1b, status: graduate, rotations: 1, visa_now: {visa_now}"
    found = {line.id for group in _budget(reader).groups for line in group.lines if line.is_counted}
    assert found & {"visa-visitor", "consulate-visitor", "flight", "esta"} == lines


def test_the_number_on_the_page_is_that_of_rotations() -> None:
    number = _budget(CITIZEN).number
    assert number is not None
    assert (number.name, number.value) == ("rotations", 2)
    scaling = {line.id for group in _budget(CITIZEN).groups for line in group.lines if line.scales}
    assert "housing" in scaling
    assert "flight-home" not in scaling
