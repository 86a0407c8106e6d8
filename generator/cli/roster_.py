"""`guidegen roster`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Group
from generator.cli.options import check_source, find_project, output_folder
from generator.cli.show import diagnostic_json, show_diagnostics, show_json

if TYPE_CHECKING:
    from generator.app.roster_map import MapReport
    from generator.app.roster_status import HandedIn
    from generator.load.proposal import ColumnTold

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_ANSWERS = 8
"""So many different answers of a column are listed."""


@click.group("roster", cls=Group, examples=("guidegen roster map answers.xlsx", "guidegen roster status inbox"))
def command() -> None:
    """Read a table of people, and say how it is understood."""


@command.command("map", examples=("guidegen roster map answers.xlsx", "guidegen roster map answers.xlsx --write"))
@options.options(
    options.project,
    click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    options.encoding,
    click.option("--source", "name", metavar="NAME", help="What the source is called in guidegen.yaml."),
    click.option("--write", is_flag=True, help="Put the lines into guidegen.yaml instead of printing them."),
    options.as_of,
    options.as_json,
)
def map_(
    start: Path | None,
    file: Path,
    encoding: str | None,
    name: str | None,
    write: bool,
    as_of: dt.date,
    as_json: bool,
) -> None:
    """Propose which column is which question, and what its answers mean.

    Prints what is understood of each column, and the lines for guidegen.yaml that make the rest understood. Then every
    row is read by them, and what is still wrong is told once for each column and value.
    """
    from generator.app.roster_map import MapRequest, map_roster

    check_source(file, encoding, (), None, None)
    root = find_project(start)
    request = MapRequest(root=root, file=file, encoding=encoding, name=name, today=as_of, write=write)
    report = map_roster(request)
    if as_json:
        show_json(_as_data(report))
    else:
        _show(report, root)
    if any(one.severity == "error" for one in report.problems):
        raise click.exceptions.Exit(1)


@command.command("status", examples=("guidegen roster status inbox", "guidegen roster status riders.xlsx"))
@options.options(
    options.project,
    click.argument("roster", type=click.Path(path_type=Path, exists=True), metavar="FILE"),
    options.encoding,
    options.output,
    options.as_of,
    options.as_json,
)
def status(
    start: Path | None, roster: Path, encoding: str | None, output: Path | None, as_of: dt.date, as_json: bool
) -> None:
    """Say what became of each file and row of a table or folder.

    Whether it is read, older than another of the same person, wrong, or not taken, and who has a handbook already.
    People are named by their ids. -o names another folder of handbooks.
    """
    from generator.app.roster_status import roster_status

    check_source(roster, encoding, (), None, None)
    root = find_project(start)
    report = roster_status(root, roster, output_folder(root, output, "handbooks"), encoding, as_of)
    if as_json:
        show_json(
            {
                "entries": [_entry_data(one) for one in report.entries],
                "diagnostics": [diagnostic_json(one) for one in report.warnings],
            }
        )
    else:
        show_diagnostics(report.warnings, root)
        for line in _status_lines(report.entries):
            click.echo(line)
    if any(one.state == "wrong" for one in report.entries):
        raise click.exceptions.Exit(1)


def _entry_data(one: HandedIn) -> dict[str, object]:
    return {
        "path": one.place.path,
        "line": one.place.line,
        "person": one.person,
        "state": one.state,
        "handbook": one.is_made,
        "why": one.why or None,
    }


def _status_lines(entries: list[HandedIn]) -> Iterator[str]:
    """A line for each file or row, and how many of them are read."""
    width = max((len(_place(one)) for one in entries), default=0)
    for one in entries:
        handbook = "" if one.state != "read" else "handbook made" if one.is_made else "no handbook yet"
        yield f"{_place(one).ljust(width)}  {one.state.ljust(9)}  {one.person or '-'}  {one.why or handbook}".rstrip()
    read = sum(one.state == "read" for one in entries)
    made = sum(one.is_made for one in entries if one.state == "read")
    yield f"{len(entries)} files and rows: {read} read, {made} of them with a handbook, {len(entries) - read} not used"


def _place(one: HandedIn) -> str:
    return f"{one.place.path}:{one.place.line}"


def _show(report: MapReport, root: Path) -> None:
    table = report.proposal.table
    sheet = f", sheet '{table.sheet}'" if table.sheet else ""
    click.echo(f"{table.path}{sheet}: header in row {table.header_row}, {len(table.rows)} rows below it\n")
    for line in _column_lines(report):
        click.echo(line)
    click.echo()
    if report.written:
        click.echo(f"written into guidegen.yaml, 'rosters: {report.proposal.name}:'")
    elif report.added:
        where = "to the end of guidegen.yaml" if report.proposal.is_new else "in place of its lines in guidegen.yaml"
        click.echo(f"Add this {where}, or let --write do it:\n", err=True)
        click.echo("rosters:")
        for line in report.block:
            click.echo(line)
        click.echo()
    else:
        click.echo("guidegen.yaml has everything that is needed for this file")
    show_diagnostics(report.problems, root)
    click.echo(f"with these lines: {report.people} people can be read, {report.failed} rows are wrong")


def _column_lines(report: MapReport) -> Iterator[str]:
    """One line for each column, and one for the answers of a question."""
    for one in report.proposal.columns:
        mark = "  (proposed)" if one.is_proposed else ""
        yield f"{_letter(one.index):>3}  {one.header[:60] or '(no header)'} -> {one.target}{mark}, {one.filled} filled"
        if one.counts:
            yield f"     {_counts(one)}"
        for words, value in one.meant.items():
            yield f"     '{words[:60]}' is taken for {'no answer' if value is None else value}  (proposed)"


def _counts(one: ColumnTold) -> str:
    days = sorted(words for words in one.counts if DAY.fullmatch(words))
    if len(days) > MOST_ANSWERS:
        odd = {words: count for words, count in one.counts.items() if words not in days}
        some = list(odd.items())[:MOST_ANSWERS]
        listed = "".join(f", {' '.join(words.split())[:40]} {count}" for words, count in some)
        return f"{len(days)} days from {days[0]} to {days[-1]}{listed}"
    first = sorted(one.counts.items(), key=lambda item: -item[1])[:MOST_ANSWERS]
    listed = ", ".join(f"{' '.join(words.split())[:40]} {count}" for words, count in first)
    left = len(one.counts) - len(first)
    return f"{listed}, and {left} more" if left > 0 else listed


def _letter(index: int) -> str:
    """What a spreadsheet calls a column."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _as_data(report: MapReport) -> dict[str, object]:
    from generator.app.roster_map import settings_as_data

    return {
        "source": report.proposal.name,
        "columns": [dataclasses.asdict(one) for one in report.proposal.columns],
        "settings": settings_as_data(report.proposal),
        "block": report.block,
        "written": report.written,
        "people": report.people,
        "failed": report.failed,
        "diagnostics": [diagnostic_json(one) for one in report.problems],
    }
