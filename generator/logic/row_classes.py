"""The rows of a catalog in classes: two rows that no ranking table and no reader can tell apart are ranked as one.

What a condition asks of a row is decided here, once; what it asks of the reader is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from generator.logic.combine import NEVER, all_of, any_of, negated
from generator.logic.evaluate import admits
from generator.model.answers import Several
from generator.model.bounds import Bounds
from generator.model.catalog import ALL, Column
from generator.model.catalog_row import ROW, Catalog, CatalogRow, Cell
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.ranking import RankDefault, RankRow, RankTable
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth

OPEN_CELL = Several(None)
"""What stands for a cell that nobody knows: every clause on it is unknown."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ranking table for one class: for each of its rows the number of the condition that is left of it."""

    table: RankTable
    conditions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowClass:
    """Rows ranked as one. `when` and `facets` are numbers of conditions; `facets` by column.

    `conditions` are the numbers of all conditions that decide what the rows are for a reader, `subjects` what these ask
    of one.
    """

    number: int
    rows: tuple[int, ...]
    when: int
    facets: Mapping[str, int]
    tables: tuple[Ruled, ...]
    conditions: tuple[int, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """The classes of one catalog. `of_row` is the class of each row, in the declared order of rows.

    `subjects` are what the conditions ask of a reader, `columns` the columns they ask about where a cell is unknown.
    """

    catalog: Catalog
    conditions: tuple[Condition, ...]
    classes: tuple[RowClass, ...]
    of_row: tuple[int, ...]
    subjects: frozenset[str]
    columns: frozenset[str]


def cell_truth(clause: Clause, cell: Cell) -> Truth:
    """The truth of a clause for a cell: true where all it may stand for is allowed, false where nothing is."""
    allowed = clause.allowed
    if cell is None:
        return UNKNOWN
    if isinstance(cell, frozenset):
        assert not isinstance(allowed, Range)
        return TRUE if cell & allowed else FALSE
    assert isinstance(cell, Bounds)
    if cell.single is not None:
        single = cell.single
        return TRUE if _admits(allowed, single) else FALSE
    if isinstance(allowed, Range):
        return _bounded(cell, allowed)
    inside = any(isinstance(one, int) and _may_be(cell, one) for one in allowed)
    return UNKNOWN if inside else FALSE


def _admits(allowed: frozenset[str | int] | Range, value: int | dt.date) -> bool:
    return allowed.admits(value) if isinstance(allowed, Range) else admits(allowed, value)  # type: ignore[arg-type]


def _may_be(cell: Bounds, value: int | dt.date) -> bool:
    return Range(cell.low, cell.high).admits(value)


def _bounded(cell: Bounds, allowed: Range) -> Truth:
    """The truth for a stretch: all of it is inside, none of it is, or some."""
    low = cell.low is not None and allowed.admits(cell.low)
    high = cell.high is not None and allowed.admits(cell.high)
    low = low or (cell.low is None and allowed.low is None)
    high = high or (cell.high is None and allowed.high is None)
    if low and high:
        return TRUE
    above = cell.low is not None and allowed.high is not None and cell.low > allowed.high  # type: ignore[operator]
    below = cell.high is not None and allowed.low is not None and cell.high < allowed.low  # type: ignore[operator]
    return FALSE if above or below else UNKNOWN


def for_row(condition: Condition, cells: Mapping[str, Cell]) -> Condition:
    """What a condition asks of the reader where the row is known; a clause on an unknown cell is left as it is."""
    match condition:
        case Clause(subject) if subject.startswith(ROW):
            truth = cell_truth(condition, cells[subject.removeprefix(ROW)])
            return condition if truth is UNKNOWN else ALWAYS if truth is TRUE else NEVER
        case Clause():
            return condition
        case Not(part):
            return negated(for_row(part, cells))
        case AllOf(parts):
            return all_of(*(for_row(part, cells) for part in parts))
        case AnyOf(parts):
            return any_of(*(for_row(part, cells) for part in parts))
    assert_never(condition)


def facet_condition(column: Column, name: str, cell: Cell) -> Condition:
    """For whom a row is by a column that is a facet."""
    if not isinstance(cell, frozenset):
        return Clause(ROW + name, frozenset())
    assert column.facet is not None
    meant: set[str | int] = set()
    for value in cell:
        answers = column.means.get(value, (value,))
        if ALL in answers:
            return ALWAYS
        meant.update(answers)
    return Clause(column.facet, frozenset(meant)) if meant else NEVER


@lru_cache(maxsize=64)
def classes_of(catalog: Catalog) -> Classes:
    """The classes of a catalog, worked out once."""
    return _Classing(catalog).run()


class _Classing:
    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.numbers: dict[Condition, int] = {}
        self.tables = tuple(catalog.rankings.values())
        self.clauses = tuple(dict.fromkeys(
            clause
            for table in self.tables
            for row in table.rows
            for clause in row.when.clauses()
            if clause.subject.startswith(ROW)
        ))  # fmt: skip
        self.facets = {name: column for name, column in catalog.head.columns.items() if column.facet is not None}

    def run(self) -> Classes:
        found: dict[object, list[int]] = {}
        for number, row in enumerate(self.catalog.rows):
            found.setdefault(self._signature(row), []).append(number)
        classes = tuple(self._class(number, tuple(rows)) for number, rows in enumerate(found.values()))
        of_row = [0] * len(self.catalog.rows)
        for one in classes:
            for place in one.rows:
                of_row[place] = one.number
        conditions = tuple(self.numbers)
        asked = {clause.subject for condition in conditions for clause in condition.clauses()}
        columns = frozenset(name for name in asked if name.startswith(ROW))
        return Classes(self.catalog, conditions, classes, tuple(of_row), frozenset(asked - columns), columns)

    def _signature(self, row: CatalogRow) -> object:
        asked = tuple(cell_truth(clause, row.cells[clause.subject.removeprefix(ROW)]) for clause in self.clauses)
        return asked, tuple(row.cells[name] for name in self.facets), row.head.when

    def _class(self, number: int, rows: tuple[int, ...]) -> RowClass:
        row = self.catalog.rows[rows[0]]
        when = self._number(for_row(row.head.when, row.cells))
        facets = {name: self._number(facet_condition(one, name, row.cells[name])) for name, one in self.facets.items()}
        tables = tuple(Ruled(table, self._conditions(table.rows, row)) for table in self.tables)
        mine = tuple(dict.fromkeys((when, *facets.values(), *(one for ruled in tables for one in ruled.conditions))))
        conditions = list(self.numbers)
        asked = {clause.subject for one in mine for clause in conditions[one].clauses()}
        subjects = tuple(sorted(name for name in asked if not name.startswith(ROW)))
        return RowClass(number, rows, when, facets, tables, mine, subjects)

    def _conditions(self, rows: Iterable[RankRow | RankDefault], row: CatalogRow) -> tuple[int, ...]:
        return tuple(self._number(for_row(one.when, row.cells)) for one in rows if isinstance(one, RankRow))

    def _number(self, condition: Condition) -> int:
        return self.numbers.setdefault(condition, len(self.numbers))
