"""Decision tables for all readers of a cone at once: which value each row gives to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.logic.grid import Shares
from generator.logic.partial_truths import PartialTruths, TableShares, Truths, Values
from generator.logic.readers import Readers
from generator.logic.subject import PLAN
from generator.logic.tables import literal
from generator.model.rules import DefaultRow, Row, Table


@dataclass(frozen=True, slots=True)
class _Tried:
    """A row of a table: for whom it holds, for whom whatever the plan may become, and what it would set."""

    truths: Truths
    surely: Readers
    outcome: TableShares


class PartialTables:
    """Decides tables from what is still possible in `known`, as `decide` does for one reader."""

    def __init__(self, known: PartialTruths) -> None:
        self.known, self._axes = known, known.axes

    def outcome(self, table: Table, row: Row | DefaultRow) -> TableShares:
        """What a row would set."""
        if row.value.startswith(PLAN):
            return self.known.plan[row.value.removeprefix(PLAN)]
        value = literal(table, row)
        return TableShares({value: self._axes.everyone}, {value: self._axes.everyone})

    def decide(self, table: Table) -> TableShares:
        """What a table states to whom, and what its value may still become."""
        rows = [
            _Tried(self.known.truths(row.when), self.known.surely(row.when), self.outcome(table, row))
            for row in table.rows
        ]
        default = self.outcome(table, table.default) if isinstance(table.default, DefaultRow) else None
        unset = default or TableShares({None: self._axes.everyone}, {None: self._axes.everyone})
        if table.policy == "first":
            return TableShares(self._first(rows, unset), self._firsts(rows, unset))
        reverse = table.policy == "max"
        return TableShares(self._extreme(rows, unset, reverse=reverse), self._extremes(rows, unset, reverse=reverse))

    def _first(self, rows: Iterable[_Tried], unset: TableShares) -> Shares:
        """The first row that holds and has a value states it."""
        stated: Shares = {}
        left = self._axes.everyone
        for row in rows:
            # A row that takes over a value which is not there sets nothing: the rows below it go on, as in `decide`.
            sets = (left & row.truths.true) - self._share(row.outcome.stated, None)
            self._share_out(stated, row.outcome.stated, sets)
            left -= sets
        self._share_out(stated, unset.stated, left)
        return stated

    def _firsts(self, rows: Iterable[_Tried], unset: TableShares) -> Shares:
        """A value is possible where a row may hold and give it, and none above it is sure to set another."""
        possible: Shares = {}
        reached = self._axes.everyone
        for row in rows:
            values: Shares = {value: share for value, share in row.outcome.possible.items() if value is not None}
            self._share_out(possible, values, reached - row.truths.false)
            # `surely`, not `truths.true`: a row that holds by a stated plan value ends nobody's walk, since that value
            # may become another. Nor does one whose own value may turn out not to be there.
            reached -= row.surely - self._share(row.outcome.possible, None)
        self._share_out(possible, unset.possible, reached)
        return possible

    def _extreme(self, rows: Iterable[_Tried], unset: TableShares, *, reverse: bool) -> Shares:
        """The best value that a row gives that holds."""
        values: Values = {}
        for row in rows:
            for value, share in row.outcome.stated.items():
                if value is not None:
                    values[value] = values.get(value, self._axes.nobody) | (share & row.truths.true)
        stated: Shares = {}
        left = self._axes.everyone
        for value in sorted(values, reverse=reverse):
            stated[value] = left & values[value]
            left -= values[value]
        self._share_out(stated, unset.stated, left)
        return stated

    def _extremes(self, rows: Sequence[_Tried], unset: TableShares, *, reverse: bool) -> Shares:
        """A number is possible where a row may hold and give it, and every row sure to set one may give it or worse."""
        numbers = {value for row in rows for value in row.outcome.possible if isinstance(value, int)}
        setting = [(row.surely - self._share(row.outcome.possible, None), row.outcome) for row in rows]
        possible: Shares = {}
        for number in numbers:
            # One row that may give it is enough; but a row sure to set a better number alone would win over it.
            readers = self._axes.union(self._share(row.outcome.possible, number) - row.truths.false for row in rows)
            for sets, outcome in setting:
                readers -= sets - self._axes.union(outcome.numbers(number, reverse=reverse))
            possible[number] = readers
        self._share_out(possible, unset.possible, self._axes.everyone - self._axes.union(sets for sets, _ in setting))
        return possible

    def _share(self, shares: Shares, value: str | int | None) -> Readers:
        return shares.get(value, self._axes.nobody)

    def _share_out(self, shares: Shares, values: Shares, to: Readers) -> None:
        for value, readers in values.items():
            shares[value] = self._share(shares, value) | (readers & to)
