"""`guidegen publish`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cache import cache_folder
from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project, output_folder
from generator.cli.progress import PACES, Bar
from generator.cli.show import show_json, show_times

if TYPE_CHECKING:
    from generator.app.publish import Published

SHOWN = 12


@click.command("publish", cls=Command, examples=("guidegen publish --dry-run", "guidegen publish --workflow"))
@options.options(
    options.project,
    click.option("-n", "--dry-run", is_flag=True, help="Say what would change; push nothing."),
    click.option("--overwrite", is_flag=True, help="Replace files on the branch that somebody else changed."),
    click.option("--workflow", "is_workflow", is_flag=True, help="Write the GitHub Actions workflow instead."),
    click.option("--branch", metavar="NAME", help="With --workflow: the branch to build from (else this one)."),
    click.option("--install", metavar="SPEC", help="With --workflow: a folder or git revision of guidegen."),
    options.rosters,
    options.output,
    options.as_of,
    options.strict,
    options.as_json,
    options.quiet,
    options.verbose,
)
def command(
    start: Path | None,
    dry_run: bool,
    overwrite: bool,
    is_workflow: bool,
    branch: str | None,
    install: str | None,
    rosters: tuple[Path, ...],
    output: Path | None,
    as_of: dt.date,
    strict: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Publish the built site to GitHub Pages.

    It is pushed to a branch of the git remote; with --workflow a file is written that builds it at GitHub instead.
    """
    root = find_project(start)
    if is_workflow:
        _write_workflow(root, branch, install, overwrite=overwrite)
        return
    from generator.app.publish import PublishRequest, publish
    from generator.app.stopwatch import Stopwatch

    watch = Stopwatch()
    request = PublishRequest(
        root=root,
        site=output_folder(root, output, "site"),
        handbooks=root / "handbooks",
        rosters=rosters,
        today=as_of,
        environment=_environment(),
        overwrite=overwrite,
        dry_run=dry_run,
        strict=strict,
    )
    published = publish(request, Bar(quiet=quiet or as_json, paces=cache_folder(root) / PACES), watch)
    if as_json:
        _show_json(published)
    else:
        _show(published, dry_run=dry_run, quiet=quiet)
    if verbose:
        show_times(watch.seconds)


def _environment() -> dict[str, str]:
    """What git sees; where nobody watches it must not ask for a password."""
    environment = dict(os.environ)
    if not sys.stdin.isatty():
        environment.setdefault("GIT_TERMINAL_PROMPT", "0")
    return environment


def _write_workflow(root: Path, branch: str | None, install: str | None, *, overwrite: bool) -> None:
    from generator.app.workflow import write_workflow

    written = write_workflow(root, branch, install, overwrite=overwrite)
    file = written.file
    shown = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    source = "this repository" if written.install == "." else written.install
    click.echo(
        f"{shown} {'written' if written.has_changed else 'is up to date'}: it builds the branch '{written.branch}' "
        f"with guidegen from {source}"
    )


def _show(published: Published, *, dry_run: bool, quiet: bool) -> None:
    for note in published.notes:
        click.echo(f"note: {note}", err=True)
    if quiet:
        return
    report = published.report
    where = f"'{report.branch}' of {published.remote}"
    if report.is_noop:
        click.echo(f"no changes: {where} has this site ({report.unchanged} files)")
        return
    for what, paths in (("+", report.added), ("~", report.changed), ("-", report.removed)):
        for path in paths[:SHOWN]:
            click.echo(f"  {what} {path}")
        if len(paths) > SHOWN:
            click.echo(f"  {what} and {len(paths) - SHOWN} more")
    others = f", {len(report.others)} of others kept" if report.others else ""
    done = "would be published to" if dry_run else "published to"
    click.echo(
        f"{done} {where}: {len(report.added)} files added, {len(report.changed)} changed, {len(report.removed)} "
        f"removed, {report.unchanged} unchanged{others}; {report.size / 1e6:.1f} MB"
    )
    if published.address and not dry_run:
        click.echo(f"in a minute or two: {published.address}")


def _show_json(published: Published) -> None:
    report = published.report
    show_json(
        {
            "remote": published.remote,
            "branch": report.branch,
            "address": published.address,
            "commit": report.commit,
            "added": report.added,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged,
            "others": report.others,
            "bytes": report.size,
            "notes": published.notes,
            "diagnostics": [],
        }
    )
