"""All fully answered readers of a cone at once: a condition is the set of readers for whom it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import assert_never

from generator.logic.bits import BitAxes
from generator.logic.cells import Allowed
from generator.logic.cone import Cone
from generator.logic.diagram import DiagramAxes
from generator.logic.evaluate import admits
from generator.logic.readers import Axes, Readers
from generator.logic.subject import PLAN
from generator.logic.tables import literal
from generator.model.answers import Given, Interval, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.facet import Facet
from generator.model.rules import DefaultRow, Row, Table

MOST_BITS = 1 << 20
"""The most readers whose sets are kept bit by bit."""

Shares = dict[str | int | None, Readers]
"""Each value with the readers who have it. None: those for whom nothing sets it."""


def make_axes(sizes: Mapping[str, int], *, large: bool = False) -> Axes:
    """Axes for sets of so many readers; `large` ones go with others that are large."""
    return DiagramAxes(sizes) if large or math.prod(sizes.values()) > MOST_BITS else BitAxes(sizes)


class Grid:
    """The readers of a cone, and sets of them."""

    def __init__(
        self,
        cone: Cone,
        cells: Mapping[str, tuple[Given, ...]],
        facets: Mapping[str, Facet],
        tables: Mapping[str, Table],
        *,
        large: bool = False,
    ) -> None:
        self.cone, self.cells = cone, cells
        self.facets, self.tables = facets, tables
        self.axes = make_axes({name: len(several) for name, several in cells.items()}, large=large)
        self.everyone = self.axes.everyone
        self._clauses: dict[tuple[str, Allowed], Readers] = {}
        self._shares: dict[str, Shares] = {}

    @cached_property
    def valid(self) -> Readers:
        """The readers who break no constraint."""
        readers = self.everyone
        for rule in self.cone.rules:
            readers &= self.where(rule)
        return readers

    def where(self, condition: Condition) -> Readers:
        """The readers for whom a condition holds."""
        match condition:
            case Clause():
                return self._where(condition)
            case Not(part):
                return self.everyone - self.where(part)
            case AllOf(parts):
                readers = self.everyone
                for part in parts:
                    readers &= self.where(part)
                    if not readers:
                        break
                return readers
            case AnyOf(parts):
                return self.axes.union(self.where(part) for part in parts)
        assert_never(condition)

    def _where(self, clause: Clause) -> Readers:
        key = clause.subject, clause.allowed
        if key not in self._clauses:
            if clause.subject in self.cells:
                readers = self.axes.those(clause.subject, self._positions(clause)) & self.asked(clause.subject)
            else:
                shares = self.shares(clause.subject).items()
                readers = self.axes.union(share for value, share in shares if admits(clause.allowed, value))
            self._clauses[key] = readers
        return self._clauses[key]

    def _positions(self, clause: Clause) -> list[int]:
        cells, allowed = self.cells[clause.subject], clause.allowed
        if isinstance(allowed, frozenset) and not isinstance(cells[0], Several):
            return [place for place, cell in enumerate(cells) if not allowed.isdisjoint(cell)]  # type: ignore[arg-type]
        return [place for place, cell in enumerate(cells) if satisfies(cell, allowed)]

    def asked(self, name: str) -> Readers:
        """Those who are asked about a facet; on everybody else no clause holds."""
        return self.where(self.facets[name].asked_when)

    def shares(self, name: str) -> Shares:
        """The values of a derived facet or of a plan value, each with its readers."""
        if name not in self._shares:
            self._shares[name] = (
                self._decided(self.tables[name.removeprefix(PLAN)]) if name.startswith(PLAN) else self._derived(name)
            )
        return self._shares[name]

    def _derived(self, name: str) -> Shares:
        shares: Shares = {}
        left = self.everyone
        rows = self.facets[name].derived
        assert isinstance(rows, tuple)
        for row in rows:
            reached = left & self.where(row.when)
            shares[row.value] = shares.get(row.value, self.axes.nobody) | reached
            left -= reached
        return shares

    def _decided(self, table: Table) -> Shares:
        shares: Shares = {}
        left = self.everyone
        if table.policy == "first":
            for row in table.rows:
                left = self._give(shares, row_shares(self, table, row), left & self.where(row.when), left)
        else:
            values: dict[str | int, Readers] = {}
            for row in table.rows:
                holds = self.where(row.when)
                for value, readers in row_shares(self, table, row).items():
                    if value is not None:
                        values[value] = values.get(value, self.axes.nobody) | (readers & holds)
            ranked = sorted(values, reverse=table.policy == "max")
            for value in ranked:
                left = self._give(shares, {value: values[value]}, left, left)
        if isinstance(table.default, DefaultRow):
            left = self._give(shares, row_shares(self, table, table.default), left, left)
        shares[None] = left
        return shares

    def _give(self, shares: Shares, values: Shares, to: Readers, left: Readers) -> Readers:
        """Give values to readers who have none yet; the readers who are left."""
        for value, readers in values.items():
            if value is not None:
                reached = to & readers
                shares[value] = shares.get(value, self.axes.nobody) | reached
                left -= reached
        return left

    def kind(self, name: str, answer: Given) -> tuple[bool, ...]:
        """Which clauses of the cone an answer to a facet satisfies."""
        return tuple(satisfies(answer, allowed) for allowed in self.cone.allowed[name])

    def first(self, readers: Readers) -> dict[str, Given]:
        """The answers of one of some readers to the facets they are asked about."""
        places = readers.first()
        one = self.everyone
        for name, place in places.items():
            one &= self.axes.those(name, [place])
        return {name: self.cells[name][place] for name, place in places.items() if one & self.asked(name)}


def row_shares(grid: Grid, table: Table, row: Row | DefaultRow) -> Shares:
    """What a row would set, for which readers."""
    if row.value.startswith(PLAN):
        return grid.shares(row.value)
    return {literal(table, row): grid.everyone}


def satisfies(answer: Given, allowed: Allowed) -> bool:
    """Whether one answer satisfies a clause. All values of a cell do, or none does."""
    match answer:
        case Several(chosen):
            assert chosen is not None
            assert not isinstance(allowed, Range)
            return bool(chosen & allowed)
        case Interval(day):
            assert isinstance(allowed, Range)
            assert day is not None
            return allowed.admits(day)
        case frozenset():
            return admits(allowed, next(iter(answer)))
    assert_never(answer)
