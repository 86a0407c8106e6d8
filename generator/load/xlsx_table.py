"""Reading the sheet of an XLSX file as a table, after making sure that opening it is safe."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.roster import Row, Table

SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
MOST_BYTES = 100_000_000
"""All files of the archive together, unpacked."""
MOST_RATIO = 200
MOST_FILES = 2_000
MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
CHUNK = 1 << 20

_PLACE = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f[ >/](?:(?!</(?:\w+:)?c>|<(?:\w+:)?v[^>/]*>[^<]).)*</(?:\w+:)?c>",
    re.DOTALL,
)
"""A cell with a formula and without a value."""


class _Unsafe(Exception):
    """Why an archive is not opened. Caught by `read_xlsx`."""


def read_xlsx(path: str, data: bytes, sheet: str | None, diagnostics: Diagnostics) -> Table | None:
    """The rows of one sheet: the named one, or the first that is shown and holds anything.

    None (and one error) where there is none, or opening the file would not be safe.
    """
    try:
        uncounted = _examined(data)
    except _Unsafe as reason:
        diagnostics.error("unsafe-workbook", str(reason), Span(path))
        return None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        diagnostics.error(
            "bad-workbook", "this is not an XLSX file, or a damaged one", Span(path), "save it again as .xlsx"
        )
        return None
    rows = _sheet_rows(path, data, sheet, diagnostics)
    if rows is None:
        return None
    table = _table(path, rows, diagnostics)
    if table is not None and uncounted:
        diagnostics.warning(
            "uncounted-formula",
            f"formulas without a result read as blank: {', '.join(uncounted[:3])}{_more(len(uncounted) - 3)}",
            Span(path),
            "open the file in a spreadsheet program and save it",
        )
    return table


def _examined(data: bytes) -> list[str]:
    """Unpack everything once, counting, without keeping it; gives the cells whose formula has no result.

    The sizes an archive states of itself are not believed.
    """
    uncounted: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_FILES:
            raise _Unsafe(f"the workbook is made of {len(entries)} files; at most {MOST_FILES} are opened")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise _Unsafe(f"the workbook unpacks to more than {MOST_BYTES // 1_000_000} MB")
        total = 0
        for entry in entries:
            is_sheet = entry.filename.startswith("xl/worksheets/")
            entry.file_size = MOST_BYTES + 1
            rest = b""
            with archive.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    total += len(chunk)
                    if total > MOST_BYTES or total > max(len(data) * MOST_RATIO, 10 * CHUNK):
                        raise _Unsafe(f"the workbook of {len(data)} bytes unpacks to more than {total} bytes")
                    if is_sheet:
                        rest = _look_through(rest + chunk, uncounted)
    return uncounted


def _look_through(content: bytes, uncounted: list[str]) -> bytes:
    """Refuse cells far out, note formulas without a result; gives what may belong to the next chunk."""
    for column, row in _PLACE.findall(content):
        if int(row) > MOST_ROWS or _column_number(column) > MOST_COLUMNS:
            most = f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns are read"
            raise _Unsafe(f"cell {column.decode()}{row.decode()} is in use; {most}")
    end = 0
    for match in _FORMULA.finditer(content):
        uncounted.append(match.group(1).decode())
        end = match.end()
    return content[max(end, len(content) - 10_000) :]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet_rows(path: str, data: bytes, sheet: str | None, diagnostics: Diagnostics) -> list[list[object]] | None:
    import python_calamine  # noqa: PLC0415 -- only where a workbook is read

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            hint = nearest(sheet, names) or f"its sheets: {', '.join(names)}"
            diagnostics.error("missing-sheet", f"the workbook has no sheet '{sheet}'", Span(path), hint)
            return None
        shown = [
            one.name for one in workbook.sheets_metadata if one.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        for name in [sheet] if sheet is not None else shown:
            page = workbook.get_sheet_by_name(name)
            rows: list[list[object]] = [list(row) for row in page.to_python(skip_empty_area=False)]
            if any(cell != "" for row in rows for cell in row):
                _tell_merged(path, page.merged_cell_ranges or [], diagnostics)
                return rows
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        diagnostics.error("bad-workbook", f"the workbook cannot be read: {error}", Span(path), "save it again as .xlsx")
        return None
    diagnostics.error("empty-roster", "the workbook is empty", Span(path))
    return None


def _tell_merged(
    path: str, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], diagnostics: Diagnostics
) -> None:
    """Of merged cells only the first holds what all of them show: nobody can know which rows it was meant for."""
    for first, last in sorted(ranges):
        if first == last:
            continue
        diagnostics.warning(
            "merged-cells",
            f"cells {_place(first)}:{_place(last)} are merged: all but {_place(first)} are blank, whatever they show",
            Span(path, first[0] + 1, first[1] + 1),
            "take the merging back, and write into each cell what is true for its row",
        )


def _place(cell: tuple[int, int]) -> str:
    """Row and column, from nothing, as a spreadsheet names them."""
    row, column = cell
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"


def _more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""


def _table(path: str, rows: list[list[object]], diagnostics: Diagnostics) -> Table | None:
    written = list(_texts(rows))
    first = next(index for index, cells in enumerate(written) if any(cells))
    headers = written[first]
    while headers and not headers[-1]:
        headers = headers[:-1]
    width = len(headers)
    read: list[Row] = []
    for number, cells in enumerate(written[first + 1 :], first + 2):
        if any(cells[width:]):
            read.append(Row(number, cells, f"the row has more cells than the header, which has {width}"))
        elif any(cells):
            read.append(Row(number, cells[:width]))
    if not any(headers):
        diagnostics.error("empty-roster", "the sheet has no header", Span(path, first + 1))
        return None
    return Table(path, first + 1, headers, tuple(read))


def _texts(rows: list[list[object]]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(_text(cell) for cell in row)


def _text(cell: object) -> str:
    """A typed cell as the text one would have written: no 2.0 for 2, days as year-month-day."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).strip()
