"""`guidegen schema`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.diagnostics import nearest
from generator.errors import UsageError


@click.command("schema", cls=Command, examples=("guidegen schema --write", "guidegen schema rules"))
@options.options(
    options.project,
    click.argument("name", required=False),
    click.option("--write", is_flag=True, help="Write them to .vscode/ with the settings that use them."),
    options.as_of,
)
def command(start: Path | None, name: str | None, write: bool, as_of: dt.date) -> None:
    """Print JSON Schemas of the project's files, for editors.

    That of one kind of file (NAME), or all. They know the project's own names.
    """
    from generator.app.schema import make_schemas, write_schemas

    root = find_project(start)
    if write:
        for file in write_schemas(root, as_of):
            click.echo(file.relative_to(root))
        return
    schemas = make_schemas(root, as_of)
    if name is None:
        show_json(schemas)
    elif name in schemas:
        show_json(schemas[name])
    else:
        hint = nearest(name, schemas) or f"known: {', '.join(schemas)}"
        raise UsageError(f"there is no schema '{name}'; {hint}")
