"""`guidegen list`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from generator.cli import options
from generator.cli.command import Command
from generator.cli.options import find_project
from generator.cli.show import show_json
from generator.errors import UsageError

KINDS = ("modules", "profiles", "facets", "milestones", "facts", "points", "catalog")
WIDEST = 60


@click.command(
    "list",
    cls=Command,
    examples=("guidegen list profiles", "guidegen list modules --matrix", "guidegen list catalog places --stale"),
)
@options.options(
    options.project,
    click.argument("kind", type=click.Choice(KINDS), metavar="KIND"),
    click.argument("name", required=False),
    click.option("--matrix", is_flag=True, help="Modules by persona."),
    click.option("--stale", is_flag=True, help="Of a catalog the rows to be checked again."),
    options.as_of,
    options.as_json,
)
def command(
    start: Path | None, kind: str, name: str | None, matrix: bool, stale: bool, as_of: dt.date, as_json: bool
) -> None:
    """List modules, profiles, facets, milestones, facts or points.

    With `catalog` and its NAME: the rows of a catalog.
    """
    from generator.app.list import list_rows, matrix_rows
    from generator.app.list_catalog import catalog_rows

    if matrix and kind != "modules":
        raise UsageError("--matrix goes with 'list modules'")
    if kind != "catalog" and (stale or name is not None):
        raise UsageError("a name and --stale go with 'list catalog'")
    root = find_project(start)
    if kind == "catalog":
        found = catalog_rows(name, root, as_of, stale=stale)
        if as_json:
            show_json({kind: found})
        else:
            _show_table(found)
        return
    rows = matrix_rows(root, as_of) if matrix else list_rows(kind, root, as_of)
    if as_json:
        show_json({kind: rows})
    elif matrix:
        _show_matrix(rows)
    else:
        _show_table(rows)


def _show_table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = [name for name in rows[0] if any(row[name] not in (None, "", [], False) for row in rows)]
    cells = [columns, *([_cell(row[name]) for name in columns] for row in rows)]
    widths = [min(WIDEST, max(len(line[number]) for line in cells)) for number in range(len(columns))]
    for line in cells:
        words = [_cut(cell).ljust(width) for cell, width in zip(line, widths, strict=True)]
        click.echo("  ".join(words).rstrip())


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}\u2026"


def _show_matrix(rows: list[dict[str, Any]]) -> None:
    """A column for each persona, numbered; the numbers are explained below."""
    personas = list(rows[0]["personas"]) if rows else []
    width = max((len(row["module"]) for row in rows), default=0)
    digits = len(str(len(personas)))
    for digit in range(digits):
        numbers = "".join(str(number).rjust(digits)[digit] for number in range(1, len(personas) + 1))
        click.echo(f"{'':{width}}  {numbers}")
    for row in rows:
        signs = "".join(row["personas"][name] for name in personas)
        note = f"  past: {', '.join(row['facts_past'])}" if row["facts_past"] else ""
        click.echo(f"{row['module']:<{width}}  {signs}  reviewed {row['reviewed']}  {row['path']}{note}")
    click.echo("\n+ shown, ? under a lead, - left out, ! cannot be built\n")
    for number, name in enumerate(personas, start=1):
        click.echo(f"{number:>{digits}} {name}")
