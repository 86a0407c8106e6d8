"""Catalogs: rows for nobody, rules that decide nothing, columns nobody needs, ranks that only the file decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.check.questions import Questions
from generator.diagnostics import Diagnostics
from generator.logic.combine import NEVER, all_of
from generator.logic.describe import condition_words
from generator.logic.row_classes import Classes, classes_of
from generator.logic.row_order import place_in_order
from generator.logic.row_reach import reach_of, rules_of
from generator.model.bounds import Bounds, day_bounds
from generator.model.catalog import DESCENDING, UNKNOWN_CELL, CatalogHead, Column, Note, RowHead
from generator.model.catalog_row import Catalog, CatalogRow
from generator.model.condition import ALWAYS, Condition
from generator.model.project import Project
from generator.model.ranking import RankRow, RankTable

MOST_NAMED = 3


def check_catalogs(project: Project, today: dt.date, diagnostics: Diagnostics) -> None:
    """Report what can be said of catalogs without asking about readers: days, columns and the file order."""
    for catalog in project.catalogs.values():
        _check_days(catalog, today, diagnostics)
        if catalog.is_whole:
            _check_columns(catalog, diagnostics)
            _check_order(catalog, diagnostics)


def check_catalog_readers(project: Project, ask: Questions) -> None:
    """Report rows that are for nobody and rules that decide for nobody, over all readers."""
    for catalog in project.catalogs.values():
        head, classes = catalog.head, classes_of(catalog)
        with ask.about(head.place("when")):
            if head.when != ALWAYS and ask.nobody(head.when):
                message = f"catalog '{catalog.name}' is for nobody: '{condition_words(head.when)}' never holds"
                ask.diagnostics.error("dead-entry", message, head.place("when"))
                continue
        _check_parts(head, ask)
        _check_rows(catalog, classes, ask)
        for number, table in enumerate(catalog.rankings.values()):
            _check_rules(catalog, classes, number, table, ask)


def conditions_of(project: Project) -> Iterator[Condition]:
    """Everything that catalogs ask of a reader."""
    for catalog in project.catalogs.values():
        yield catalog.head.when
        yield from (note.when for note in catalog.head.notes)
        yield from (column.when for column in catalog.head.columns.values())
        yield from classes_of(catalog).conditions


def _check_parts(head: CatalogHead, ask: Questions) -> None:
    parts: list[tuple[str, Note | Column]] = [("note", note) for note in head.notes]
    parts += [("column", column) for column in head.columns.values()]
    for kind, one in parts:
        with ask.about(one.place("when")):
            if one.when != ALWAYS and ask.nobody(all_of(head.when, one.when)):
                message = f"this {kind} is for nobody: '{condition_words(one.when)}' never holds"
                ask.diagnostics.error("dead-entry", message, one.place("when"))


def _check_rows(catalog: Catalog, classes: Classes, ask: Questions) -> None:
    for one in classes.classes:
        first = catalog.rows[one.rows[0]]
        with ask.about(first.place):
            if ask.nobody(all_of(catalog.head.when, reach_of(classes, one))):
                for number in one.rows:
                    row = catalog.rows[number]
                    message = f"row '{row.id}' is for nobody: for every reader it is 'no'"
                    advice = "correct the row, or the rule that refuses it"
                    ask.diagnostics.error("dead-row", message, row.place, advice)


def _check_rules(catalog: Catalog, classes: Classes, number: int, table: RankTable, ask: Questions) -> None:
    """Report each rule that decides for no row and no reader."""
    found: dict[int, set[Condition]] = {}
    for one in classes.classes:
        for place, (_, where) in enumerate(rules_of(classes, one.tables[number])):
            found.setdefault(place, set()).add(where)
    for place, rule in enumerate(table.every_row):
        span = rule.place("when") if isinstance(rule, RankRow) else rule.span
        with ask.about(span):
            wheres = sorted(found.get(place, set()) - {NEVER}, key=condition_words)
            if all(ask.nobody(all_of(catalog.head.when, where)) for where in wheres):
                message = "this rule decides nothing: nobody and no row meet it, or a rule above it always comes first"
                ask.diagnostics.error("dead-rule", message, span, "correct its condition, or take it out")


def _check_days(catalog: Catalog, today: dt.date, diagnostics: Diagnostics) -> None:
    """Report days of checking that lie ahead, and warn of rows whose day has passed."""
    past: list[CatalogRow] = []
    for note in catalog.head.notes:
        if note.checked not in (None, UNKNOWN_CELL) and _is_ahead(day_bounds(str(note.checked)), today):
            _report_ahead("a note", note, diagnostics)
    for row in catalog.rows:
        if row.checked is not None and _is_ahead(row.checked, today):
            _report_ahead(f"'{row.id}'", row.head, diagnostics)
        elif row.checked is not None and row.is_stale(today, catalog.head.fresh_for):
            past.append(row)
    if past:
        named = ", ".join(f"'{row.id}'" for row in past[:MOST_NAMED])
        more = f" and {len(past) - MOST_NAMED} more" if len(past) > MOST_NAMED else ""
        message = f"checked more than {catalog.head.fresh_for} months ago: {named}{more}"
        advice = f"look at their sources; see guidegen list catalog {catalog.name} --stale"
        diagnostics.warning("stale-rows", message, catalog.head.place("fresh_for"), advice)


def _is_ahead(checked: Bounds, today: dt.date) -> bool:
    """Whether all days that somebody may have looked at a source on are still to come."""
    assert isinstance(checked.low, dt.date)
    return checked.low > today


def _report_ahead(called: str, written: Note | RowHead, diagnostics: Diagnostics) -> None:
    message = f"{called} was checked on a day that lies ahead: {written.checked}"
    place = written.place("checked")
    diagnostics.error("future-day", message, place, "write the day on which somebody looked at the source")


def _check_columns(catalog: Catalog, diagnostics: Diagnostics) -> None:
    """Warn of columns that no row fills, and of hidden ones that decide nothing."""
    used = _used_columns(catalog)
    for name, column in catalog.head.columns.items():
        empty = all(row.cells[name] is None and name not in row.head.as_written for row in catalog.rows)
        if catalog.rows and empty:
            advice = "fill it in a row, or take it out"
            diagnostics.warning("unused-column", f"no row says anything of '{name}'", column.span, advice)
        elif not column.show and name not in used:
            message = f"'{name}' is not shown, and nothing is decided by it"
            diagnostics.warning("unused-column", message, column.span, "show it, use it in a table, or take it out")


def _used_columns(catalog: Catalog) -> set[str]:
    head = catalog.head
    rules = [rule for table in catalog.rankings.values() for rule in table.rows]
    asked = {clause.subject.removeprefix("row.") for rule in rules for clause in rule.when.clauses()}
    return asked | _ordering(head) | {name for name, column in head.columns.items() if column.facet is not None}


def _ordering(head: CatalogHead) -> set[str]:
    return {key.removesuffix(DESCENDING) for key in head.order}


def _check_order(catalog: Catalog, diagnostics: Diagnostics) -> None:
    """Warn of rows between which only their place in the file decides."""
    groups: dict[object, list[CatalogRow]] = {}
    for row in catalog.rows:
        groups.setdefault(place_in_order(row, catalog.head), []).append(row)
    for rows in groups.values():
        if len(rows) > 1:
            message = f"only the file order decides between '{rows[0].id}' and '{rows[1].id}'"
            advice = "add a column to 'order' that tells them apart, such as name"
            diagnostics.warning("file-order", message, rows[1].place, advice)
