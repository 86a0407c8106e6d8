"""`guidegen purge`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project, output_folder
from generator.errors import UsageError


@click.command("purge", cls=Command, examples=("guidegen purge demo-lina --dry-run",))
@options.options(
    options.project,
    click.argument("profile", metavar="APPLICANT"),
    options.output,
    click.option("-n", "--dry-run", is_flag=True, help="List the traces; remove nothing."),
    click.option("--yes", "is_sure", is_flag=True, help="Do not ask before removing."),
)
def command(start: Path | None, profile: str, output: Path | None, dry_run: bool, is_sure: bool) -> None:
    """Remove every trace of a person.

    Answers, handbooks, drafts, rows of the ledger and the cache. It lists them first, and asks.
    """
    from generator.app.purge import remove_traces
    from generator.app.traces import find_traces

    root = find_project(start)
    handbooks = output_folder(root, output, "handbooks")
    traces = find_traces(root, handbooks, profile)
    for file in traces.files:
        click.echo(f"  {_shown(file, root)}")
    if traces.sendings:
        click.echo(f"  {len(traces.sendings)} rows of mail/ledger.sqlite")
    if traces.cache is not None:
        click.echo(f"  {_shown(traces.cache, root)}/, the cache of everybody")
    if not dry_run:
        if not is_sure and not _agrees(profile):
            raise UsageError("nothing was removed")
        remove_traces(root, handbooks, traces)
        click.echo(f"every trace of {profile} listed above is removed")
    if traces.mailbox is not None:
        click.echo(f"drafts to this person may be in the mailbox at {traces.mailbox}; delete them there", err=True)
    if traces.left or traces.mailbox is not None:
        for file in traces.left:
            click.echo(f"{_shown(file, root)} names this person too; please edit it yourself", err=True)
        raise click.exceptions.Exit(1)


def _agrees(profile: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is at a terminal to say yes; give --yes if that is meant")
    return click.confirm(f"Remove all of this? There is no copy of {profile}'s files elsewhere", err=True)


def _shown(file: Path, root: Path) -> str:
    return str(file.relative_to(root)) if file.is_relative_to(root) else str(file)
