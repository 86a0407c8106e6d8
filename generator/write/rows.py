"""The rows of a roster that failed, to be corrected and read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.model.roster import ERROR, FORMULA_STARTS, Row, Table

NAME = "failed-rows.csv"


def failed_rows(table: Table, failed: Iterable[tuple[Row, str]]) -> bytes:
    """A CSV file with the roster's own columns and one more that says what is wrong, in the order of the roster.

    No spreadsheet program runs any of its cells: an apostrophe is put before what it would take for a formula, and
    reading a roster takes it off again.
    """
    kept = [index for index, header in enumerate(table.headers) if header.casefold() != ERROR]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([*(inert(table.headers[index]) for index in kept), ERROR])
    for row, why in sorted(failed, key=lambda one: one[0].number):
        cells = [row.cells[index] if index < len(row.cells) else "" for index in kept]
        writer.writerow([*map(inert, cells), inert(why)])
    return stream.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
