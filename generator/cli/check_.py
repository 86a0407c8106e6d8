"""`guidegen check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import text
from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import diagnostic_json, show_diagnostics, show_json, show_times, summary

if TYPE_CHECKING:
    from generator.app.report import CheckReport


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
        show_json({"diagnostics": [diagnostic_json(one) for one in found], "drafts": list(report.drafts)})
    else:
        show_diagnostics(found, root)
        if not quiet or found:
            click.echo(f"{summary(found)}{_scope(report)}", err=bool(found))
    if verbose:
        show_times(watch.seconds)
    if any(one.severity == "error" for one in found) or (strict and found):
        raise click.exceptions.Exit(1)


def _scope(report: CheckReport) -> str:
    """What was looked at, in brackets."""
    if not report.modules:
        return ""
    parts = (
        text.counted(report.modules, "module", "modules"),
        text.counted(report.personas, "persona", "personas"),
        text.counted(report.applicants, "applicant", "applicants"),
    )
    sample = f"; {report.followed} readers drawn and followed along their path" if report.followed else ""
    drafts = f"; left out as drafts: {', '.join(report.drafts)}" if report.drafts else ""
    return f" ({', '.join(parts)}{sample}{drafts})"
