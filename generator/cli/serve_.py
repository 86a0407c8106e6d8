"""`guidegen serve`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.options import find_project

PORT = 8000


@click.command("serve")
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
    """Preview the guides on this machine while you write; stop with Ctrl-C."""
    root = find_project(start)
    from generator.app.serve import ServeRequest, serve  # noqa: PLC0415 -- heavy, and needed here alone

    def tell(address: str) -> None:
        click.echo(f"preview at {address}, map at {address}-/map; stop with Ctrl-C", err=True)

    serve(ServeRequest(root=root, today=as_of, port=port), tell)
