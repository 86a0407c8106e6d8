"""The rows of a catalog in words, before anything is known of a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import text
from generator.assemble.catalog_cells import cell_words, checked_words
from generator.model.catalog import Column
from generator.model.catalog_row import Catalog, CatalogRow
from generator.model.choices import CellWords, Choice
from generator.model.project import Project


def every_choice(project: Project, catalog: Catalog) -> Iterator[Choice]:
    """The rows of a catalog with every column that is shown to anybody, and nothing of what they are for a reader."""
    shown = {name: column for name, column in catalog.head.columns.items() if column.show}
    for row in catalog.rows:
        yield Choice(
            row=row,
            fit="fits",
            verdict="",
            reasons=(),
            asks=(),
            open=(),
            more=(),
            scores=(),
            cells=tuple(worded_cells(row, shown, project.settings.currency)),
            unsettled=(),
            reach=None,
            checked=checked_words(row.checked),
            is_stale=False,
            is_listed=False,
        )


def worded_cells(row: CatalogRow, columns: Mapping[str, Column], currency: str) -> Iterator[CellWords]:
    """The cells of a row in words; `currency` is the sign before sums of money."""
    for name, column in columns.items():
        written = row.head.as_written.get(name)
        said = cell_words(column, row.cells[name], currency)
        yield CellWords(name, column, said, None if written is None else text.curly(written))
