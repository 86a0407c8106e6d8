"""`guidegen handbooks`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.app.stopwatch import Stopwatch
from generator.cli import options
from generator.cli.options import Kinds, find_project
from generator.cli.show import Bar, diagnostic_json, show_diagnostics, show_failures, show_json, show_times


@click.command("handbooks")
@options.options(
    options.project,
    click.option(
        "-a", "--applicant", "applicants", multiple=True, metavar="ID", help="Only this applicant; may be repeated."
    ),
    click.option("--to", type=Kinds("pdf"), default="pdf", show_default=True, help="Kinds of output."),
    options.output,
    options.jobs,
    options.as_of,
    options.strict,
    options.no_cache,
    options.as_json,
    options.quiet,
    options.verbose,
)
def command(
    start: Path | None,
    applicants: tuple[str, ...],
    to: frozenset[str],
    output: Path | None,
    jobs: int,
    as_of: dt.date,
    strict: bool,
    no_cache: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the private handbooks of applicants."""
    from generator.app.handbooks import HandbooksRequest, make_handbooks  # noqa: PLC0415 -- heavy; not for --help

    del to  # a handbook has one kind so far; the option keeps its place among the others
    root = find_project(start)
    target = (output or root / "handbooks").absolute()
    watch = Stopwatch()
    request = HandbooksRequest(
        root=root, output=target, applicants=applicants, jobs=jobs, today=as_of, reuse=not no_cache
    )
    report = make_handbooks(request, Bar(quiet=quiet or as_json), watch)
    if as_json:
        failed = {
            name: why if isinstance(why, str) else [diagnostic_json(one) for one in why]
            for name, why in report.failed.items()
        }
        show_json(
            {
                "made": report.made,
                "reused": report.reused,
                "failed": failed,
                "diagnostics": [diagnostic_json(one) for one in report.warnings],
            }
        )
    else:
        show_diagnostics(report.warnings)
        show_failures(report.failed, "guidegen handbooks -a")
        if not quiet:
            click.echo(f"handbooks: {report.made} made, {report.reused} still right, {len(report.failed)} failed")
    if verbose:
        show_times(watch.seconds)
    if report.failed or (strict and report.warnings):
        raise click.exceptions.Exit(1)
