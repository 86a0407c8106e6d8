"""Rows of a catalog in a CSV file, as the mappings that a YAML file would hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.csv_table import DELIMITERS, MOST_BYTES, records
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.model.catalog import ROW_KEYS
from generator.model.located import Map

ID = "id"
WRITTEN, SOURCE = "as_written", "source"


def headers_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The header of a file of rows: what every row has, its columns, and what the source says of each."""
    columns = tuple(columns)
    plain = tuple(key for key in ROW_KEYS if key not in (WRITTEN, SOURCE, "name"))
    source = (f"{SOURCE}.name", f"{SOURCE}.url")
    return (ID, "name", *columns, *source, *plain, *(f"{WRITTEN}.{name}" for name in columns))


def read_rows_file(root: Path, path: str, place: Span, columns: Sequence[str], diagnostics: Diagnostics) -> Map | None:
    """The rows of a CSV file by id; None (and a diagnostic) where it is not readable."""
    if not path.endswith(".csv") or "/" in path or "\\" in path:
        message = f"'{path}' is not the name of a CSV file next to this one"
        diagnostics.error("bad-value", message, place, "write a name such as places.csv")
        return None
    file = root / "content/data/catalogs" / path
    if not file.is_file():
        message = f"there is no file '{path}' next to this one"
        near = nearest(path, (one.name for one in file.parent.glob("*.csv")))
        diagnostics.error("missing-file", message, place, near)
        return None
    source = read_source(root, file, diagnostics, MOST_BYTES)
    return None if source is None else _Table(f"content/data/catalogs/{path}", columns, diagnostics).read(source)


class _Table:
    def __init__(self, path: str, columns: Sequence[str], diagnostics: Diagnostics) -> None:
        self.path, self.diagnostics = path, diagnostics
        self.known = headers_of(columns)

    def read(self, source: str) -> Map | None:
        lines = source.splitlines(keepends=True)
        delimiter = max(DELIMITERS, key=(lines[0] if lines else "").count)
        found = list(records(lines, 0, delimiter, None))
        header = found[0].cells if found else ()
        if not self._has_header(header):
            return None
        rows = Map(Span(self.path))
        for record in records(lines, 0, delimiter, len(header)):
            if record.number == 1 or not any(record.cells):
                continue
            place = Span(self.path, record.number)
            if record.problem is not None:
                self.diagnostics.error("bad-csv", record.problem, place)
                continue
            row = self._row(dict(zip(header, record.cells, strict=True)), place)
            name = str(row.pop(ID, ""))
            if not name:
                self.diagnostics.error("missing-key", f"'{ID}' is missing", place)
            elif name in rows:
                first = rows.key_spans[name].line
                message = f"'{name}' is written twice; it is already defined on line {first}"
                self.diagnostics.error("duplicate-key", message, place)
            else:
                rows[name] = row
                rows.key_spans[name] = rows.spans[name] = place
        return rows

    def _has_header(self, header: Sequence[str]) -> bool:
        place, before = Span(self.path), len(self.diagnostics)
        for number, name in enumerate(header):
            if name not in self.known:
                message = f"there is no column '{name}'"
                advice = nearest(name, self.known) or f"columns: {', '.join(self.known)}"
                self.diagnostics.error("unknown-column", message, place, advice)
            elif name in header[:number]:
                self.diagnostics.error("unknown-column", f"the column '{name}' is there twice", place)
        if ID not in header and len(self.diagnostics) == before:
            self.diagnostics.error(
                "missing-key", f"the column '{ID}' is missing", place, "the first line names the columns"
            )
        return len(self.diagnostics) == before

    def _row(self, cells: dict[str, str], place: Span) -> Map:
        """A row as YAML would give it: empty cells are left out, `source.url` is a key of `source`."""
        row = Map(place)
        for header, words in cells.items():
            if not words:
                continue
            outer, _, inner = header.partition(".")
            value: object = words
            if header == "when":
                value = read_yaml(words, self.path, self.diagnostics, place.line)
            holder = row
            if inner:
                if outer not in row:
                    row[outer] = Map(place)
                    row.key_spans[outer] = row.spans[outer] = place
                holder = row[outer]
            holder[inner or outer] = value
            holder.key_spans[inner or outer] = holder.spans[inner or outer] = place
        return row
