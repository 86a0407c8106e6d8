"""`guidegen serve`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project

PORT = 8000


@click.command("serve", cls=Command, examples=("guidegen serve --port 0",))
@options.options(
    options.project,
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=PORT,
        show_default=True,
        help="Where to listen; 0 takes any port that is free.",
    ),
    options.as_of,
)
def command(start: Path | None, port: int, as_of: dt.date) -> None:
    """Preview the guides on this machine while you write.

    Drafts and applicants are shown too. Stop with Ctrl-C.
    """
    from generator.app.serve import ServeRequest, serve

    root = find_project(start)

    def tell(address: str) -> None:
        click.echo(f"preview at {address}, map at {address}-/map; stop with Ctrl-C", err=True)

    serve(ServeRequest(root=root, today=as_of, port=port), tell)
