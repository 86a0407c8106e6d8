"""`guidegen verify`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.app.verify import Verified


@click.command("verify", cls=Command, examples=("guidegen verify handbooks/demo-lina/handbook.pdf",))
@options.options(
    options.project,
    click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    click.option(
        "--roster",
        type=click.Path(path_type=Path, exists=True),
        metavar="FILE",
        help="The roster or folder the applicant is from.",
    ),
    options.as_of,
    options.as_json,
)
def command(start: Path | None, file: Path, roster: Path | None, as_of: dt.date, as_json: bool) -> None:
    """Say whose handbook a PDF is, and whether it is still right.

    Exit code 0 where it is, 1 where it is outdated or not ours.
    """
    from generator.app.stopwatch import Stopwatch
    from generator.app.verify import verify
    from generator.pdf import WrongPassPhrase

    root = find_project(start)
    try:
        verified = verify(root, file, as_of, Stopwatch(), roster=roster)
    except WrongPassPhrase:
        # Asked for, never an option: what is on a command line can be read by others.
        pass_phrase = click.prompt("The file is protected. Pass phrase", hide_input=True, err=True)
        try:
            verified = verify(root, file, as_of, Stopwatch(), roster=roster, pass_phrase=pass_phrase)
        except WrongPassPhrase:
            raise UsageError(f"{file} does not open with this pass phrase") from None
    if as_json:
        show_json(dataclasses.asdict(verified))
    else:
        _say(verified)
    if verified.state != "current":
        raise click.exceptions.Exit(1)


def _say(verified: Verified) -> None:
    if verified.profile is not None:
        click.echo(f"handbook of {verified.profile}, revision {verified.revision}: {verified.state}")
    else:
        click.echo(verified.state)
    for reason in verified.reasons:
        click.echo(f"  {reason}")
