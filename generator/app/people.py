"""Everybody there is: the applicants of `profiles/applicants/` and those of rosters, together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.app.applicants import find_people
from generator.app.opened import Opened
from generator.errors import ProjectError
from generator.model.profile import Applicant


def everybody(opened: Opened, rosters: Iterable[Path]) -> list[Applicant]:
    """All applicants; somebody who is in several places comes several times, since their values may differ.

    Raises ProjectError where a roster, or anybody in it, cannot be read: nobody can look for values that are not known.
    """
    sources: list[Path | None] = [None, *rosters]
    found = [find_people(opened, source, None, ()) for source in sources]
    wrong = [one for people in found for several in people.wrong.values() for one in several]
    if wrong:
        raise ProjectError(wrong)
    return [one for people in found for one in people.applicants]
