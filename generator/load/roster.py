"""Reading a roster: every row on its own, the good ones kept, the wrong ones named with row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostics, Span
from generator.errors import ProjectError
from generator.load import csv_table, xlsx_table
from generator.load.answers import shown
from generator.load.cells import CellReader, folded
from generator.load.columns import Columns, find_columns
from generator.load.corrections import Corrections, is_list_of_failed_rows, read_corrections, with_corrections
from generator.load.days import DateStyle, style_of
from generator.load.headers import header_names
from generator.load.options import OptionReader
from generator.load.rows import RowReader
from generator.load.sorting import Sorter
from generator.load.sources import Recognized, recognize
from generator.load.together import tell_together
from generator.load.yaml_table import read_yaml_table
from generator.model.project import Project
from generator.model.roster import Roster, RosterTable
from generator.model.settings import DateOrder, RosterSettings

SHOWN_ROWS = 10


def read_roster(
    file: Path, project: Project, secret: bytes, encoding: str | None = None, handbooks: Path | None = None
) -> Roster:
    """Everybody a roster names, by id.

    An id is the row's own where it has one, else made of the mail address and `secret`, so that it stays the same
    over later rosters and tells nothing. Of rows of the same person the newest holds. Rows that failed before and were
    corrected in the lists of failed rows in `handbooks` are read as corrected.

    Raises ProjectError where the file as a whole, or such a list, cannot be read.
    """
    diagnostics = Diagnostics()
    table = read_table(file, project, encoding, diagnostics)
    lists: list[Corrections] = []
    if table is not None and handbooks is not None:
        lists = read_corrections(handbooks, diagnostics)
    if table is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    source = recognize(table, project.settings.rosters, diagnostics)
    corrected = table if is_list_of_failed_rows(table) else with_corrections(table, lists)
    roster = roster_of(corrected, project, source, secret, diagnostics)
    return replace(roster, corrections={one.file: one.content for one in lists})


def roster_of(
    table: RosterTable, project: Project, source: Recognized, secret: bytes, diagnostics: Diagnostics
) -> Roster:
    """Everybody a table names, read by the words of its source.

    Raises ProjectError where the table as a whole cannot be read.
    """
    _check_sheet(table, source, diagnostics)
    names = header_names(project, [source.settings])
    columns = find_columns(table, project, source, names, diagnostics)
    if columns is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    table = _without_hidden(table, source, diagnostics)
    readers = facet_readers(project, table, columns, source.settings)
    times = _style(table, columns.found, "answered", source.settings.dates)
    reader = RowReader(project, table, columns.found, readers, times, secret)
    heading = None if "answered" not in columns.found else reader.header("answered")
    roster = Sorter(table, heading, columns.found["email"], list(diagnostics)).roster(map(reader.read, table.rows))
    return replace(roster, told=tell_together(roster.failed.values(), table, columns, source, readers))


def _check_sheet(table: RosterTable, source: Recognized, diagnostics: Diagnostics) -> None:
    """Another sheet than the one that the source names may hold last year's people."""
    sheet = source.settings.sheet
    if sheet is not None and table.sheet is not None and table.sheet != sheet:
        advice = f"the table was found on '{shown(table.sheet)}': correct 'sheet:' in guidegen.yaml, {source.place}"
        diagnostics.error("missing-sheet", f"the workbook has no sheet '{sheet}'", Span(table.path), advice)


def _without_hidden(table: RosterTable, source: Recognized, diagnostics: Diagnostics) -> RosterTable:
    """The rows that can be seen: what a filter hides is left out, unless the source says otherwise."""
    hidden = [row.number for row in table.rows if row.number in table.hidden]
    if not hidden or source.settings.hidden == "include":
        return table
    listed = ", ".join(map(str, hidden[:SHOWN_ROWS])) + (" ..." if len(hidden) > SHOWN_ROWS else "")
    message = f"the row {listed} is hidden and left out"
    if len(hidden) > 1:
        message = f"{len(hidden)} rows are hidden and left out: {listed}"
    advice = f"take the filter off, or say 'hidden: include' in guidegen.yaml, {source.place}"
    diagnostics.warning("hidden-rows", message, Span(table.path, hidden[0]), advice)
    return replace(table, rows=tuple(row for row in table.rows if row.number not in table.hidden))


def facet_readers(
    project: Project, table: RosterTable, columns: Columns, settings: RosterSettings
) -> dict[str, CellReader | OptionReader]:
    """A reader for each facet that has a column, or one column for each of its answers."""
    readers: dict[str, CellReader | OptionReader] = {}
    for name, facet in project.facets.items():
        own = {folded(words): value for words, value in settings.answers.get(name, {}).items()}
        if name in columns.found:
            readers[name] = CellReader(facet, own, _style(table, columns.found, name, settings.dates))
        elif name in columns.options:
            readers[name] = OptionReader(CellReader(facet, own, DateStyle()), columns.options[name])
    return readers


def _style(table: RosterTable, columns: Mapping[str, int], name: str, order: DateOrder | None) -> DateStyle:
    """How the dates of one column are read."""
    index = columns.get(name)
    cells = () if index is None else (row.cells[index] for row in table.rows if row.problem is None)
    return style_of(cells, order)


def read_table(file: Path, project: Project, encoding: str | None, diagnostics: Diagnostics) -> RosterTable | None:
    """A roster's header and rows, whatever wrote it; None (and an error) where it cannot be read."""
    sources = list(project.settings.rosters.values())
    names = header_names(project, sources)
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
    if data.startswith(xlsx_table.SIGNATURE):
        return xlsx_table.read_xlsx(path, data, sources, names, diagnostics)
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
    return csv_table.read_csv(path, data, encoding, names, diagnostics)
