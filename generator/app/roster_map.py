"""`guidegen roster map`: what is understood of a table of people, and the settings that make the rest understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Diagnostics
from generator.errors import OutputError, ProfileError, ProjectError, RefusedError
from generator.load.block import open_comment, source_block, with_source
from generator.load.proposal import ColumnTold, Proposal, propose
from generator.load.proposed_columns import are_names
from generator.load.roster import read_table, roster_of
from generator.load.sources import Recognized, recognize
from generator.load.together import once_for_all_rows
from generator.model.profile import Applicant
from generator.write.secret import project_secret

SETTINGS = "guidegen.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRequest:
    """The table, how it is written, and what its source is to be called where somebody says so."""

    root: Path
    file: Path
    encoding: str | None
    name: str | None
    today: dt.date
    write: bool = False


@dataclass(slots=True)
class MapReport:
    """What was understood, the lines to keep, and what would still be wrong with the rows.

    `added` says whether the lines say anything that the project does not. `people` can be made handbooks for.
    """

    proposal: Proposal
    block: list[str]
    added: bool
    written: bool = False
    people: int = 0
    failed: int = 0
    problems: list[Diagnostic] = field(default_factory=list)


def map_roster(request: MapRequest) -> MapReport:
    """Read a table, propose what its columns and answers mean, and read everybody by the proposal.

    Raises ProjectError where the table cannot be read at all, RefusedError where the lines cannot be written safely.
    """
    opened = open_project(request.root, request.today, Stopwatch())
    diagnostics = Diagnostics()
    table = read_table(request.file, opened.project, request.encoding, diagnostics)
    if table is None:
        raise ProjectError(diagnostics)
    source = recognize(table, opened.project.settings.rosters, diagnostics)
    proposal = propose(table, opened.project, source, request.name)
    block = source_block(proposal.name, proposal.settings, _comments(opened, proposal))
    report = MapReport(proposal, block, added=proposal.settings != source.settings or bool(_comments(opened, proposal)))
    try:
        named = Recognized(proposal.name, proposal.settings)
        roster = roster_of(table, opened.project, named, project_secret(request.root), diagnostics)
    except ProjectError as error:
        report.problems = error.diagnostics
    else:
        broken = _contradictions(opened, roster.applicants.values())
        report.people, report.failed = len(roster.applicants) - len(broken), len(roster.failed) + len(broken)
        report.problems = [*roster.warnings, *roster.told, *once_for_all_rows(broken)]
    if request.write and report.added:
        _write(request.root, proposal.name, block)
        report.written = True
    return report


def _comments(opened: Opened, proposal: Proposal) -> list[str]:
    """What a person must decide: answers nobody can tell, and the order of dates that are read either way."""
    facets = opened.project.facets
    comments = [
        open_comment(one.target, one.open, facets[one.target].values)
        for one in proposal.columns
        if one.open and one.target in facets and facets[one.target].values and not _holds_names(one)
    ]
    comments += [
        f"'{one.header}' seems to hold names: write columns: {{name: {one.header}, {one.target}: ITS HEADER}}"
        for one in proposal.columns
        if one.target in facets and _holds_names(one)
    ]
    if proposal.doubtful_date is not None:
        comments.insert(0, f"dates: month-day-year or day-month-year: which one is {proposal.doubtful_date}?")
    return comments


def _holds_names(column: ColumnTold) -> bool:
    """Whether a column that is called as a question is has no answer in it, but people: these are in no settings."""
    return 1 < len(column.open) == len(column.counts) and are_names(column.open)


def _contradictions(opened: Opened, applicants: Iterable[Applicant]) -> list[Diagnostic]:
    """Why the answers of some applicants cannot be together."""
    broken: list[Diagnostic] = []
    for one in applicants:
        try:
            opened.narrow(one)
        except ProfileError as error:
            broken.extend(error.failure.found)
    return broken


def _write(root: Path, name: str, block: list[str]) -> None:
    """Put the lines of a source into the project's settings, which must read as before with them.

    Raises RefusedError or OutputError.
    """
    file = root / SETTINGS
    before = file.read_text("utf-8")
    after = with_source(before, name, block)
    if after is None:
        raise RefusedError(
            f"in {SETTINGS} 'rosters:' is on one line, or the lines of '{name}' hold a comment; paste them yourself"
        )
    draft = file.with_name(f".{SETTINGS}.new")
    try:
        draft.write_text(after, "utf-8")
        draft.replace(file)
    except OSError as error:
        raise OutputError(f"{file} could not be written: {error.strerror}") from error


def settings_as_data(proposal: Proposal) -> dict[str, object]:
    """The proposed settings of a source, as its keys in `rosters:`."""
    settings = proposal.settings
    return {
        "columns": {name: list(headers) for name, headers in settings.columns.items()},
        "answers": {name: dict(words) for name, words in settings.answers.items()},
        "dates": settings.dates,
        "ignore": list(settings.ignore),
    }
