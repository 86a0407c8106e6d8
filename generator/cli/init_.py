"""`guidegen init`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.command import Command


@click.command("init", cls=Command, examples=("guidegen init tour",))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a small runnable project in a new folder."""
    from generator.app.init import init

    made = init(folder.absolute())
    click.echo(
        f"{folder}: {len(made)} files. Next:\n\n    cd {folder}\n    guidegen build\n\nthen open site/index.html"
    )
