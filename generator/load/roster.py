"""Reading a roster: every row on its own, the good ones kept, the wrong ones named with row and column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostics, Span
from generator.errors import ProjectError
from generator.load import csv_table, xlsx_table
from generator.load.cells import CellReader, folded
from generator.load.columns import HeaderNames, find_columns, header_names
from generator.load.days import DateStyle, style_of
from generator.load.rows import RowReader
from generator.load.sorting import Sorter
from generator.load.yaml_table import read_yaml_table
from generator.model.project import Project
from generator.model.roster import Roster, Table
from generator.model.settings import DateOrder


def read_roster(file: Path, project: Project, secret: bytes, encoding: str | None = None) -> Roster:
    """Everybody a roster names, by id.

    An id is the row's own where it has one, else made of the mail address and `secret`, so that it stays the same
    over later rosters and tells nothing. Of rows of the same person the newest holds.

    Raises ProjectError where the file as a whole cannot be read.
    """
    diagnostics = Diagnostics()
    names = header_names(project)
    table = _read_table(file, project, names, encoding, diagnostics)
    columns = None if table is None else find_columns(table, project, names, diagnostics)
    if table is None or columns is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    order = project.settings.roster.dates if project.settings.roster else None
    times = _style(table, columns, "answered", order)
    reader = RowReader(project, table, columns, _cell_readers(project, table, columns), times, secret)
    heading = None if "answered" not in columns else reader.header("answered")
    return Sorter(table, heading, columns["email"], list(diagnostics)).roster(map(reader.read, table.rows))


def _cell_readers(project: Project, table: Table, columns: Mapping[str, int]) -> dict[str, CellReader]:
    """A reader for each facet's column."""
    settings = project.settings.roster
    own = {
        facet: {folded(words): value for words, value in answers.items()}
        for facet, answers in (settings.answers if settings else {}).items()
    }
    order = settings.dates if settings else None
    return {
        name: CellReader(facet, own.get(name, {}), _style(table, columns, name, order))
        for name, facet in project.facets.items()
        if name in columns
    }


def _style(table: Table, columns: Mapping[str, int], name: str, order: DateOrder | None) -> DateStyle:
    """How the dates of one column are read."""
    index = columns.get(name)
    cells = () if index is None else (row.cells[index] for row in table.rows if row.problem is None)
    return style_of(cells, order)


def _read_table(
    file: Path, project: Project, names: HeaderNames, encoding: str | None, diagnostics: Diagnostics
) -> Table | None:
    path = file.as_posix()
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= max(csv_table.MOST_BYTES, xlsx_table.MOST_BYTES) else None
    except OSError as error:
        diagnostics.error("unreadable-file", f"the roster cannot be read: {error.strerror}", Span(path))
        return None
    if data is None:
        diagnostics.error("file-too-large", f"the roster has {size} bytes", Span(path))
        return None
    settings = project.settings.roster
    if data.startswith(xlsx_table.SIGNATURE):
        return xlsx_table.read_xlsx(path, data, settings.sheet if settings else None, diagnostics)
    if data.startswith(xlsx_table.OLD_SIGNATURE):
        diagnostics.error(
            "bad-workbook", "this is an old or a protected workbook", Span(path), "save it as .xlsx without a password"
        )
        return None
    if file.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods"):
        diagnostics.error(
            "bad-workbook", "this is not an XLSX file", Span(path), "save it again as .xlsx, or as CSV UTF-8"
        )
        return None
    if file.suffix.casefold() in (".yaml", ".yml"):
        return read_yaml_table(path, data, diagnostics)
    return csv_table.read_csv(path, data, encoding, names.count, diagnostics)
