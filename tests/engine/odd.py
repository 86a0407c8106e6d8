"""The project with a path, with what is odd: tables of every policy whose rows are open, unsure, or set already by one
above; steps that wait for nothing but a day, that never can end, and whose names are longer than a drawing has room.
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
  never:
    label: Wait for a day on which the office is open
    called: the open office
    phase: apply
    takes: {{min: 1, typical: 2, max: 3, basis: advice}}
    closed: [{{from: 01-01, to: 06-30}}, {{from: 07-01, to: 12-31}}]
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
EDGES = tuple(dt.date(year, month, day) for year in (2026, 2027) for month, day in ((9, 25), (9, 24), (3, 19)))
"""Days on which something of it opens or ends, and the day before."""


def open_odd(folder: Path) -> Opened:
    """The project, opened."""
    rules = f"{FILES['content/rules.yaml']!s}{TABLES}"
    return open_network(folder, {"content/rules.yaml": rules, "content/data/steps.yaml": f"{STEPS}{MORE_STEPS}"})
