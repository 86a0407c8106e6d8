"""`guidegen handbooks`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cache import cache_folder
from generator.cli import cluster_option, options
from generator.cli.command import Command
from generator.cli.options import Kinds, check_source, find_project, output_folder
from generator.cli.progress import PACES, Bar
from generator.cli.show import (
    diagnostic_json,
    end,
    failures_json,
    show_diagnostics,
    show_failures,
    show_json,
    show_whole,
)
from generator.errors import UsageError
from generator.model.output import ALL_NAMES

if TYPE_CHECKING:
    from generator.app.handbooks import HandbooksRequest
    from generator.app.handbooks_report import HandbooksReport


@click.command(
    "handbooks",
    cls=Command,
    examples=(
        "guidegen handbooks -a demo-lina",
        "guidegen handbooks --roster riders.xlsx --dry-run",
        "guidegen handbooks --roster inbox",
    ),
)
@options.options(
    options.project,
    click.option(
        "-a", "--applicant", "applicants", multiple=True, metavar="ID", help="Only this applicant; may be repeated."
    ),
    options.roster,
    options.encoding,
    options.answers,
    options.name,
    options.email,
    click.option("--to", type=Kinds(*ALL_NAMES), help=f"Kinds of output: {', '.join(ALL_NAMES)}."),
    options.output,
    options.jobs,
    options.as_of,
    click.option("--resume", is_flag=True, help="Go on where a run stopped: what is right already is kept, as always."),
    click.option(
        "-n", "--dry-run", "dry_run", is_flag=True, help="Read everything and say what is wrong; write nothing."
    ),
    options.strict,
    options.pieces,
    cluster_option.cluster,
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
    answers: tuple[Path, ...],
    name: str | None,
    email: str | None,
    to: frozenset[str] | None,
    output: Path | None,
    jobs: int,
    as_of: dt.date,
    resume: bool,
    dry_run: bool,
    strict: bool,
    pieces: bool,
    cluster: str | None,
    no_cache: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the private handbooks, calendars and workbooks of people.

    The people are those of profiles/applicants/, with --roster those of a table, with --answers those of answers files.
    """
    from generator.app.applicants import PeopleSource
    from generator.app.handbooks import HandbooksRequest, make_handbooks
    from generator.app.stopwatch import Stopwatch

    _check_resume(resume=resume, no_cache=no_cache)
    check_source(roster, encoding, answers, name, email)
    root = find_project(start)
    watch = Stopwatch()
    request = HandbooksRequest(
        root=root,
        output=output_folder(root, output, "handbooks"),
        applicants=applicants,
        jobs=jobs,
        today=as_of,
        source=PeopleSource(roster, encoding, answers, name, email),
        to=to,
        reuse=not no_cache,
        dry_run=dry_run,
        pieces=pieces,
        cluster=cluster,
    )
    report = make_handbooks(request, Bar(quiet=quiet or as_json, paces=cache_folder(root) / PACES), watch)
    _show(report, request, as_json=as_json, quiet=quiet, verbose=verbose)
    end(watch.seconds if verbose else None, failed=bool(report.failed or (strict and report.warnings)))


def _check_resume(*, resume: bool, no_cache: bool) -> None:
    if resume and no_cache:
        raise UsageError(
            "--resume keeps what is right already, and --no-cache makes everything again; take one of them"
        )


def _show(report: HandbooksReport, request: HandbooksRequest, *, as_json: bool, quiet: bool, verbose: bool) -> None:
    """What is wrong with the project and with people, each with the command that shows it again, and what was made."""
    from generator.app.typed import day_words, folder_words, typed

    if as_json:
        show_json(_as_data(report))
        return
    source, root = request.source, request.root
    kinds = [] if request.to is None else ["--to", ",".join(sorted(request.to))]
    options = [*source.words, *kinds, *folder_words(root, request.output, "handbooks"), *day_words(request.today)]
    words = typed(root, "handbooks", *options, "-a")
    again = None if len(source.answers) == 1 else words
    show_diagnostics(report.warnings, root)
    show_diagnostics(report.told, root)
    if report.told_of:
        first, count = report.told_of[0], len(report.told_of)
        what = "row is" if count == 1 else "rows are"
        click.echo(f"{count} {what} wrong; to see one alone: {words} {first}", err=True)
    others = {name: report.failed[name] for name in sorted(report.failed) if name not in report.told_of}
    show_failures(others, again, root)
    if verbose:
        show_whole(report.whole)
    if not quiet:
        _say(report, dry_run=request.dry_run)


def _as_data(report: HandbooksReport) -> dict[str, object]:
    failed = failures_json(report.failed)
    return {
        "made": len(report.made_for),
        "reused": report.reused,
        "renewed": report.renewed,
        "failed": failed,
        "problems": [diagnostic_json(one) for one in report.told],
        "failed_rows": [str(file) for file in report.failed_rows],
        "others": report.others,
        "whole": report.whole,
        "diagnostics": [diagnostic_json(one) for one in report.warnings],
    }


def _say(report: HandbooksReport, *, dry_run: bool) -> None:
    if dry_run:
        click.echo(f"nothing written; {len(report.failed)} would fail")
        return
    for file in report.failed_rows:
        click.echo(f"rows to correct, with what is wrong: {file}")
    if report.is_list_busy:
        click.echo("the list of failed rows changed during this run and is left as it is; run this again", err=True)
    if report.others:
        several = "one person" if len(report.others) == 1 else f"{len(report.others)} people"
        click.echo(f"left alone: the files of {several} not in this run; 'guidegen purge ID' removes a person's")
    if report.kept:
        click.echo(f"as an earlier run made them: {', '.join(sorted(report.kept))}; without --to they are made too")
    renewed = f" ({report.renewed} of them with a new calendar or workbook)" if report.renewed else ""
    click.echo(
        f"handbooks: {len(report.made_for)} made, {report.reused} still right{renewed}, {len(report.failed)} failed"
    )
