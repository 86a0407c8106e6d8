"""`guidegen schema`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli import options
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.diagnostics import nearest
from generator.errors import UsageError


@click.command("schema")
@options.options(
    options.project,
    click.argument("name", required=False),
    click.option("--write", is_flag=True, help="Write them to .vscode/ with the settings that use them."),
    options.as_of,
)
def command(start: Path | None, name: str | None, write: bool, as_of: dt.date) -> None:
    """Print the JSON Schema of one kind of file (NAME), or of all, for editors."""
    from generator.app.schema import make_schemas, write_schemas  # noqa: PLC0415 -- heavy; not for --help

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
