"""`guidegen check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.app.stopwatch import Stopwatch
from generator.cli import options
from generator.cli.options import find_project
from generator.cli.show import diagnostic_json, show_diagnostics, show_json, show_times, summary


@click.command("check")
@options.options(options.project, options.as_of, options.strict, options.as_json, options.quiet, options.verbose)
def command(start: Path | None, as_of: dt.date, strict: bool, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Find everything that can be found without rendering."""
    from generator.app.check import check  # noqa: PLC0415 -- heavy; not for --help

    root = find_project(start)
    watch = Stopwatch()
    report = check(root, as_of, watch)
    if as_json:
        show_json({"diagnostics": [diagnostic_json(one) for one in report.found]})
    else:
        show_diagnostics(report.found)
        if not quiet or report.found:
            scope = (
                f" ({report.modules} modules, {report.personas} personas, {report.applicants} applicants)"
                if report.modules
                else ""
            )
            click.echo(f"{summary(report.found)}{scope}", err=bool(report.found))
    if verbose:
        show_times(watch.seconds)
    if any(one.severity == "error" for one in report.found) or (strict and report.found):
        raise click.exceptions.Exit(1)
