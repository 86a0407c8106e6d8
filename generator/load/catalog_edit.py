"""Rows of a catalog put back where they are written: what did not change stays as it is, byte for byte."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from generator.diagnostics import Diagnostics
from generator.load.catalog_table import ID, csv_records, delimiter_of
from generator.load.catalog_yaml import cell_line, flat_cells, key_order
from generator.load.csv_table import records
from generator.load.yaml import read_yaml
from generator.model.catalog import CatalogHead
from generator.model.located import Map

_Edit = tuple[int, int, list[str]]
"""The lines from one number to before another (from 0), and what comes in their place."""


class _Unwritable(Exception):
    """The rows are not written as lines of their own. Caught by `edited_yaml`."""


def edited_yaml(text: str, raw: Map, wanted: Map, head: CatalogHead) -> str | None:
    """The file of a catalog with other rows: changed cells in their lines, new rows below the last one.

    None where the form of the file forbids it: the rows are not lines of their own.
    """
    try:
        after = _YamlRows(text, raw, head).edited(wanted)
    except _Unwritable:
        return None
    diagnostics = Diagnostics()
    read = read_yaml(after, "", diagnostics)
    if read is None or diagnostics.has_errors or not isinstance(read.get("rows"), Map):
        return None
    is_same = {key: value for key, value in raw.items() if key != "rows"} == {
        key: value for key, value in read.items() if key != "rows"
    }
    return after if is_same and _flat(read["rows"], head) == _flat(wanted, head) else None


def _flat(rows: Map, head: CatalogHead) -> dict[str, dict[str, str]]:
    return {name: flat_cells(row, head) for name, row in rows.items()}


class _YamlRows:
    def __init__(self, text: str, raw: Map, head: CatalogHead) -> None:
        self.lines, self.rows, self.head = text.split("\n"), raw["rows"], head
        self.starts = [place.line - 1 for place in self.rows.key_spans.values()]
        top = raw.key_spans["rows"].line - 1
        after = [place.line - 1 for place in raw.key_spans.values() if place.line - 1 > top]
        self.end = min(after, default=len(self.lines))
        columns = {place.column - 1 for place in self.rows.key_spans.values()}
        if len(columns) != 1 or len(set(self.starts)) != len(self.starts) or min(self.starts, default=top) <= top:
            raise _Unwritable
        self.indent = " " * columns.pop()
        if any(not self.lines[start].startswith(self.indent) for start in self.starts):
            raise _Unwritable

    def edited(self, wanted: Map) -> str:
        edits: list[_Edit] = []
        for name, start, following in zip(self.rows, self.starts, [*self.starts[1:], self.end], strict=True):
            end = self._trimmed(start, following)
            if name not in wanted:
                edits.append((start, end, []))
            elif flat_cells(self.rows[name], self.head) != flat_cells(wanted[name], self.head):
                edits += self._row_edits(name, wanted[name], start, end)
        last = self._trimmed(self.starts[-1], self.end)
        new = [line for name in wanted if name not in self.rows for line in self._row(name, wanted[name])]
        return "\n".join(applied(self.lines, [*edits, (last, last, new)]))

    def _trimmed(self, start: int, end: int) -> int:
        """The end of a stretch without the blank lines and comments below it."""
        while end > start + 1 and (not self.lines[end - 1].strip() or self.lines[end - 1].lstrip().startswith("#")):
            end -= 1
        return end

    def _row(self, name: str, row: Map) -> list[str]:
        keys = [key for key in key_order(self.head) if key in row]
        return [f"{self.indent}{name}:", *(f"{self.indent}  {cell_line(key, row, None, self.head)}" for key in keys)]

    def _row_edits(self, name: str, row: Map, start: int, end: int) -> list[_Edit]:
        """What changes in the lines of one row; a row on one line is written as several."""
        old: Map = self.rows[name]
        places = [old.key_spans[key] for key in old]
        first = [place.line - 1 for place in places]
        if len(set(first)) != len(first) or min(first) <= start or len({place.column for place in places}) != 1:
            return [(start, end, self._row(name, row))]
        indent = " " * (places[0].column - 1)
        stretch = {
            key: (begin, self._trimmed(begin, following))
            for key, begin, following in zip(old, first, [*first[1:], end], strict=True)
        }
        before, after, order = flat_cells(old, self.head), flat_cells(row, self.head), key_order(self.head)
        edits: list[_Edit] = []
        for position, key in enumerate(order):
            if _of(key, before) == _of(key, after):
                continue
            line = [f"{indent}{cell_line(key, row, old.get(key), self.head)}"] if key in row else []
            if key in stretch:
                begin, stop = stretch[key]
                comment = "" if not line or stop - begin > 1 else self._comment(begin, key, old)
                edits.append((begin, stop, [f"{one}{comment}" for one in line]))
            else:
                at = min((stretch[later][0] for later in order[position:] if later in stretch), default=end)
                edits.append((at, at, line))
        return edits

    def _comment(self, number: int, key: str, old: Map) -> str:
        """The comment behind a cell, with the spaces before it."""
        line = self.lines[number]
        for match in re.finditer(r"\s+#", line):
            raw = read_yaml(line[: match.start()], "", Diagnostics())
            if raw is not None and raw.get(key) == old[key]:
                return line[match.start() :]
        return ""


def _of(key: str, cells: dict[str, str]) -> dict[str, str]:
    """The cells of one key, which has several where it is `source` or `as_written`."""
    return {header: words for header, words in cells.items() if header.partition(".")[0] == key}


def applied(lines: Sequence[str], edits: Iterable[_Edit]) -> list[str]:
    """The lines with every edit made."""
    changed = list(lines)
    for start, end, new in sorted(edits, key=lambda one: one[:2], reverse=True):
        changed[start:end] = new
    return changed


def edited_csv(text: str, rows: Map, wanted: Map, head: CatalogHead) -> str:
    """The file of rows with other rows: changed ones in their lines, new ones at the end.

    Where a column is needed that it does not have, it is added to every line.
    """
    header, _ = csv_records(text)
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    flat = {name: {**flat_cells(row, head), ID: name} for name, row in wanted.items()}
    used = {key for cells in flat.values() for key in cells}
    added = tuple(sorted(used - set(header)))

    def line(cells: dict[str, str]) -> str:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=delimiter_of(lines), lineterminator=ending)
        writer.writerow([cells.get(name, "") for name in (*header, *added)])
        return stream.getvalue()

    if added:
        return "".join(line(cells) for cells in [{name: name for name in (*header, *added)}, *flat.values()])
    numbers = [one.number - 1 for one in records(lines, 0, delimiter_of(lines), len(header))]
    ends = dict(zip(numbers, [*numbers[1:], len(lines)], strict=True))
    edits: list[_Edit] = []
    for name, row in rows.items():
        start = rows.key_spans[name].line - 1
        if name not in wanted:
            edits.append((start, ends[start], []))
        elif flat_cells(row, head) != flat_cells(wanted[name], head):
            edits.append((start, ends[start], [line(flat[name])]))
    new = [line(cells) for name, cells in flat.items() if name not in rows]
    changed = applied(lines, edits)
    if new and changed and not changed[-1].endswith(("\n", "\r")):
        changed[-1] += ending
    return "".join([*changed, *new])
