"""Who handbooks are for: the applicants of the project's folder, or those of a roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened
from generator.diagnostics import Diagnostic, Failure, nearest
from generator.errors import ProjectError, UsageError
from generator.load.profiles import read_applicants
from generator.load.roster import read_roster
from generator.model.profile import Applicant
from generator.model.roster import Roster, Row
from generator.write.secret import project_secret


@dataclass(frozen=True, slots=True)
class People:
    """The applicants of a run, those whose file or row is wrong, and the roster they are from."""

    applicants: list[Applicant]
    wrong: dict[str, Failure]
    roster: Roster | None = None
    warnings: list[Diagnostic] = field(default_factory=list)

    def failed_rows(self, failed: Mapping[str, Failure]) -> list[tuple[Row, str]]:
        """The rows of the roster that failed, each with the reason in words."""
        if self.roster is None:
            return []
        rows: list[tuple[Row, str]] = []
        for name, why in failed.items():
            row = self.roster.failed[name][0] if name in self.roster.failed else self.roster.rows.get(name)
            if row is not None:
                rows.append((row, str(why)))
        return rows


def find_people(opened: Opened, roster: Path | None, encoding: str | None, wanted: tuple[str, ...]) -> People:
    """The applicants of a roster, or where there is none those of `profiles/applicants/`; all, or the wanted ones.

    Raises ProjectError where the roster cannot be read, UsageError where nobody has a wanted id.
    """
    with opened.watch.stage("load"):
        if roster is None:
            applicants, wrong = read_applicants(opened.root, opened.project, opened.subjects)
            people = People(list(applicants.values()), {name: Failure(tuple(found)) for name, found in wrong.items()})
        else:
            read = read_roster(roster, opened.project, project_secret(opened.root), encoding)
            failed = {name: Failure(tuple(found)) for name, (_, found) in read.failed.items()}
            people = People(list(read.applicants.values()), failed, read, list(read.warnings))
    known = [*(one.id for one in people.applicants), *people.wrong]
    for name in wanted:
        if name not in known:
            hint = nearest(name, known)
            raise UsageError(f"there is no applicant '{name}'" + (f"; {hint}" if hint else ""))
    if not wanted:
        return people
    return People(
        [one for one in people.applicants if one.id in wanted],
        {name: found for name, found in people.wrong.items() if name in wanted},
        people.roster,
        people.warnings,
    )


def everybody(opened: Opened, rosters: Iterable[Path]) -> list[Applicant]:
    """All applicants; somebody who is in several places comes several times, since their values may differ.

    Raises ProjectError where a roster, or anybody in it, cannot be read: nobody can look for values that are not known.
    """
    sources: list[Path | None] = [None, *rosters]
    found = [find_people(opened, source, None, ()) for source in sources]
    wrong = [one for people in found for failure in people.wrong.values() for one in failure.found]
    if wrong:
        raise ProjectError(wrong)
    return [one for people in found for one in people.applicants]
