"""Rows of a catalog in a CSV file, as the mappings that a YAML file would hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.csv_table import DELIMITERS, MOST_BYTES, records
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.model.catalog import ROW_KEYS
from generator.model.data_files import CATALOGS
from generator.model.located import Map
from generator.model.roster import RosterRow

ID = "id"
WRITTEN, SOURCE = "as_written", "source"


def headers_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The header of a file of rows: what every row has, its columns, and what the source says of each."""
    columns = tuple(columns)
    plain = tuple(key for key in ROW_KEYS if key not in (WRITTEN, SOURCE, "name"))
    source = (f"{SOURCE}.name", f"{SOURCE}.url")
    return (ID, "name", *columns, *source, *plain, *(f"{WRITTEN}.{name}" for name in (*columns, "checked")))


def read_rows_file(root: Path, path: str, place: Span, columns: Sequence[str], diagnostics: Diagnostics) -> Map | None:
    """The rows of a CSV file by id; None (and a diagnostic) where it is not readable."""
    if not path.endswith(".csv") or "/" in path or "\\" in path:
        message = f"'{path}' is not the name of a CSV file next to this one"
        diagnostics.error("bad-value", message, place, "write a name such as places.csv")
        return None
    file = root / CATALOGS / path
    if not file.is_file():
        message = f"there is no file '{path}' next to this one"
        near = nearest(path, (one.name for one in file.parent.glob("*.csv")))
        diagnostics.error("missing-file", message, place, near)
        return None
    source = read_source(root, file, diagnostics, MOST_BYTES)
    if source is None:
        return None
    header, found = csv_records(source)
    return read_rows(f"{CATALOGS}/{path}", header, found, columns, diagnostics)


def csv_records(source: str) -> tuple[tuple[str, ...], list[RosterRow]]:
    """The header of a file of rows, and the records below it, each with the line on which it begins."""
    lines = source.splitlines(keepends=True)
    delimiter = delimiter_of(lines)
    header = next((one.cells for one in records(lines, 0, delimiter, None)), ())
    return header, [one for one in records(lines, 0, delimiter, len(header)) if one.number > 1]


def delimiter_of(lines: Sequence[str]) -> str:
    """What separates the cells: the separator of which the header has most."""
    return max(DELIMITERS, key=(lines[0] if lines else "").count)


def read_rows(
    path: str,
    header: Sequence[str],
    found: Iterable[RosterRow],
    columns: Sequence[str],
    diagnostics: Diagnostics,
    *,
    first: int = 1,
    by_column: bool = False,
) -> Map | None:
    """The rows of a table by id; None (and diagnostics) where its header is wrong.

    `first` is the line of the header. With `by_column` a place is a row and a column of a sheet.
    """
    return _Table(path, columns, diagnostics, first, by_column).read(header, found)


class _Table:
    def __init__(
        self, path: str, columns: Sequence[str], diagnostics: Diagnostics, first: int, by_column: bool
    ) -> None:
        self.path, self.diagnostics = path, diagnostics
        self.known = headers_of(columns)
        self.first, self.by_column = first, by_column

    def read(self, header: Sequence[str], found: Iterable[RosterRow]) -> Map | None:
        if not self._has_header(header):
            return None
        rows = Map(Span(self.path))
        for record in found:
            if not any(record.cells):
                continue
            place = Span(self.path, record.number)
            if record.problem is not None:
                self.diagnostics.error("bad-csv", record.problem, place)
                continue
            cells = (*record.cells, *[""] * (len(header) - len(record.cells)))
            row = self._row(dict(zip(header, cells, strict=True)), place)
            name = str(row.pop(ID, ""))
            if not name:
                self.diagnostics.error("missing-key", f"'{ID}' is missing", place, f"write a name in the column '{ID}'")
            elif name in rows:
                first = rows.key_spans[name].line
                message = f"'{name}' is written twice; it is already defined on line {first}"
                self.diagnostics.error("duplicate-key", message, place)
            else:
                rows[name] = row
                rows.key_spans[name] = rows.spans[name] = place
        return rows

    def _has_header(self, header: Sequence[str]) -> bool:
        place, before = Span(self.path, self.first), len(self.diagnostics)
        for number, name in enumerate(header):
            if name not in self.known:
                message = f"there is no column '{name}'"
                advice = nearest(name, self.known) or f"columns: {', '.join(self.known)}"
                self.diagnostics.error("unknown-column", message, place, advice)
            elif name in header[:number]:
                self.diagnostics.error("unknown-column", f"the column '{name}' is there twice", place)
        if ID not in header and len(self.diagnostics) == before:
            self.diagnostics.error(
                "missing-key",
                f"the column '{ID}' is missing",
                place,
                f"the first line names the columns: write '{ID}' among them",
            )
        return len(self.diagnostics) == before

    def _row(self, cells: dict[str, str], place: Span) -> Map:
        """A row as YAML would give it: empty cells are left out, `source.url` is a key of `source`."""
        row = Map(place)
        for number, (header, words) in enumerate(cells.items(), 1):
            if not words:
                continue
            at = Span(self.path, place.line, number) if self.by_column else place
            outer, _, inner = header.partition(".")
            value: object = words
            if header == "when":
                value = read_yaml(words, self.path, self.diagnostics, place.line)
            holder = row
            if inner:
                if outer not in row:
                    row[outer] = Map(at)
                    row.key_spans[outer] = row.spans[outer] = at
                holder = row[outer]
            holder[inner or outer] = value
            holder.key_spans[inner or outer] = holder.spans[inner or outer] = at
        return row
