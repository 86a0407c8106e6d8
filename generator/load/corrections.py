"""Rows that failed once and were corrected: read again in the place of the rows they came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostics, Span
from generator.load.cells import folded
from generator.load.csv_table import read_csv
from generator.load.headers import HeaderNames
from generator.model.roster import ERROR, FORMULA_STARTS, KEY, RosterRow, RosterTable

PATTERN = "failed-rows*.csv"
NOBODY = HeaderNames({}, frozenset((ERROR, folded(KEY))))


@dataclass(frozen=True, slots=True)
class Corrections:
    """One list of failed rows as it is on disk: its columns but for the two of ours, and its rows by their key."""

    file: Path
    content: bytes
    headers: tuple[str, ...]
    rows: dict[str, RosterRow]


def read_corrections(folder: Path, diagnostics: Diagnostics) -> list[Corrections]:
    """Every list of failed rows in a folder of handbooks. One that cannot be read is an error: it may be corrected."""
    found: list[Corrections] = []
    for file in sorted(folder.glob(PATTERN)) if folder.is_dir() else []:
        try:
            content = file.read_bytes()
        except OSError as error:
            message = f"the list of failed rows cannot be read: {error.strerror}"
            diagnostics.error("unreadable-file", message, Span(file.as_posix()))
            continue
        table = read_csv(file.as_posix(), content, None, NOBODY, diagnostics)
        if table is not None:
            found.append(_of(file, content, table))
    return found


def _of(file: Path, content: bytes, table: RosterTable) -> Corrections:
    own = {index for index, name in enumerate(table.headers) if folded(name) in (ERROR, folded(KEY))}
    key = next((index for index, name in enumerate(table.headers) if folded(name) == folded(KEY)), None)
    rows: dict[str, RosterRow] = {}
    for row in table.rows:
        if key is None or row.problem is not None or not row.cells[key]:
            continue
        cells = tuple(plain(cell) for index, cell in enumerate(row.cells) if index not in own)
        rows[row.cells[key]] = RosterRow(row.number, cells, at=Span(file.as_posix(), row.number))
    names = tuple(plain(name) for index, name in enumerate(table.headers) if index not in own)
    return Corrections(file, content, names, rows)


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


def is_list_of_failed_rows(table: RosterTable) -> bool:
    """Whether a table is itself such a list."""
    return folded(KEY) in map(folded, table.headers)


def with_corrections(table: RosterTable, corrections: Iterable[Corrections]) -> RosterTable:
    """A table whose failed rows are those that were corrected.

    A correction is of a row with the same cells, whatever its number is by now.
    """
    corrected: dict[str, RosterRow] = {}
    for one in corrections:
        if tuple(map(folded, one.headers)) == tuple(map(folded, kept_headers(table))):
            corrected |= {key.partition(" ")[2]: row for key, row in one.rows.items()}
    if not corrected:
        return table
    own = [index for index, name in enumerate(table.headers) if folded(name) == ERROR]
    return replace(table, rows=tuple(_corrected(row, corrected, own) for row in table.rows))


def kept_headers(table: RosterTable) -> tuple[str, ...]:
    """The columns of a table but for a list's own, each with the answer it stands for where the table says that."""
    options = table.header.options or ("",) * len(table.headers)
    named = zip(table.headers, options, strict=True)
    return tuple(
        f"{name} [{option}]" if option else name for name, option in named if folded(name) not in (ERROR, folded(KEY))
    )


def _corrected(row: RosterRow, corrected: dict[str, RosterRow], own: list[int]) -> RosterRow:
    found = corrected.get(row.key.partition(" ")[2])
    if found is None:
        return row
    cells = list(found.cells)
    for index in own:  # a roster with a column of our name has a blank one there
        cells.insert(index, "")
    width = len(cells)
    known = tuple(plain(cell) for cell in row.cells[:width])
    if known + ("",) * (width - len(known)) == tuple(cells):
        return row
    return RosterRow(row.number, tuple(cells), origin=row, at=found.at)
