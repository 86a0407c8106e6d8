"""`guidegen docs`."""

from __future__ import annotations

import click

from generator.cli.command import Command


@click.command("docs", cls=Command, examples=("guidegen docs", "guidegen docs authoring | less"))
@click.argument("page", required=False)
def command(page: str | None) -> None:
    """List or print the pages of the documentation."""
    from generator.app.docs import list_pages, read_page

    if page is not None:
        click.echo(read_page(page), nl=False)
        return
    pages = list_pages()
    width = max(len(name) for name, _ in pages)
    for name, title in pages:
        click.echo(f"{name.ljust(width)}  {title}")
