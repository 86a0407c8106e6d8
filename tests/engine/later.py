"""A project whose steps do not press: they begin on days to come, and have two months or half a year to spare.

Windows that are as long as a line of a calendar may be, or a day longer; days that are known, and days nobody is shown.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from tests.engine.readers import by_hand
from tests.path.network import DAY
from tests.projects import SMALL, Files, write_project

BY = ("eras-opens", "eras-opens", "eras-opens + 30 days", "eras-opens + 30 days", "match-day")
STEPS = "".join(
    f"""
  step-{number}:
    label: Do step {number}
    phase: apply
    takes: {{min: 1, typical: 1, max: 2, basis: advice}}
    from: eras-opens - {300 - number} days
    by: {by}
"""
    for number, by in enumerate(BY)
)
MORE_STEPS = """
  sure:
    label: Do what is sure
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    from: eras-opens - 280 days
    by: eras-opens + 31 days
    settled: {status: student}
  free:
    label: Do what can wait
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    from: eras-opens - 270 days
  graded:
    label: Hand in your grade
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    when: {grade: good}
    by: match-day
  searched:
    label: Search
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    when: {interest: research}
    by: match-day
"""
WINDOW = """
  apply:
    label: Apply
    phase: apply
    takes: {min: 1, typical: 1, max: 2, basis: advice}
    within: [{opens: eras-opens, closes: eras-opens + 30 days}]
"""
YEAR = """
  year:
    label: Year
    question: In which year do you apply?
    type: integer
    min: 2027
    max: 2029
    if: you apply in {range}
"""
GRADE = """
  grade:
    label: Grade
    question: What is your grade?
    type: choice
    asked_when: {citizenship: other}
    values:
      good: {label: Good, text: good, if: your grade is good, if_not: your grade is not good}
      fair: {label: Fair, text: fair, if: your grade is fair, if_not: your grade is not fair}
"""
GRADED = """
  - id: visas-take-grades
    if: {visa: j1}
    then: {not: {grade: fair}}
    because: the visa takes a good grade
"""


def _milestone(name: str, more: str) -> str:
    tail = "basis: planning\n    confidence: low\n    verify: true\n"
    return (
        f"  {name}:\n    label: Day of {name}\n    called: the day of {name}\n    phase: apply\n    {more}\n    {tail}"
    )


_ON = "{rule: fixed, year: -1, month: %d, day: %d}"
_KNOWN = "dates: {2028: {start: 2027-10-06, end: 2027-10-11, status: published}}"
MILESTONES = "".join(
    _milestone(*one)
    for one in (
        ("month", f"kind: window\n    start: {_ON % (10, 1)}\n    end: {_ON % (11, 1)}"),
        ("longer", f"kind: window\n    start: {_ON % (10, 1)}\n    end: {_ON % (11, 2)}"),
        (
            "known",
            f"kind: event\n    start: {_ON % (10, 5)}\n    dates: {{2028: {{start: 2027-10-06, status: published}}}}",
        ),
        (
            "known-window",
            f"kind: window\n    start: {_ON % (10, 5)}\n    end: {_ON % (10, 9)}\n    {_KNOWN}",
        ),
        ("hidden", "kind: event\n    step: step-0\n    show: no"),
        ("others", "kind: event\n    step: step-1\n    when: {visa: j1}"),
    )
)
ERAS_OPENS = dt.date(2027, 9, 25)
EDGES = (
    *(ERAS_OPENS - dt.timedelta(days) for days in (31, 32, 33, 61, 62, 63, 183, 184, 185, 186)),
    *(ERAS_OPENS + dt.timedelta(days) for days in (10, 11, 12)),
    *(dt.date(2026, month, 3) for month in (8, 9, 10)),
)
"""Days on which so much is left, and days before anything can begin."""

READERS = (by_hand("2027-01-04", specialty="psychiatry", grade="good"),)
"""Who has given an answer of which it is not known whether they are asked."""


def open_later(folder: Path) -> Opened:
    """The project, opened."""
    return _opened(folder, {})


def open_years(folder: Path) -> Opened:
    """The project whose readers may name another year."""
    return _opened(folder, {"guidegen.yaml": f"{SMALL['guidegen.yaml']!s}season_facet: year\n"}, YEAR)


def _opened(folder: Path, more: Files, question: str = "") -> Opened:
    constraints, tables = str(SMALL["content/rules.yaml"]).split("\nplan:", 1)
    changes = {
        **more,
        "content/data/steps.yaml": f"steps:{STEPS}{MORE_STEPS}{WINDOW}",
        "content/data/milestones.yaml": f"{SMALL['content/data/milestones.yaml']!s}{MILESTONES}",
        "content/rules.yaml": f"{constraints}{GRADED}\nplan:{tables}",
        "profiles/facets.yaml": f"{SMALL['profiles/facets.yaml']!s}{GRADE}{question}",
    }
    return open_project(write_project(folder, changes, SMALL), DAY, Stopwatch())
