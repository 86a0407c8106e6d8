"""Everybody an office knows of: the applicants of the project's folder and those of rosters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.app.opened import Opened
from generator.diagnostics import Diagnostic
from generator.load.profiles import read_applicants
from generator.load.roster import read_roster
from generator.model.profile import Applicant
from generator.write.secret import project_secret


@dataclass(frozen=True, slots=True)
class Everybody:
    """Applicants by id, and for each wrong file or row its diagnostics."""

    applicants: dict[str, Applicant]
    wrong: dict[str, list[Diagnostic]]


def everybody(opened: Opened, rosters: Iterable[Path]) -> Everybody:
    """The applicants of `profiles/applicants/` and of all rosters; in a later one the same id replaces the earlier.

    Raises ProjectError where a roster cannot be read.
    """
    found, failed = read_applicants(opened.root, opened.project, opened.subjects)
    applicants, wrong = dict(found), dict(failed)
    for file in rosters:
        roster = read_roster(file, opened.project, project_secret(opened.root))
        applicants.update(roster.applicants)
        wrong.update({name: several for name, (_, several) in roster.failed.items()})
    return Everybody(applicants, wrong)
