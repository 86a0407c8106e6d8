"""`guidegen handbooks`."""

from __future__ import annotations

import codecs
import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import Kinds, find_project, output_folder
from generator.cli.show import (
    Bar,
    diagnostic_json,
    failures_json,
    show_diagnostics,
    show_failures,
    show_json,
    show_times,
)
from generator.errors import UsageError
from generator.model.output import PRIVATE_NAMES

if TYPE_CHECKING:
    from generator.app.handbooks import HandbooksReport


@click.command(
    "handbooks",
    cls=Command,
    examples=("guidegen handbooks -a demo-lina", "guidegen handbooks --roster riders.xlsx --dry-run"),
)
@options.options(
    options.project,
    click.option(
        "-a", "--applicant", "applicants", multiple=True, metavar="ID", help="Only this applicant; may be repeated."
    ),
    click.option(
        "--roster",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="The applicants of this CSV, XLSX or YAML file instead of profiles/applicants/.",
    ),
    click.option("--encoding", metavar="NAME", help="How a CSV roster is written, where it is not UTF-8."),
    click.option("--to", type=Kinds(*PRIVATE_NAMES), help=f"Kinds of output: {', '.join(PRIVATE_NAMES)}."),
    options.output,
    options.jobs,
    options.as_of,
    click.option("--resume", is_flag=True, help="Go on where a run stopped: what is right already is kept, as always."),
    click.option(
        "-n", "--dry-run", "dry_run", is_flag=True, help="Read everything and say what is wrong; write nothing."
    ),
    options.strict,
    options.no_cache,
    options.as_json,
    options.quiet,
    options.verbose,
)
def command(
    start: Path | None,
    applicants: tuple[str, ...],
    roster: Path | None,
    encoding: str | None,
    to: frozenset[str] | None,
    output: Path | None,
    jobs: int,
    as_of: dt.date,
    resume: bool,
    dry_run: bool,
    strict: bool,
    no_cache: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the private handbooks, calendars and workbooks of people.

    The people are those of profiles/applicants/, or with --roster those of a table.
    """
    from generator.app.handbooks import HandbooksRequest, make_handbooks
    from generator.app.stopwatch import Stopwatch

    if resume and no_cache:
        raise UsageError(
            "--resume keeps what is right already, and --no-cache makes everything again; take one of them"
        )
    if encoding is not None:
        _check_encoding(encoding, roster)
    root = find_project(start)
    watch = Stopwatch()
    request = HandbooksRequest(
        root=root,
        output=output_folder(root, output, "handbooks"),
        applicants=applicants,
        jobs=jobs,
        today=as_of,
        roster=roster,
        encoding=encoding,
        to=to,
        reuse=not no_cache,
        dry_run=dry_run,
    )
    report = make_handbooks(request, Bar(quiet=quiet or as_json), watch)
    again = "guidegen handbooks -a" if roster is None else f"guidegen handbooks --roster {shlex.quote(str(roster))} -a"
    if as_json:
        show_json(_as_data(report))
    else:
        show_diagnostics(report.warnings, root)
        show_failures(report.failed, again, root)
        if not quiet:
            _say(report, dry_run=dry_run)
    if verbose:
        show_times(watch.seconds)
    if report.failed or (strict and report.warnings):
        raise click.exceptions.Exit(1)


def _check_encoding(encoding: str, roster: Path | None) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UsageError(f"nobody knows the encoding '{encoding}'; try cp1252 or utf-16") from None
    if roster is None or roster.suffix.casefold() != ".csv":
        raise UsageError("--encoding says how a CSV roster is written; name one with --roster")


def _as_data(report: HandbooksReport) -> dict[str, object]:
    failed = failures_json(report.failed)
    return {
        "made": report.made,
        "reused": report.reused,
        "failed": failed,
        "failed_rows": None if report.failed_rows is None else str(report.failed_rows),
        "others": report.others,
        "diagnostics": [diagnostic_json(one) for one in report.warnings],
    }


def _say(report: HandbooksReport, *, dry_run: bool) -> None:
    if dry_run:
        click.echo(f"nothing written; {len(report.failed)} would fail")
        return
    if report.failed_rows is not None:
        click.echo(f"rows to correct, with what is wrong: {report.failed_rows}")
    if report.others:
        several = "one person" if len(report.others) == 1 else f"{len(report.others)} people"
        click.echo(f"left alone: the files of {several} not in this run; 'guidegen purge ID' removes a person's")
    click.echo(f"handbooks: {report.made} made, {report.reused} still right, {len(report.failed)} failed")
