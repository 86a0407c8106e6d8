"""Who handbooks are for: the applicants of the project's folder, those of a roster, or those of answers files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import LISTED, Opened
from generator.diagnostics import Diagnostic, Diagnostics, Failure, nearest
from generator.errors import ProjectError, UsageError
from generator.load.answers_file import read_answers_file
from generator.load.answers_people import Asked, read_answers_people
from generator.load.applicants import read_applicants
from generator.load.inbox import files_in, read_inbox
from generator.load.roster import read_roster
from generator.model.profile import Applicant, Profile
from generator.model.roster import ReadRoster, RosterRow
from generator.write.secret import project_secret

HANDBOOKS = "handbooks"
"""The usual folder of private output."""


@dataclass(frozen=True, slots=True)
class PeopleSource:
    """Where the people of a run come from: a roster, or answers files, or neither (`profiles/applicants/`).

    A roster may be a folder of answers files and tables.
    `name` and `email` are those of the one person of one answers file that does not say them.
    """

    roster: Path | None = None
    encoding: str | None = None
    answers: tuple[Path, ...] = ()
    name: str | None = None
    email: str | None = None

    @property
    def words(self) -> list[str]:
        """The options that name the same people again, for a command to be typed."""
        given = [
            ("--roster", self.roster),
            ("--encoding", self.encoding),
            *(("--answers", one) for one in self.answers),
        ]
        given += [("--name", self.name), ("--email", self.email)]
        return [word for option, value in given if value is not None for word in (option, str(value))]

    @property
    def files(self) -> list[Path]:
        """The files that were named, or that are in the folder that was."""
        if self.roster is not None and self.roster.is_dir():
            return files_in(self.roster)
        return [*([] if self.roster is None else [self.roster]), *self.answers]


@dataclass(frozen=True, slots=True)
class People:
    """The applicants of a run, those whose file or row is wrong, and the rosters they are from."""

    applicants: list[Applicant]
    wrong: dict[str, Failure]
    rosters: tuple[ReadRoster, ...] = ()
    warnings: list[Diagnostic] = field(default_factory=list)

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the rows of the rosters, once for each column and value."""
        return tuple(one for read in self.rosters for one in read.roster.told)

    @property
    def told_of(self) -> tuple[str, ...]:
        """The keys of those of whom this is told."""
        rows = {id(failed.row) for read in self.rosters for failed in read.roster.failed.values()}
        return tuple(key for key in self.wrong if (row := self.row_of(key)) is not None and id(row) in rows)

    def row_of(self, key: str) -> RosterRow | None:
        """The row of a roster that was told of under a key."""
        return next((read.rows[key] for read in self.rosters if key in read.rows), None)


def find_people(
    opened: Opened, source: PeopleSource, wanted: tuple[str, ...] = (), handbooks: Path | None = None
) -> People:
    """The applicants of a source; all, or those of the wanted ids. `handbooks` is the folder with lists of failed rows.

    Raises ProjectError where the source cannot be read, UsageError where nobody has a wanted id.
    """
    with opened.watch.stage("load"):
        people, owners = _read(opened, source, handbooks or opened.root / HANDBOOKS)
    if not wanted:
        return people
    known = [*(one.id for one in people.applicants), *owners, *owners.values()]
    for name in wanted:
        if name not in known:
            hint = nearest(name, known)
            words = f"there is no applicant '{name}'" + (f"; {hint}" if hint else "")
            raise UsageError(words, None if source.files else LISTED)
    return People(
        [one for one in people.applicants if one.id in wanted],
        {key: found for key, found in people.wrong.items() if key in wanted or owners[key] in wanted},
        people.rosters,
        people.warnings,
    )


def _read(opened: Opened, source: PeopleSource, handbooks: Path) -> tuple[People, dict[str, str]]:
    """Everybody of a source, and for each key of those that are wrong whose id it is."""
    root, project, subjects = opened.root, opened.project, opened.subjects
    if source.roster is not None and source.roster.is_dir():
        asked = Asked(project, subjects, project_secret(root))
        inbox = read_inbox(source.roster, asked, source.encoding, handbooks)
        failures = {key: Failure(tuple(found)) for key, found in inbox.wrong.items()}
        return People(list(inbox.applicants.values()), failures, tuple(inbox.rosters), inbox.warnings), inbox.owners
    if source.roster is not None:
        read = read_roster(source.roster, project, project_secret(root), source.encoding, handbooks)
        rows = {**read.rows, **{key: failed.row for key, failed in read.failed.items()}}
        people = People(
            list(read.applicants.values()),
            {key: Failure(tuple(failed.found)) for key, failed in read.failed.items()},
            (ReadRoster(read, rows),),
            list(read.warnings),
        )
        return people, {key: failed.identity or key for key, failed in read.failed.items()}
    warnings: list[Diagnostic] = []
    if source.answers:
        files = {_shown(file): file for file in source.answers}
        asked = Asked(project, subjects, project_secret(root), source.name, source.email)
        applicants, wrong, warnings = read_answers_people(files, asked)
    else:
        applicants, wrong = read_applicants(root, project, subjects)
    failures = {key: Failure(tuple(found)) for key, found in wrong.items()}
    return People(list(applicants.values()), failures, warnings=warnings), {key: key for key in wrong}


def everybody(opened: Opened, rosters: Iterable[Path]) -> list[Applicant]:
    """All applicants; somebody who is in several places comes several times, since their values may differ.

    Raises ProjectError where a roster, or anybody in it, cannot be read: nobody can look for values that are not known.
    """
    found = [find_people(opened, PeopleSource(roster)) for roster in (None, *rosters)]
    wrong = [one for people in found for failure in people.wrong.values() for one in failure.found]
    if wrong:
        raise ProjectError(wrong)
    return [one for people in found for one in people.applicants]


def reader_of_answers(opened: Opened, file: Path) -> tuple[Profile, list[Diagnostic]]:
    """The reader of an answers file, stored or not, and what of it was left out.

    Raises ProjectError where the file, or any answer in it, is wrong.
    """
    diagnostics = Diagnostics()
    read = read_answers_file(file, _shown(file), opened.project, opened.subjects, diagnostics)
    if read is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    return read.profile, list(diagnostics)


def _shown(file: Path) -> str:
    """A file as messages name it: from here, where it is below."""
    here = Path.cwd()
    full = Path(os.path.normpath(file.absolute()))
    return (full.relative_to(here) if full.is_relative_to(here) else file).as_posix()
