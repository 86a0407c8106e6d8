"""`guidegen check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import diagnostic_json, show_diagnostics, show_json, show_times, summary


@click.command("check", cls=Command, examples=("guidegen check", "guidegen check --strict --json"))
@options.options(
    options.project,
    options.as_of,
    options.strict,
    options.no_cache,
    options.as_json,
    options.quiet,
    options.verbose,
)
def command(
    start: Path | None, as_of: dt.date, strict: bool, no_cache: bool, as_json: bool, quiet: bool, verbose: bool
) -> None:
    """Find what is wrong, for every reader there can be.

    Everything that can be known without rendering: files, names, personas, applicants, and all sets of answers.
    """
    from generator.app.proof import proof
    from generator.app.stopwatch import Stopwatch

    root = find_project(start)
    watch = Stopwatch()
    report = proof(root, as_of, watch, reuse=not no_cache)
    found = report.everything
    if as_json:
        show_json({"diagnostics": [diagnostic_json(one) for one in found]})
    else:
        show_diagnostics(found, root)
        if not quiet or found:
            sample = f"; {report.followed} readers drawn and followed along their path" if report.followed else ""
            scope = (
                f" ({report.modules} modules, {report.personas} personas, {report.applicants} applicants{sample})"
                if report.modules
                else ""
            )
            click.echo(f"{summary(found)}{scope}", err=bool(found))
    if verbose:
        show_times(watch.seconds)
    if any(one.severity == "error" for one in found) or (strict and found):
        raise click.exceptions.Exit(1)
