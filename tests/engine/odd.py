"""The project with a path, and what is odd.

Tables of every policy whose rows are open, unsure, or set already by one above; steps that wait for nothing but a day,
that can end on one day of the year, and whose names are longer than a drawing has room; days whose names meet on one.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened
from tests.path.network import FILES, STEPS, open_network

TABLES = """
  reach:
    label: Within reach
    type: text
    policy: first
    show: false
    rows:
      - {when: {status: student}, value: near, because: you are still a student}
      - {when: {path.submit.finish: {max: eras-opens + 20 days}}, value: far, because: it fits, from_answers: true}
      - {when: {visa: h1b}, value: nowhere, because: the permit takes long, from_answers: true}
    default: {value: open, because: nothing says more, from_answers: true}
  fewest:
    label: Fewest tries
    type: integer
    unit: {one: try, other: tries}
    policy: min
    rows:
      - {when: {status: student}, value: 3, because: you are still a student}
      - {when: {path.submit.finish: {max: eras-opens + 20 days}}, value: 2, because: it fits, from_answers: true}
      - {when: {visa: h1b}, value: 1, because: the permit takes long, from_answers: true}
    default: {value: 4, because: nothing limits you}
  most:
    label: Most tries
    type: integer
    policy: max
    rows:
      - {when: {visa: h1b}, value: 2, because: the permit takes long}
      - {when: {path.submit.finish: {max: eras-opens + 20 days}}, value: 5, because: it fits, from_answers: true}
      - {when: {citizenship: other}, value: 3, because: you come from abroad}
    default: none
  spare:
    label: Days to spare
    type: integer
    policy: first
    show: false
    rows:
      - {when: {visa: j1}, value: path.submit.slack, because: so many are left over}
      - {when: {visa: h1b}, value: path.first.slack, because: so many are left over}
    default: none
  month:
    label: Month of the application
    type: month
    policy: first
    rows:
      - {when: {visa: j1}, value: eras-opens, because: it opens then}
      - {when: {visa: h1b}, value: path.permit.latest, because: the permit decides}
    default: none
"""


LONG = "the letter of the head of the department of the oldest school in the farthest town"
MORE_STEPS = f"""
  door:
    label: Knock at the door
    called: the door
    phase: apply
    takes: {{min: 1, typical: 2, max: 3, basis: advice}}
    from: eras-opens
  once:
    label: Wait for the day on which the office is open
    called: the open office
    phase: apply
    takes: {{min: 1, typical: 2, max: 3, basis: advice}}
    closed: [{{from: 01-01, to: 06-30}}, {{from: 07-02, to: 12-31}}]
  visit:
    label: Visit the school
    called: the visit
    phase: apply
    takes: {{min: 1, typical: 2, max: 3, basis: advice}}
    starts_on: rotation_start
  fair:
    label: Go to the fair, which lasts as long as it takes
    called: the fair
    phase: apply
    takes: {{min: 5, typical: 5, max: 5, basis: advice}}
    within: [{{opens: eras-opens - 60 days, closes: eras-opens - 55 days}}]
  longer:
    label: Ask for a letter
    called: {LONG}, and that of the one before, if it can be found
    phase: apply
    takes: {{min: 60, typical: 90, max: 120, basis: advice}}
  longest:
    label: Ask for another letter
    called: {LONG}, {LONG}, and {LONG}
    phase: apply
    takes: {{min: 60, typical: 90, max: 120, basis: advice}}
    after: [longer]
"""
DAYS_OF_OTHERS = (
    ("office-closes", "The office closes", 2, 12),
    ("last-letters", "Last letters are read", 4, 2),
    ("first-answers", "First answers", 5, 20),
    ("hall-opens", "The great hall of the school opens", 7, 1),
    ("spring-fair", "Fair in spring", 4, 2),
)
"""Days in the year of the season whose names meet on a drawing, two of them on one day."""

MILESTONES = "".join(
    f"""
  {name}:
    label: {label}
    called: the day of it
    phase: apply
    kind: event
    start: {{rule: fixed, year: 0, month: {month}, day: {day}}}
    basis: pattern
    confidence: medium
    verify: true
"""
    for name, label, month, day in DAYS_OF_OTHERS
)
HARD_STEPS = "".join(
    f"""
  by-{name}:
    label: Be ready for {name}
    called: what {name} needs
    phase: apply
    takes: {{min: 1, typical: 2, max: 3, basis: advice}}
    by: {{date: {name}, hard: yes}}
    missed: [ready]
"""
    for name, *_ in DAYS_OF_OTHERS
)
OPENINGS = ((9, 25), (9, 24), (3, 19), (4, 1), (4, 25))
EDGES = tuple(dt.date(year, month, day) for year in (2026, 2027) for month, day in OPENINGS)
"""Days on which something of it opens or ends, and the day before."""


def open_odd(folder: Path) -> Opened:
    """The project, opened."""
    rules = f"{FILES['content/rules.yaml']!s}{TABLES}"
    changes = {
        "content/rules.yaml": rules,
        "content/data/steps.yaml": f"{STEPS}{MORE_STEPS}{HARD_STEPS}",
        "content/data/milestones.yaml": f"{FILES['content/data/milestones.yaml']!s}{MILESTONES}",
    }
    return open_network(folder, changes)
