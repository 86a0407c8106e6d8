"""`guidegen form`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project, output_folder
from generator.cli.show import diagnostic_json, show_diagnostics, show_json

FOLDER = "form"


@click.command("form", cls=Command, examples=("guidegen form", "guidegen form -o /tmp/form"))
@options.options(options.project, options.output, options.as_of, options.as_json, options.quiet)
def command(start: Path | None, output: Path | None, as_of: dt.date, as_json: bool, quiet: bool) -> None:
    """Make the form that asks people for their answers.

    It is a page and a workbook with the same questions. The page sends nothing: people save a file and hand it on, and
    'guidegen handbooks' makes their handbooks from it.
    """
    from generator.app.form import make_form

    root = find_project(start)
    target = output_folder(root, output, FOLDER)
    report = make_form(root, target, as_of)
    if as_json:
        show_json(
            {
                "questions": report.questions,
                "added": report.written.added,
                "changed": report.written.changed,
                "removed": report.written.removed,
                "diagnostics": [diagnostic_json(one) for one in report.warnings],
            }
        )
        return
    show_diagnostics(report.warnings, root)
    if not quiet:
        click.echo(f"{report.questions} questions: {target / 'index.html'} and {target / 'form.xlsx'}")
