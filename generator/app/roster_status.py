"""`guidegen roster status`: what became of each file and row of a roster or a folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.app.applicants import PeopleSource, find_people
from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Span
from generator.model.output import HANDBOOK
from generator.write.manifest import read_manifest

State = Literal["read", "older", "wrong", "not taken"]
LEFT_OUT: dict[str, State] = {"older-answer": "older", "not-taken": "not taken"}
"""Warnings that say that a whole file or row is not used, with its state."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file, or one row of a table: whose it is, where that is known, and what became of it.

    `is_made` says whether the person has a handbook, however old, `why` what is wrong or why it is not used.
    """

    place: Span
    person: str | None
    state: State
    is_made: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Every file and row in the order of its place, and what else there is to say."""

    entries: list[HandedIn]
    warnings: list[Diagnostic]


def roster_status(root: Path, roster: Path, handbooks: Path, encoding: str | None, today: dt.date) -> StatusReport:
    """What became of everything in a roster or a folder of answers files and tables.

    Raises ProjectError where the roster cannot be read.
    """
    opened = open_project(root, today, Stopwatch())
    people = find_people(opened, PeopleSource(roster, encoding), handbooks=handbooks)
    made = read_manifest(handbooks, "private").files if handbooks.is_dir() else {}

    def is_made(person: str) -> bool:
        return f"{person}/{HANDBOOK.file}" in made

    entries = [HandedIn(one.span, one.id, "read", is_made(one.id)) for one in people.applicants]
    for key, failure in people.wrong.items():
        first = failure.found[0]
        entries.append(HandedIn(first.span, key, "wrong", is_made(key), first.message))
    unused = [one for one in people.warnings if one.code in LEFT_OUT]
    entries += [HandedIn(one.span, None, LEFT_OUT[one.code], why=one.message) for one in unused]
    return StatusReport(
        sorted(entries, key=lambda one: one.place), [one for one in people.warnings if one.code not in LEFT_OUT]
    )
