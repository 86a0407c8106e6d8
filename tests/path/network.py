"""A project with a path: steps of the reader and of others, tasks, a paper and a date that name some, a verdict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Span
from generator.model.guide import Guide
from generator.model.profile import Answer, Profile
from tests.projects import SMALL, Files, write_project

DAY = dt.date(2027, 1, 4)

STEPS = """
steps:
  form:
    label: Fill in the form
    called: the form
    phase: visa
    takes: {min: 2, typical: 5, max: 10, basis: advice}
    when: {visa: [j1, h1b]}
  permit:
    label: Get the permit from the office
    called: the permit
    phase: visa
    takes: {min: 20, typical: 60, max: 120, basis: advice}
    by_others: yes
    after: [form]
    when: {visa: [j1, h1b]}
    done: {status: graduate}
  essay:
    label: Write the essay
    called: the essay
    phase: apply
    takes: {min: 5, typical: 20, max: 30, basis: advice}
    by: eras-opens
  references:
    label: Ask two referees
    called: the references
    phase: apply
    takes: {min: 10, typical: 30, max: 60, basis: advice}
    by_others: yes
    by: match-day - 1 week
  notes:
    label: Keep notes
    called: your notes
    phase: apply
    takes: {min: 1, typical: 1, max: 1, basis: advice}
  first:
    label: Work the first rotation
    called: the rotation
    phase: match
    takes: {min: 20, typical: 26, max: 26, basis: advice}
    after: [permit, essay]
    starts_on: rotation_start
    by: match-day
  submit:
    label: Send the application
    called: the application
    phase: apply
    takes: {min: 0, typical: 0, max: 0, basis: event}
    after: [essay, permit]
    from: eras-opens
    by: {date: eras-opens + 20 days, hard: yes}
    missed: [ready]
"""
READY = """
  ready:
    label: In time
    type: text
    show: false
    verdict: true
    policy: first
    rows:
      - when: {path.submit.finish: {max: eras-opens + 20 days}}
        value: yes
        say: "You can apply by {{ milestone.eras-opens }}."
        because: all can be ready
    default:
      value: no
      say: You cannot apply this year.
      because: something is not ready even at best
      from_answers: true
"""
PAPERS = """
sets:
  trip: {label: The trip}
documents:
  permit:
    label: Permit
    sets: [trip]
    content: All names
    issuer: The office
    who: Everybody
    step: permit
"""
DATES = """
  essay-time:
    label: Time for the essay
    phase: apply
    kind: window
    step: essay
    basis: planning
    confidence: low
    verify: false
"""
LETTERS = """---
title: Letters
reviewed: 2026-11-22
---
Write early.

- [ ] Write the essay {step: essay}
- [ ] Look at the site {due: eras-opens}

::: when {visa: [j1, h1b], status: student}
- [ ] Fill in the form {step: form}

The permit takes a while: begin by {{ path.permit.latest }}.
:::
"""
FILES: Files = {
    "content/data/steps.yaml": STEPS,
    "content/rules.yaml": f"{SMALL['content/rules.yaml']!s}{READY}",
    "content/data/documents.yaml": PAPERS,
    "content/data/milestones.yaml": f"{SMALL['content/data/milestones.yaml']!s}{DATES}",
    "content/modules/arrange/letters.md": LETTERS,
    "profiles/facets.yaml": str(SMALL["profiles/facets.yaml"]).replace(
        "    question: Student or graduate?\n", "    question: Student or graduate?\n    state: yes\n"
    ),
}
READER: dict[str, Answer] = {"specialty": "psychiatry", "visa": "j1", "status": "student", "citizenship": "other"}


class Network:
    """The project, opened, in a form that Hypothesis does not print whole."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened


def open_network(folder: Path, changes: Files | None = None) -> Opened:
    """The project, opened on the day that tests count from."""
    return open_project(write_project(folder, {**FILES, **(changes or {})}, SMALL), DAY, Stopwatch())


def guide_of(
    opened: Opened, day: dt.date = DAY, ticks: dict[str, dt.date | None] | None = None, **more: Answer
) -> Guide:
    """What a reader gets on a day."""
    profile = Profile(id="reader", answers={**READER, **more}, span=Span("reader"), ticks=ticks or {})
    return opened.on(day).choose(profile).guide
