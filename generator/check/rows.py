"""Rows of decision tables that never set a value."""

from __future__ import annotations

from generator.check.questions import Questions
from generator.logic.combine import all_of
from generator.logic.describe import condition_words
from generator.logic.hits import Hit, Hits, beats, holds
from generator.logic.subject import PLAN
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
    """Whether somebody gets the row because they left open what its rivals ask, or the number they count with."""
    asked = [all_of(holds(row), hits.gives(table, row)) for row in table.every_row]
    taken_over = [hits.any_value(row.value) for row in table.every_row if row.value.startswith(PLAN)]
    grid = ask.space.partial([*asked, *taken_over])
    true = {row.span: grid.truths(when).true for row, when in zip(table.every_row, asked, strict=True)}
    readers = grid.real & true[hit.row.span]
    if not isinstance(hit.row, Row):
        return bool(readers - grid.axes.union(true[row.span] for row in table.rows))
    above = table.rows[: table.rows.index(hit.row)]
    if table.policy == "first":
        return bool(readers - grid.axes.union(true[row.span] for row in above))
    if table.policy == "collect" or not hit.exact:
        return bool(readers)
    outcomes = {row.span: grid.outcome(table, row).stated for row in table.rows}
    beaten = grid.axes.nobody
    for value, mine in outcomes[hit.row.span].items():
        for row in table.rows:
            for other, theirs in outcomes[row.span].items():
                if _wins(other, value, table, above=row in above):
                    beaten |= mine & theirs & true[row.span]
    return bool(readers - beaten)


def _wins(other: int | str | None, value: int | str | None, table: Table, *, above: bool) -> bool:
    if other is None or value is None:
        return False
    return beats(other, value, table) or (above and other == value)


def _message(name: str, hit: Hit, hits: Hits, ask: Questions) -> str:
    if not isinstance(hit.row, Row):
        return f"the default of '{name}' is never used: a row always holds"
    if ask.nobody(hit.row.when):
        return f"this row of '{name}' is never used: '{condition_words(hit.row.when)}' never holds"
    if ask.nobody(all_of(hit.row.when, hits.gives(hits.tables[name], hit.row))):
        return f"this row of '{name}' is never used: '{hit.row.value}' is not set where it holds"
    return f"this row of '{name}' is never used: wherever it holds, another row sets the value"
