"""`guidegen init`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.command import Command


@click.command("init", cls=Command, examples=("guidegen init tour", "guidegen init --empty handbook"))
@click.option("--empty", is_flag=True, help="Without a subject: one chapter, one module, no questions.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path, *, empty: bool) -> None:
    """Make a small runnable project in a new folder."""
    from generator.app.init import init

    made = init(folder.absolute(), empty=empty)
    click.echo(
        f"{folder}: {len(made)} files. Next:\n\n    cd {folder}\n    guidegen build\n\nthen open site/index.html"
    )
