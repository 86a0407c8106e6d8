"""Conditions about all readers of a cone at once, whatever they left unanswered: for whom each is true, and false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from generator.logic.cells import Allowed
from generator.logic.evaluate import admits
from generator.logic.grid import Grid, Shares, satisfies
from generator.logic.readers import Axes, Choices, Readers
from generator.logic.subject import PLAN, Subjects
from generator.model.answers import UNASKED
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not

Values = dict[str | int, Readers]
"""Each value of a subject with the readers for whom it is still possible."""


@dataclass(frozen=True, slots=True)
class Truths:
    """The readers for whom a condition is true, and those for whom it is false. For the others it is unknown."""

    true: Readers
    false: Readers


@dataclass(frozen=True, slots=True)
class TableShares:
    """A table's or a row's value: what it states to whom, and what it may still become."""

    stated: Shares
    possible: Shares

    def numbers(self, at_least: int, *, reverse: bool) -> Iterator[Readers]:
        """The readers of each possible number from `at_least` on (down, where `reverse`)."""
        for value, share in self.possible.items():
            if isinstance(value, int) and (value <= at_least if reverse else value >= at_least):
                yield share


class PartialTruths:
    """What is still possible of each subject, for whom, and the conditions about it.

    `values` and `plan` are filled by `PartialNarrowing` and `PartialTables`, which ask for truths on the way. A facet
    that is not in `values` is what was answered. Values of a facet that has cells are the positions of its cells.
    """

    def __init__(self, grid: Grid, axes: Axes, subjects: Subjects, choices: Mapping[str, Choices]) -> None:
        self.grid, self.axes, self.choices = grid, axes, choices
        self.everyone = axes.everyone
        self.values: dict[str, Values] = {}
        self.plan: dict[str, TableShares] = {}
        self._known: dict[tuple[str, Allowed, bool, int], tuple[Values, Truths]] = {}
        for name in grid.cells:
            if subjects[name].type in ("choice", "integer"):
                self.values[name] = {place: self._leaving(name, place) for place in range(len(grid.cells[name]))}
                if grid.facets[name].asked_when != ALWAYS:
                    self.values[name][UNASKED] = self.everyone

    def _leaving(self, name: str, place: int) -> Readers:
        """The readers whose answer leaves a cell possible."""
        return self.axes.those(name, [at for at, several in enumerate(self.choices[name]) if place in several])

    def may_lack(self, name: str) -> bool:
        """Whether a facet is asked of some readers only."""
        return name in self.grid.cells and self.grid.facets[name].asked_when != ALWAYS

    def truths(self, condition: Condition, *, wanted: bool = True) -> Truths:
        """For whom a condition (its negation, where not `wanted`) is true, and for whom false."""
        match condition:
            case Clause():
                return self._clause(condition, wanted=wanted)
            case Not(part):
                return self.truths(part, wanted=not wanted)
            case AllOf(parts) | AnyOf(parts):
                several = [self.truths(part, wanted=wanted) for part in parts]
                true, false = [one.true for one in several], [one.false for one in several]
                if isinstance(condition, AllOf) is wanted:
                    return Truths(self._in_all(true), self.axes.union(false))
                return Truths(self.axes.union(true), self._in_all(false))
        assert_never(condition)

    def _in_all(self, several: Iterable[Readers]) -> Readers:
        readers = self.everyone
        for one in several:
            readers &= one
        return readers

    def _clause(self, clause: Clause, *, wanted: bool) -> Truths:
        name = clause.subject
        if name.startswith(PLAN):
            outcome = self.plan[name.removeprefix(PLAN)]
            true = self._admitting(outcome.stated, clause, wanted=wanted)
            return Truths(true, self.everyone - true - self._admitting(outcome.possible, clause, wanted=wanted))
        if name in self.values:
            return self._among(self.values[name], clause, wanted=wanted)
        true = false = self.axes.nobody
        for at, several in enumerate(self.choices[name]):
            if len(several) == 1:
                readers = self.axes.those(name, [at])
                if satisfies(self.grid.cells[name][several[0]], clause.allowed) is wanted:
                    true |= readers
                else:
                    false |= readers
        if not self.may_lack(name):
            return Truths(true, false)
        asked = self.truths(self.grid.facets[name].asked_when)
        if wanted:
            return Truths(true & asked.true, false | asked.false)
        return Truths(true | asked.false, false & asked.true)

    def _among(self, values: Values, clause: Clause, *, wanted: bool) -> Truths:
        """A clause on a subject with these values; kept as long as they are, since constraints ask again and again."""
        key = clause.subject, clause.allowed, wanted, id(values)
        if key not in self._known:
            satisfied = unsatisfied = self.axes.nobody
            for value, readers in values.items():
                if self._satisfies(clause.subject, value, clause) is wanted:
                    satisfied |= readers
                else:
                    unsatisfied |= readers
            self._known[key] = values, Truths(satisfied - unsatisfied, self.everyone - satisfied)
        return self._known[key][1]

    def _admitting(self, shares: Shares, clause: Clause, *, wanted: bool) -> Readers:
        return self.axes.union(share for value, share in shares.items() if admits(clause.allowed, value) is wanted)

    def _satisfies(self, name: str, value: str | int, clause: Clause) -> bool:
        if value == UNASKED:
            return False
        if name in self.grid.cells:
            return satisfies(self.grid.cells[name][int(value)], clause.allowed)
        return admits(clause.allowed, value)

    def surely(self, condition: Condition, *, wanted: bool = True) -> Readers:
        """For whom a condition is true whatever the plan may become, not only as it is stated."""
        match condition:
            case Clause(name) if name.startswith(PLAN):
                outcome = self.plan[name.removeprefix(PLAN)]
                return self.everyone - self._admitting(outcome.possible, condition, wanted=not wanted)
            case Clause():
                return self._clause(condition, wanted=wanted).true
            case Not(part):
                return self.surely(part, wanted=not wanted)
            case AllOf(parts) | AnyOf(parts):
                several = (self.surely(part, wanted=wanted) for part in parts)
                return self._in_all(several) if isinstance(condition, AllOf) is wanted else self.axes.union(several)
        assert_never(condition)
