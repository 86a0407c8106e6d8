"""`guidegen export`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project, output_folder


@click.command(
    "export", cls=Command, examples=("guidegen export demo-lina", "guidegen export demo-lina --roster riders.xlsx")
)
@options.options(
    options.project,
    click.argument("profile", metavar="APPLICANT"),
    options.rosters,
    click.option(
        "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="A new folder (mail/exports/ID)."
    ),
    click.option(
        "--handbooks", type=click.Path(path_type=Path, file_okay=False), help="The folder of handbooks (handbooks)."
    ),
    options.as_of,
)
def command(
    start: Path | None,
    profile: str,
    rosters: tuple[Path, ...],
    output: Path | None,
    handbooks: Path | None,
    as_of: dt.date,
) -> None:
    """Collect everything that is held about a person, to give to them.

    Answers, rows of rosters, handbook, messages, what was sent and when, and the calendar's history.
    """
    from generator.app.export import ExportRequest, export

    root = find_project(start)
    target = None if output is None else output.absolute()
    folder = output_folder(root, handbooks, "handbooks")
    request = ExportRequest(root=root, handbooks=folder, profile=profile, rosters=rosters, target=target, today=as_of)
    done = export(request)
    for file in done.files:
        click.echo(f"  {file}")
    click.echo(f"{len(done.files)} files in {done.folder}")
    if done.mailbox is not None:
        click.echo(f"drafts to this person may be in the mailbox at {done.mailbox}; look there", err=True)
    for one in done.left:
        shown = one.relative_to(root) if one.is_relative_to(root) else one
        click.echo(f"{shown} names this person too; add by hand what is theirs in it", err=True)
    if done.left or done.mailbox is not None:
        raise click.exceptions.Exit(1)
