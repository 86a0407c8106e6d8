"""Reading `catalogs:` of `content/rules.yaml`: the tables that rank the rows of a catalog for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.diagnostics import Diagnostics, nearest
from generator.load.conditions import ConditionReader
from generator.load.facets import ID
from generator.load.schema import build
from generator.logic.subject import Subject
from generator.model.catalog import CatalogHead
from generator.model.located import Map
from generator.model.numbers import parse_whole
from generator.model.ranking import FITS, RankDefault, RankRow, RankTable

KEY = "catalogs"


def read_rankings(
    raw: Map | None,
    name: str,
    head: CatalogHead,
    row_subjects: Mapping[str, Subject],
    reader: ConditionReader,
) -> dict[str, RankTable]:
    """The ranking tables of one catalog in the order written, without those that are wrong."""
    entries = None if raw is None else raw.get(KEY)
    tables = entries.get(name) if isinstance(entries, Map) else None
    if not isinstance(entries, Map) or tables is None:
        return {}
    if not isinstance(tables, Map):
        reader.diagnostics.error("bad-value", "write the tables as 'name: ...' lines", entries.spans[name])
        return {}
    subjects = {**reader.subjects, **row_subjects}
    found: dict[str, RankTable] = {}
    for key, entry in tables.items():
        place = tables.key_spans[key]
        if not ID.fullmatch(key):
            advice = "use lower-case letters, digits and '_'"
            reader.diagnostics.error("bad-id", f"'{key}' cannot name a table", place, advice)
        if not isinstance(entry, Map):
            reader.diagnostics.error("bad-value", f"write the keys of '{key}' below it", place)
            continue
        table = build(RankTable, entry, replace(reader, subjects=subjects), reader.diagnostics)
        if table is not None and _fits(key, table, head, reader.diagnostics):
            found[key] = table
    # What was compared with a day while reading is a subject of the project from now on.
    reader.subjects.update({key: one for key, one in subjects.items() if key not in row_subjects})
    return found


def check_names(raw: Map | None, known: Mapping[str, object], diagnostics: Diagnostics) -> None:
    """Report tables of a catalog that is not there."""
    entries = None if raw is None else raw.get(KEY)
    if entries is None or raw is None:
        return
    if not isinstance(entries, Map):
        diagnostics.error("bad-value", "write the tables of each catalog below its name", raw.spans[KEY])
        return
    for name in entries:
        if name not in known and not diagnostics.is_lost(KEY, name):
            advice = nearest(name, known) or "a catalog is a file of content/data/catalogs"
            diagnostics.error("unknown-catalog", f"there is no catalog '{name}'", entries.key_spans[name], advice)


def _fits(name: str, table: RankTable, head: CatalogHead, diagnostics: Diagnostics) -> bool:
    before = len(diagnostics)
    if table.type == "fit" and table.policy != "first":
        message = f"'{name}' says what fits, so its first row that holds decides"
        diagnostics.error("bad-table", message, table.place("policy"), "take 'policy' out")
    for row in table.every_row:
        _check_value(table, row, diagnostics)
        for clause in row.when.clauses() if isinstance(row, RankRow) else ():
            column = head.columns.get(clause.subject.removeprefix("row."))
            if clause.subject.startswith("row.") and column is not None and table.type == "fit" and not column.ask:
                message = f"'{clause.subject}' decides what fits, so '{clause.subject[4:]}' needs 'ask'"
                advice = 'say what a reader asks where it is unknown, such as ask: "what it costs"'
                diagnostics.error("missing-key", message, column.span, advice)
    return len(diagnostics) == before


def _check_value(table: RankTable, row: RankRow | RankDefault, diagnostics: Diagnostics) -> None:
    place = row.place("value")
    if table.type == "score":
        try:
            parse_whole(row.value)
        except ValueError:
            diagnostics.error("unknown-value", f"a score is a whole number, not '{row.value}'", place)
        return
    if row.value not in FITS:
        advice = nearest(row.value, FITS) or f"allowed: {', '.join(FITS)}"
        diagnostics.error("unknown-value", f"'value' cannot be '{row.value}'", place, advice)
    elif (row.value == "ask") is not (row.ask is not None):
        message = "a row that says 'ask' has 'ask', and no other has"
        diagnostics.error("bad-table", message, row.span, 'write what to ask, such as ask: "whether it has a place"')
