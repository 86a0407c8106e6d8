"""`guidegen catalog`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.command import Group
from generator.cli.options import check_source, find_project
from generator.cli.show import show_json
from generator.errors import OutputError, UsageError

if TYPE_CHECKING:
    from generator.app.catalog_import import CatalogImport

EMPTY = "(empty)"


@click.group(
    "catalog",
    cls=Group,
    examples=("guidegen catalog export places -o places.xlsx", "guidegen catalog import places.xlsx"),
)
def command() -> None:
    """Take a catalog to a spreadsheet program, and back."""


@command.command(
    "export",
    examples=("guidegen catalog export places -o places.xlsx", "guidegen catalog export places --csv -o places.csv"),
)
@options.options(
    options.project,
    click.argument("name"),
    click.option(
        "-o",
        "--output",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The file to write (else stdout).",
    ),
    click.option("--csv", "as_csv", is_flag=True, help="A CSV file in place of a workbook."),
    options.as_of,
)
def export(start: Path | None, name: str, file: Path | None, as_csv: bool, as_of: dt.date) -> None:
    """Write the rows of a catalog as a table to be edited.

    It has a column for each of the catalog's own, with drop-down lists where there is a choice. The last column is for
    the import: leave it as it is.
    """
    from generator.app.catalog_export import export_catalog

    if file is None and not as_csv and sys.stdout.isatty():
        raise UsageError("a workbook is nothing to read in a terminal", f"add -o {name}.xlsx, or > {name}.xlsx")
    content = export_catalog(name, find_project(start), as_of, as_csv=as_csv)
    if file is None:
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{file} could not be written: {error.strerror}") from error


@command.command("import", examples=("guidegen catalog import places.xlsx", "guidegen catalog import places.csv --yes"))
@options.options(
    options.project,
    click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    click.option("--encoding", metavar="NAME", help="How a CSV file is written, where it is not UTF-8."),
    click.option("--yes", "is_sure", is_flag=True, help="Write without asking."),
    options.as_of,
    options.as_json,
)
def import_(start: Path | None, file: Path, encoding: str | None, is_sure: bool, as_of: dt.date, as_json: bool) -> None:
    """Put an exported table back, after showing what changes.

    Rows that are not in the table any more are removed. An export that is older than the catalog is refused.
    """
    from generator.app.catalog_import import read_import, write_import

    check_source(file, encoding, (), None, None)
    change = read_import(file, find_project(start), as_of, encoding)
    is_changed = not change.changes.is_nothing
    if not as_json:
        for line in _lines(change):
            click.echo(line)
    if is_changed:
        if not is_sure and not _agrees(change.path):
            raise UsageError("nothing was written")
        write_import(change)
    if as_json:
        show_json(_as_data(change))
    elif is_changed:
        click.echo(f"written: {change.path}")


def _agrees(path: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is at a terminal to say yes; give --yes if that is meant")
    return click.confirm(f"Write this into {path}?", err=True)


def _lines(change: CatalogImport) -> Iterator[str]:
    """A line for each row that comes or goes, and one for each cell that changes."""
    changes = change.changes
    if changes.is_nothing:
        yield f"{change.catalog}: nothing to change"
        return
    for row, name in changes.added.items():
        yield f"+ {row}  {name}"
    for row, cells in changes.changed.items():
        yield f"~ {row}"
        for cell in cells:
            yield f"    {cell.column}: {cell.old or EMPTY} -> {cell.new or EMPTY}"
    for row, name in changes.removed.items():
        yield f"- {row}  {name}"
    counts = (len(changes.added), len(changes.changed), len(changes.removed))
    yield "{}: {} added, {} changed, {} removed".format(change.catalog, *counts)


def _as_data(change: CatalogImport) -> dict[str, object]:
    changes = change.changes
    return {
        "catalog": change.catalog,
        "path": change.path,
        "added": list(changes.added),
        "changed": {row: [dataclasses.asdict(cell) for cell in cells] for row, cells in changes.changed.items()},
        "removed": list(changes.removed),
    }
