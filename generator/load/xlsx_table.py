"""Reading the sheet of an XLSX file as a table, after making sure that opening it is safe."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.parsers.expat import ExpatError

from generator.diagnostics import Diagnostics, Span
from generator.load.headers import HeaderNames, find_header
from generator.load.recurring import Recurring
from generator.load.xlsx_marks import Marks, UnsafeMarkup, column_number, read_marks
from generator.model.roster import Header, RosterRow, RosterTable
from generator.model.settings import RosterSettings

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


class _Unreadable(Exception):
    """Why calamine cannot read a workbook. Caught by `read_xlsx`."""


def read_xlsx(
    path: str, data: bytes, sources: Sequence[RosterSettings], names: HeaderNames, diagnostics: Diagnostics
) -> RosterTable | None:
    """The rows of one sheet: one that a source names, else the one whose header is best understood.

    None (and one error) where there is none, or opening the file would not be safe.
    """
    try:
        uncounted = _examined(data)
        sheets = _sheets(data, [source.sheet for source in sources if source.sheet is not None])
    except _Unsafe as reason:
        diagnostics.error("unsafe-workbook", str(reason), Span(path))
        return None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        message = "this is not an XLSX file, or a damaged one"
        diagnostics.error("bad-workbook", message, Span(path), "save it again as .xlsx")
        return None
    except _Unreadable as reason:
        message = f"the workbook cannot be read: {reason}"
        diagnostics.error("bad-workbook", message, Span(path), "save it again as .xlsx")
        return None
    headers = [(sheet, header) for sheet in sheets if (header := find_header(sheet.rows, names)) is not None]
    if not headers:
        diagnostics.error("empty-roster", "the workbook is empty", Span(path))
        return None
    sheet, header = max(headers, key=lambda one: (one[0].is_named, names.count(one[1].names)))
    _tell_merged(path, sheet.merged, diagnostics)
    if uncounted:
        listed = f"{', '.join(uncounted[:3])}{_more(len(uncounted) - 3)}"
        advice = "open the file in a spreadsheet program and save it"
        message = f"formulas without a result read as blank: {listed}"
        diagnostics.warning("uncounted-formula", message, Span(path), advice)
    return _table(path, data, sheet, header)


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
        if int(row) > MOST_ROWS or column_number(column.decode()) > MOST_COLUMNS:
            most = f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns are read"
            raise _Unsafe(f"cell {column.decode()}{row.decode()} is in use; {most}")
    end = 0
    for match in _FORMULA.finditer(content):
        uncounted.append(match.group(1).decode())
        end = match.end()
    return content[max(end, len(content) - 10_000) :]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet as it is: every row from the first one, as texts."""

    name: str
    rows: list[tuple[str, ...]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    is_named: bool


def _sheets(data: bytes, named: Collection[str]) -> list[_Sheet]:
    """The sheets that are shown, and those a source names.

    Raises _Unreadable.
    """
    import python_calamine  # noqa: PLC0415 -- only where a workbook is read

    visible = python_calamine.SheetVisibleEnum.Visible
    found: list[_Sheet] = []
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for one in workbook.sheets_metadata:
            if one.typ != python_calamine.SheetTypeEnum.WorkSheet or (one.visible != visible and one.name not in named):
                continue
            page = workbook.get_sheet_by_name(one.name)
            rows = list(_texts(page.to_python(skip_empty_area=False)))
            found.append(_Sheet(one.name, rows, list(page.merged_cell_ranges or []), one.name in named))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _Unreadable(str(error)) from None
    return found


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


def _table(path: str, data: bytes, sheet: _Sheet, header: Header) -> RosterTable:
    """The rows below the header, with the errors that their cells show."""
    marks = _marks(data, sheet.name)
    names = header.names
    while names and not names[-1]:
        names = names[:-1]
    width, first = len(names), header.first + header.size
    rows: list[RosterRow] = []
    for number, given in enumerate(sheet.rows[first:], first + 1):
        cells = tuple(marks.errors.get((number, column), cell) for column, cell in enumerate(given, 1))
        if any(cells[width:]):
            rows.append(RosterRow(number, cells, f"the row has more cells than the header, which has {width}"))
        elif any(cells):
            rows.append(RosterRow(number, cells[:width]))
    kept = replace(header, names=names, ids=header.ids[:width], options=header.options[:width])
    return RosterTable(path, header.first + 1, kept, tuple(rows), sheet.name, frozenset(marks.hidden))


def _marks(data: bytes, sheet: str) -> Marks:
    """What calamine does not tell of a sheet. What it could read and this cannot has no marks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            return read_marks(archive, sheet)
        except (UnsafeMarkup, ExpatError):
            return Marks()


def _texts(rows: Iterable[Iterable[object]]) -> Iterator[tuple[str, ...]]:
    recurring = Recurring()
    for row in rows:
        yield tuple(recurring.same(_text(cell)) for cell in row)


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
