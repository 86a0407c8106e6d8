"""Everybody there is: the applicants of `profiles/applicants/` and those of rosters, together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.app.applicants import find_people
from generator.app.opened import Opened
from generator.model.profile import Applicant


def everybody(opened: Opened, rosters: Iterable[Path]) -> list[Applicant]:
    """All applicants; somebody who is in several places comes several times, since their values may differ.

    Raises ProjectError where a roster cannot be read as a whole.
    """
    sources: list[Path | None] = [None, *rosters]
    return [one for source in sources for one in find_people(opened, source, None, ()).applicants]
