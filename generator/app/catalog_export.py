"""`guidegen catalog export`: a catalog as a table for a spreadsheet program."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

from generator.app.list_catalog import named_catalog
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostics
from generator.errors import ProjectError, RefusedError
from generator.load.catalog_sheet import EXPORTED, marks_of
from generator.load.catalog_table import ID, SOURCE, WRITTEN, headers_of
from generator.load.catalog_yaml import flat_cells
from generator.load.catalogs import written_rows
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.model.catalog_row import Catalog
from generator.model.data_files import CATALOGS
from generator.model.located import Map
from generator.render.workbook.catalog_table import LONGEST_CELL, catalog_table
from generator.write.rows import inert

ALWAYS = (ID, "name", f"{SOURCE}.name", f"{SOURCE}.url", "checked", "confidence", "confirm", "note")
"""Columns that every table has, next to the catalog's own; the others are there where a row uses them."""


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A catalog as it is written: its whole file, and its rows in the order of the file."""

    catalog: Catalog
    raw: Map
    rows: Map


def catalog_file(opened: Opened, catalog: Catalog) -> CatalogFile:
    """Read a catalog's file again, for its rows as they are written.

    Raises ProjectError where it was changed in this moment, and is wrong.
    """
    diagnostics, path = Diagnostics(), f"{CATALOGS}/{catalog.name}.yaml"
    source = read_source(opened.root, opened.root / path, diagnostics)
    raw = None if source is None else read_yaml(source, path, diagnostics)
    rows = None if raw is None else written_rows(opened.root, raw, catalog.head, diagnostics)
    if raw is None or rows is None or diagnostics.has_errors:
        raise ProjectError(diagnostics)
    return CatalogFile(catalog, raw, rows)


def export_catalog(name: str, root: Path, today: dt.date, *, as_csv: bool) -> bytes:
    """The table of a catalog: a column for each of its own, what every row has, and the mark of the export.

    Raises ProjectError, UsageError where there is no such catalog, and RefusedError where a cell is too long.
    """
    opened = open_project(root, today, Stopwatch())
    catalog = named_catalog(opened.project.catalogs, name)
    marks = marks_of(catalog)
    rows = [
        {ID: key, **flat_cells(row, catalog.head), EXPORTED: str(marks[key])}
        for key, row in catalog_file(opened, catalog).rows.items()
    ]
    used = {header for row in rows for header in row} | {*ALWAYS, *catalog.head.columns}
    ordered = sorted(headers_of(catalog.head.columns), key=lambda header: header.startswith(WRITTEN))
    headers = [*(header for header in ordered if header in used), EXPORTED]
    if as_csv:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerows([headers, *([inert(row.get(header, "")) for header in headers] for row in rows)])
        return stream.getvalue().encode("utf-8-sig")
    for row in rows:
        for header, words in row.items():
            if len(words) > LONGEST_CELL:
                raise RefusedError(f"'{header}' of '{row[ID]}' is too long for a workbook; add --csv")
    return catalog_table(catalog.head.title, headers, rows, catalog.head, opened.project.settings)
