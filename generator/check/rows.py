"""Rows of decision tables that never set a value."""

from __future__ import annotations

from functools import cached_property

from generator.check.questions import Questions
from generator.logic.combine import all_of
from generator.logic.describe import condition_words
from generator.logic.hits import Hit, Hits, holds
from generator.logic.readers import Readers
from generator.logic.subject import PLAN
from generator.logic.tables import beats
from generator.model.rules import Row, Table


def check_rows(hits: Hits, ask: Questions) -> None:
    """Report each row that no reader gets, however many questions they answered."""
    for name, table in hits.tables.items():
        served: _Served | None = None
        for hit in hits.of(name):
            place = hit.row.place("when")
            with ask.about(place):
                if ask.nobody(hit.where):
                    served = served or _Served(table, hits, ask)
                    if not served.anybody(hit):
                        ask.diagnostics.error("dead-row", _message(name, hit, hits, ask), place)


class _Served:
    """Who gets a row of a table because they left open what its rivals ask, or the number they count with.

    Making it and asking it raise ConeTooLarge.
    """

    def __init__(self, table: Table, hits: Hits, ask: Questions) -> None:
        self.table = table
        asked = [all_of(holds(row), hits.gives(table, row)) for row in table.every_row]
        taken_over = [hits.any_value(row.value) for row in table.every_row if row.value.startswith(PLAN)]
        self.grid = ask.space.partial([*asked, *taken_over])
        self.readers = ask.readers(self.grid)
        self.nobody = self.grid.axes.nobody
        self.true = [self.grid.truths(when).true for when in asked]
        self.places = {row.span: number for number, row in enumerate(table.every_row)}

    def anybody(self, hit: Hit) -> bool:
        """Whether any reader gets the row."""
        number = self.places[hit.row.span]
        readers = self.readers & self.true[number]
        if not isinstance(hit.row, Row) or self.table.policy == "first":
            return bool(readers - self.grid.axes.union(self.true[:number]))
        if self.table.policy == "collect" or not hit.exact:
            return bool(readers)
        beaten = self.nobody
        for value, mine in self.grid.outcome(self.table, hit.row).stated.items():
            if value is not None:
                beaten |= mine & self._better(value, number)
        return bool(readers - beaten)

    def _better(self, value: int | str, number: int) -> Readers:
        """To whom another row that holds gives a better value, or an earlier row the same."""
        better = (share for other, share in self._given.items() if beats(other, value, self.table.policy))
        earlier = (share for place, share in self._givers.get(value, ()) if place < number)
        return self.grid.axes.union((*better, *earlier))

    @cached_property
    def _givers(self) -> dict[int | str, list[tuple[int, Readers]]]:
        """For each value the rows that give it, and to whom."""
        givers: dict[int | str, list[tuple[int, Readers]]] = {}
        for number, row in enumerate(self.table.rows):
            for value, share in self.grid.outcome(self.table, row).stated.items():
                if value is not None:
                    givers.setdefault(value, []).append((number, share & self.true[number]))
        return givers

    @cached_property
    def _given(self) -> dict[int | str, Readers]:
        """To whom any row that holds gives each value."""
        return {value: self.grid.axes.union(share for _, share in several) for value, several in self._givers.items()}


def _message(name: str, hit: Hit, hits: Hits, ask: Questions) -> str:
    if not isinstance(hit.row, Row):
        return f"the default of '{name}' is never used: a row always holds"
    if ask.nobody(hit.row.when):
        return f"this row of '{name}' is never used: '{condition_words(hit.row.when)}' never holds"
    if ask.nobody(all_of(hit.row.when, hits.gives(hits.tables[name], hit.row))):
        return f"this row of '{name}' is never used: '{hit.row.value}' is not set where it holds"
    return f"this row of '{name}' is never used: wherever it holds, another row sets the value"
