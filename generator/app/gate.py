"""The gate before what cannot be undone: nothing is published or sent of a project that `check` finds wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.proof import proof
from generator.app.stopwatch import Stopwatch
from generator.errors import ProjectError
from generator.plan.broken import BROKEN


def pass_check(root: Path, today: dt.date, watch: Stopwatch, *, people: bool, strict: bool) -> None:
    """Let a project through that `check` has nothing against; with `strict`, warnings count too.

    With `people`, what is wrong with any applicant counts too, as before mail goes out. Answers that cannot be together
    do not: a person's may come to that by time alone, no guide is made from them, and so that person is left out.

    Raises ProjectError with what was found.
    """
    report = proof(root, today, watch)
    counted = [*report.found, *(one for one in report.private if people and one.code != BROKEN)]
    if any(one.severity == "error" for one in counted) or (strict and report.everything):
        raise ProjectError(report.everything)
