"""The rows of a roster that failed, to be mended and read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.model.roster import FORMULA_STARTS, Row, Table

NAME = "failed-rows.csv"
ERROR = "error"


def failed_rows(table: Table, failed: Iterable[tuple[Row, str]]) -> bytes:
    """A CSV file with the roster's own columns and one more that says what is wrong, in the order of the roster.

    No spreadsheet program runs any of its cells: an apostrophe stands before what it would take for a formula, and
    reading a roster takes it off again.
    """
    width = len(table.headers)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*map(inert, table.headers), ERROR])
    for row, why in sorted(failed, key=lambda one: one[0].number):
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        writer.writerow([*map(inert, cells[:width]), inert(why)])
    return stream.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
