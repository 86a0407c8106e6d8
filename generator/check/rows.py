"""Rows of decision tables that never set a value."""

from __future__ import annotations

from generator.check.questions import Questions
from generator.logic.combine import all_of
from generator.logic.describe import condition_words
from generator.logic.hits import Hit, Hits, holds
from generator.model.rules import Row, Table


def check_rows(hits: Hits, ask: Questions) -> None:
    """Report each row that no reader gets, however many questions they answered."""
    for name, table in hits.tables.items():
        for hit in hits.of(name):
            place = hit.row.place("when")
            with ask.about(place):
                if ask.nobody(hit.where) and not _serves_partly_answered(table, hit, hits, ask):
                    ask.diagnostics.error("dead-row", _message(name, hit, hits, ask), place)


def _serves_partly_answered(table: Table, hit: Hit, hits: Hits, ask: Questions) -> bool:
    """Whether somebody gets the row because they left open what the rows before it ask."""
    if isinstance(hit.row, Row) and (table.policy == "collect" or ask.nobody(holds(hit.row))):
        return False
    rivals = [
        all_of(row.when, hits.gives(table, row))
        for row in (table.rows[: table.rows.index(hit.row)] if isinstance(hit.row, Row) else table.rows)
    ]
    useful = all_of(holds(hit.row), hits.gives(table, hit.row))
    grid = ask.space.partial([*rivals, useful])
    readers = grid.real & grid.truths(useful).true
    for rival in rivals:
        readers &= ~grid.truths(rival).true
    return bool(readers)


def _message(name: str, hit: Hit, hits: Hits, ask: Questions) -> str:
    if not isinstance(hit.row, Row):
        return f"the default of '{name}' is never used: a row always holds"
    if ask.nobody(hit.row.when):
        return f"this row of '{name}' is never used: '{condition_words(hit.row.when)}' never holds"
    if ask.nobody(all_of(hit.row.when, hits.gives(hits.tables[name], hit.row))):
        return f"this row of '{name}' is never used: '{hit.row.value}' is not set where it holds"
    return f"this row of '{name}' is never used: wherever it holds, another row sets the value"
