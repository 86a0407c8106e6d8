"""Reading back the table of a catalog that was exported: whose it is, how old it is, and its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span
from generator.load.catalog_table import ID, headers_of, read_rows
from generator.load.catalog_yaml import flat_cells
from generator.load.cells import not_a_value
from generator.load.csv_table import read_csv
from generator.load.headers import HeaderNames
from generator.load.xlsx_table import SIGNATURE, read_xlsx
from generator.model.catalog import CatalogHead
from generator.model.catalog_row import Catalog
from generator.model.located import Map
from generator.model.roster import FORMULA_STARTS, RosterRow, RosterTable

EXPORTED = "exported"
"""The last column: which catalog a row is of, and how row and catalog were when they were exported."""

_NAMES = HeaderNames({name: name for name in (*headers_of(()), EXPORTED)}, frozenset())


@dataclass(frozen=True, slots=True)
class Mark:
    """What the last column says of a row."""

    catalog: str
    row: str
    whole: str

    def __str__(self) -> str:
        return f"{self.catalog}:{self.row}:{self.whole}"


def marks_of(catalog: Catalog) -> dict[str, Mark]:
    """The mark of each row by its id. `whole` is the same for catalogs whose rows all say the same."""
    rows = "\n".join(f"{row.id} {row.digest}" for row in sorted(catalog.rows, key=lambda one: one.id))
    whole = hashlib.sha256(rows.encode()).hexdigest()[:16]
    return {row.id: Mark(catalog.name, row.digest, whole) for row in catalog.rows}


@dataclass(frozen=True, slots=True)
class CatalogTable:
    """A table that was exported. `marks` are those of its rows by id, where they have one."""

    table: RosterTable
    marks: Mapping[str, Mark]

    @property
    def catalog(self) -> str | None:
        """The catalog it is of; None where no row says so."""
        return next((mark.catalog for mark in self.marks.values()), None)


def read_table(path: str, data: bytes, encoding: str | None, diagnostics: Diagnostics) -> CatalogTable | None:
    """An exported table, XLSX or CSV; None (and an error) where it is another kind of file."""
    is_book = data.startswith(SIGNATURE)
    if is_book:
        table = read_xlsx(path, data, (), _NAMES, diagnostics)
    else:
        table = read_csv(path, data, encoding, _NAMES, diagnostics)
    if table is None:
        return None
    if ID not in table.headers or EXPORTED not in table.headers:
        advice = "export the catalog, and make your changes in that file"
        missing = next(name for name in (ID, EXPORTED) if name not in table.headers)
        diagnostics.error("missing-key", f"the column '{missing}' is missing", Span(path, table.header_row), advice)
        return None
    at, own = table.headers.index(EXPORTED), table.headers.index(ID)
    marks: dict[str, Mark] = {}
    for row in table.rows:
        parts = row.cells[at].split(":") if at < len(row.cells) else []
        if len(parts) == 3 and row.problem is None:
            marks.setdefault(row.cells[own], Mark(*parts))
    return CatalogTable(table if is_book else _without_apostrophes(table), marks)


def _without_apostrophes(table: RosterTable) -> RosterTable:
    """Take off what keeps spreadsheet programs from running a cell of a CSV file."""
    rows = tuple(
        RosterRow(
            row.number,
            tuple(cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell for cell in row.cells),
            row.problem,
        )
        for row in table.rows
    )
    return RosterTable(table.path, table.header_row, table.header, rows)


def rows_of(given: CatalogTable, before: Map, head: CatalogHead, diagnostics: Diagnostics) -> Map | None:
    """The rows of an exported table; None where a column is wrong, or one is missing that the catalog uses."""
    table, at = given.table, given.table.headers.index(EXPORTED)
    header = tuple(name for number, name in enumerate(table.headers) if number != at)
    used = {key for row in before.values() for key in flat_cells(row, head)}
    place = Span(table.path, table.header_row)
    for name in sorted(used - set(header)):
        message = f"the column '{name}' is missing, and rows of the catalog use it"
        diagnostics.error("missing-key", message, place, "put it back; to take out what it says, clear its cells")
    _tell_errors(table, diagnostics)
    if not used <= set(header):
        return None
    cut = [
        RosterRow(row.number, row.cells[:at] + row.cells[at + 1 :], row.problem)
        for row in table.rows
        if row.problem is not None or any(row.cells[:at] + row.cells[at + 1 :])
    ]
    columns = tuple(head.columns)
    return read_rows(table.path, header, cut, columns, diagnostics, first=table.header_row, by_column=True)


def _tell_errors(table: RosterTable, diagnostics: Diagnostics) -> None:
    """Report cells that show an error of the spreadsheet program in place of a value."""
    for row in table.rows:
        for number, cell in enumerate(row.cells, 1):
            # A text that begins with "=" is one: a formula has been replaced by its result.
            why = None if cell.startswith("=") else not_a_value(cell)
            if why is not None:
                diagnostics.error("bad-cell", why, Span(table.path, row.number, number), "write what is true there")
