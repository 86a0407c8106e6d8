"""Which fully answered readers each row of a decision table sets its value for, as conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.logic.combine import NEVER, all_of, any_of, none_of
from generator.logic.comparison import PATH
from generator.logic.path_field import parse_path_field
from generator.logic.subject import PLAN
from generator.logic.tables import beats, literal, possible_values
from generator.model.condition import ALWAYS, Clause, Condition
from generator.model.dates import parse_date_rule
from generator.model.rules import DefaultRow, Row, Table
from generator.model.step import Step

Value = int | str | None
"""A value, or None for a date: which of two dates comes first depends on the year."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row and the readers whose value it sets. Where not `exact`, an earlier or later date may set it instead."""

    row: Row | DefaultRow
    where: Condition
    exact: bool = True


class Hits:
    """Rows of one project's tables. Tables take over values of tables above them only."""

    def __init__(self, tables: Mapping[str, Table], steps: Mapping[str, Step]) -> None:
        self.tables, self.steps = tables, steps
        self._defined: dict[str, Condition] = {}
        self._hits: dict[str, tuple[Hit, ...]] = {}

    def defined(self, name: str) -> Condition:
        """For whom a table sets a value."""
        if name not in self._defined:
            table = self.tables[name]
            rows = [all_of(holds(row), self.gives(table, row)) for row in table.every_row]
            self._defined[name] = any_of(*rows)
        return self._defined[name]

    def gives(self, table: Table, row: Row | DefaultRow) -> Condition:
        """For whom a row has a value to give, whether or not its condition holds."""
        name = row.value
        if table.type in ("date", "month"):
            name = parse_date_rule(row.value).anchor
        if name.startswith(PATH):
            return self.steps[parse_path_field(name).step].when
        if not name.startswith(PLAN):
            return ALWAYS
        earlier = name.removeprefix(PLAN)
        return NEVER if self.tables[earlier].policy == "collect" else self.defined(earlier)

    def of(self, name: str) -> tuple[Hit, ...]:
        """Every row of a table in the order written, the default at the end."""
        if name not in self._hits:
            self._hits[name] = self._of(self.tables[name])
        return self._hits[name]

    def _of(self, table: Table) -> tuple[Hit, ...]:
        useful = [all_of(row.when, self.gives(table, row)) for row in table.rows]
        dated = table.type in ("date", "month") or any(row.value.startswith(PATH) for row in table.rows)
        hits: list[Hit] = []
        for number, row in enumerate(table.rows):
            if table.policy == "first":
                hits.append(Hit(row, all_of(useful[number], none_of(useful[:number]))))
            elif table.policy == "collect" or len(table.rows) == 1:
                hits.append(Hit(row, useful[number]))
            elif dated or any(row.value.startswith(PATH) for row in table.rows):
                hits.append(Hit(row, useful[number], exact=False))
            else:
                hits.append(Hit(row, self._extreme(table, number)))
        if isinstance(table.default, DefaultRow):
            hits.append(Hit(table.default, all_of(self.gives(table, table.default), none_of(useful))))
        return tuple(hits)

    def _extreme(self, table: Table, number: int) -> Condition:
        """The row holds, and no row that holds gives a better value, nor an earlier row the same."""
        cases = []
        for value, given in self._given(table, table.rows[number]).items():
            rivals = [
                all_of(row.when, where)
                for place, row in enumerate(table.rows)
                if place != number
                for other, where in self._given(table, row).items()
                if beats(other, value, table.policy) or (other == value and place < number)
            ]
            cases.append(all_of(given, none_of(rivals)))
        return all_of(table.rows[number].when, any_of(*cases))

    def _given(self, table: Table, row: Row) -> dict[int | str, Condition]:
        """Each value a row may give, and to whom."""
        if not row.value.startswith(PLAN):
            return {literal(table, row): ALWAYS}
        values = self._values(row.value.removeprefix(PLAN))
        return {value: Clause(row.value, frozenset({value})) for value in sorted(values)}

    def any_value(self, name: str) -> Condition:
        """That `plan.<value>` has a value: a clause that depends on everything its table does."""
        values = self._values(name.removeprefix(PLAN))
        return Clause(name, values) if values else NEVER

    def _values(self, name: str) -> frozenset[int | str]:
        """The values that tables name; what the path gives has none."""
        values = possible_values(name, self.tables)
        return frozenset(one for one in values if isinstance(one, int) or not one.startswith(PATH))


def holds(row: Row | DefaultRow) -> Condition:
    """What a row asks; a default asks nothing."""
    return row.when if isinstance(row, Row) else ALWAYS
