"""Reading `content/data/catalogs/`: a file for each catalog, its columns, its rows and the tables that rank them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.catalog_cells import read_cell
from generator.load.catalog_columns import checked_head
from generator.load.catalog_table import read_rows_file
from generator.load.conditions import ConditionReader
from generator.load.modules import ID as ROW_ID
from generator.load.rankings import KEY, check_names, read_rankings
from generator.load.schema import build
from generator.load.source import read_source
from generator.load.yaml import read_yaml
from generator.logic.columns import row_subjects
from generator.logic.row_order import in_order
from generator.model.bounds import day_bounds
from generator.model.catalog import ROW_KEYS, UNKNOWN_CELL, CatalogHead, RowHead
from generator.model.catalog_row import Catalog, CatalogRow, Cell
from generator.model.data_files import CATALOGS
from generator.model.facet import Facet
from generator.model.located import Map


def read_catalogs(
    root: Path, rules: Map | None, facets: Mapping[str, Facet], reader: ConditionReader
) -> dict[str, Catalog]:
    """The catalogs of a project by name, without those whose columns are wrong, each without its wrong rows."""
    catalogs: dict[str, Catalog] = {}
    diagnostics, tables = reader.diagnostics, set[object]()
    for file in sorted((root / CATALOGS).glob("*.yaml")):
        source = read_source(root, file, diagnostics)
        raw = None if source is None else read_yaml(source, f"{CATALOGS}/{file.name}", diagnostics)
        tables.add(None if raw is None else raw.get("file"))
        head = None if raw is None else build(CatalogHead, raw, reader, diagnostics)
        head = None if head is None else checked_head(file.stem, head, facets, diagnostics)
        if raw is None or head is None:
            diagnostics.lose(KEY, file.stem)
            continue
        rankings = read_rankings(rules, file.stem, head, row_subjects(head), reader)
        before = sum(1 for one in diagnostics.found if one.severity == "error")
        written = written_rows(root, raw, head, diagnostics)
        rows = () if written is None else typed_rows(written, head, reader)
        is_whole = before == sum(1 for one in diagnostics.found if one.severity == "error")
        catalogs[file.stem] = Catalog(file.stem, head, rows, rankings, is_whole)
    check_names(rules, catalogs, diagnostics)
    for table in sorted((root / CATALOGS).glob("*.csv")):
        if table.name not in tables:
            advice = f"name it in a catalog, file: {table.name}, or move it away"
            diagnostics.warning("unread-file", "no catalog names this file", Span(f"{CATALOGS}/{table.name}"), advice)
    return dict(sorted(catalogs.items(), key=lambda one: (one[1].head.position, one[0])))


def written_rows(root: Path, raw: Map, head: CatalogHead, diagnostics: Diagnostics) -> Map | None:
    """The rows by id as they are written, in the order of the file; None where they cannot be read."""
    rows: object = raw.get("rows")
    if (head.file is None) is (rows is None):
        advice = "write the rows below 'rows', or name a CSV file"
        diagnostics.error("missing-key", "a catalog has either 'rows' or 'file'", raw.span, advice)
        return None
    if head.file is not None:
        return read_rows_file(root, head.file, head.place("file"), tuple(head.columns), diagnostics)
    if not isinstance(rows, Map):
        diagnostics.error("bad-value", "write the rows as 'id: ...' lines", raw.spans["rows"])
        return None
    return rows


def typed_rows(rows: Map, head: CatalogHead, reader: ConditionReader) -> tuple[CatalogRow, ...]:
    """The rows in the declared order, without those that are wrong, which is reported."""
    diagnostics = reader.diagnostics
    built = []
    for name, entry in rows.items():
        if not isinstance(entry, Map):
            diagnostics.error("bad-value", f"write the cells of '{name}' below it", rows.key_spans[name])
            continue
        row = _row(name, entry, rows.key_spans[name], head, reader)
        if row is not None:
            built.append(row)
    _report_twice(built, diagnostics)
    return in_order(built, head)


def _row(name: str, raw: Map, place: Span, head: CatalogHead, reader: ConditionReader) -> CatalogRow | None:
    diagnostics = reader.diagnostics
    before = len(diagnostics)
    own, cells = Map(raw.span), dict.fromkeys(head.columns)
    read: dict[str, Cell] = {**cells}
    for key, value in raw.items():
        if key in ROW_KEYS:
            own[key], own.spans[key], own.key_spans[key] = value, raw.spans[key], raw.key_spans[key]
        elif key in head.columns:
            read[key] = read_cell(key, head.columns[key], value, raw.spans[key], diagnostics)
        else:
            known = (*head.columns, *ROW_KEYS)
            advice = nearest(key, known) or f"columns: {', '.join(known)}"
            diagnostics.error("unknown-column", f"there is no column '{key}'", raw.key_spans[key], advice)
    if raw.get("when") and raw.get("because") is None:
        advice = 'say why others do not get it, such as because: "it takes members only"'
        diagnostics.error("missing-key", "a row with 'when' needs 'because'", raw.spans["when"], advice)
    if not ROW_ID.fullmatch(name):
        advice = "use lower-case letters, digits and hyphens"
        diagnostics.error("bad-id", f"'{name}' cannot name a row", place, advice)
    written = raw.get("as_written")
    for key in written if isinstance(written, Map) else ():
        if key not in head.columns and key != "checked":
            where = raw["as_written"].key_spans[key]
            diagnostics.error("unknown-column", f"there is no column '{key}'", where, nearest(key, head.columns))
    row = build(RowHead, own, reader, diagnostics)
    if row is None or len(diagnostics) > before:
        return None
    checked = None if row.checked == UNKNOWN_CELL else day_bounds(row.checked)
    return CatalogRow(name, row, read, checked, place, raw.spans, _digest(raw))


def _digest(raw: Map) -> str:
    """The same for rows that say the same, in whatever order and form their cells are written."""
    return hashlib.sha256(_plain(raw).encode("utf-8", "replace")).hexdigest()[:16]


def _plain(value: object) -> str:
    if isinstance(value, Map):
        return "\x1e".join(f"{key}\x1f{_plain(value[key])}" for key in sorted(value) if value[key] is not None)
    if isinstance(value, list):
        return ";".join(map(_plain, value))
    return " ".join(str(value).split())


def _report_twice(rows: list[CatalogRow], diagnostics: Diagnostics) -> None:
    """Report rows that say the same under two ids."""
    seen: dict[str, CatalogRow] = {}
    for row in rows:
        first = seen.setdefault(row.digest, row)
        if first is not row:
            message = f"'{row.id}' says the same as '{first.id}' ({first.place})"
            diagnostics.error("duplicate-row", message, row.place, "take one of them out")
