"""The gate before what cannot be undone: nothing is published or sent that `check` finds wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.app.proof import proof
from generator.app.stopwatch import Stopwatch
from generator.errors import ProjectError


def pass_check(root: Path, today: dt.date, watch: Stopwatch, *, strict: bool) -> None:
    """Let a project through that `check` has nothing against; with `strict`, warnings count too.

    Raises ProjectError with what was found.
    """
    found = proof(root, today, watch).everything
    if any(one.severity == "error" for one in found) or (strict and found):
        raise ProjectError(found)
