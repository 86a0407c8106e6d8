"""The project with a path, with tables of every policy whose rows are open, unsure, or set already by one above."""

from __future__ import annotations

from pathlib import Path

from generator.app.opened import Opened
from tests.path.network import FILES, open_network

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


def open_odd(folder: Path) -> Opened:
    """The project, opened."""
    return open_network(folder, {"content/rules.yaml": f"{FILES['content/rules.yaml']!s}{TABLES}"})
