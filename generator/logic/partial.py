"""All readers of a cone at once, whatever they left unanswered: the truths of a condition as sets of readers.

For each facet a reader has given one answer, one that stands for several values, or none. What follows is what
`narrow`, `derived`, `decide` and `evaluate` make of one such reader, for all of them in one stroke.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import Self

from generator.logic.asked import asked, perhaps_asked
from generator.logic.choices import places_of
from generator.logic.diagram import DiagramAxes
from generator.logic.grid import Grid, make_axes
from generator.logic.partial_narrowing import PartialNarrowing
from generator.logic.partial_tables import PartialTables
from generator.logic.partial_truths import PartialTruths, TableShares, Truths
from generator.logic.readers import Choices, Readers
from generator.logic.subject import PLAN, Subjects
from generator.model.answers import ABSENT, UNASKED, Possible
from generator.model.condition import Condition
from generator.model.rules import DefaultRow, Row, Table
from generator.model.truth import FALSE, TRUE, UNKNOWN


class PartialGrid:
    """The partly and the fully answered readers of a cone, and sets of them.

    An answer is the set of the positions of the grid's cells that it leaves possible.
    """

    def __init__(self, grid: Grid, subjects: Subjects, choices: Mapping[str, Choices]) -> None:
        choices = {name: choices[name] for name in grid.cells}
        self.grid, self.subjects, self.choices = grid, subjects, choices
        sizes = {name: len(several) for name, several in choices.items()}
        self.axes = make_axes(sizes, large=isinstance(grid.axes, DiagramAxes))
        self.everyone = self.axes.everyone
        self._known = PartialTruths(grid, self.axes, subjects, choices)
        narrowing = PartialNarrowing(self._known)
        narrowing.narrow()
        self._tables = PartialTables(self._known)
        for name in grid.cone.plan:
            self._known.plan[name] = self._tables.decide(grid.tables[name])
        self.real = self.some(grid.valid) - narrowing.broken
        self.asking: Collection[str] = choices.keys()
        self._truths: dict[Condition, Truths] = {}
        self._settled: dict[str, Readers] = {}

    def about(self, facets: Collection[str]) -> Self:
        """The same readers for a question about these facets: who may answer what others is left aside."""
        same = copy(self)
        same.asking = facets
        return same

    def truths(self, condition: Condition) -> Truths:
        """For whom a condition is true, and for whom false."""
        if condition not in self._truths:
            self._truths[condition] = self._known.truths(condition)
        return self._truths[condition]

    def unknown(self, condition: Condition) -> Readers:
        """For whom a condition is neither true nor false."""
        truths = self.truths(condition)
        return self.everyone - truths.true - truths.false

    def outcome(self, table: Table, row: Row | DefaultRow) -> TableShares:
        """What a row of a table would set."""
        return self._tables.outcome(table, row)

    # completions

    def some(self, readers: Readers) -> Readers:
        """Those of whom at least one completion is among these readers of the grid."""
        return self.axes.lift(readers, self.choices)

    def may_hold(self, condition: Condition) -> Readers:
        """Those for some of whose completions a condition holds."""
        return self.some(self.grid.where(condition) & self.grid.valid)

    # single readers

    def first(self, readers: Readers) -> dict[str, Possible]:
        """The answers of one of some readers; a facet without an answer is left out."""
        answers: dict[str, Possible] = {}
        for name, at in readers.first().items():
            several = self.choices[name][at]
            meant = self._meant(name, several)
            if len(several) == 1:
                answers[name] = self.grid.cells[name][several[0]]
            elif meant is not None:
                answers[name] = frozenset(meant)
        return answers

    def _meant(self, name: str, places: tuple[int, ...]) -> tuple[str, ...] | None:
        """The values of an answer that stands for several, and leaves these cells possible."""
        every = self.subjects[name].stands_for.values()
        return next((meant for meant in every if places_of(self.grid, name, meant) == places), None)

    def answering(self, names: Collection[str]) -> Readers:
        """Those who leave none of these facets open."""
        readers = self.everyone
        for name in names:
            if name not in self.asking:
                continue
            several = self.choices[name]
            if len(several[-1]) > 1 and self._meant(name, several[-1]) is None:
                answering = self.axes.those(name, range(len(several) - 1))
                unasked = self.truths(self.grid.facets[name].asked_when).false
                readers &= answering | unasked if self._known.may_lack(name) else answering
        return readers

    def asked_for(self) -> Readers:
        """Those who answered no question of which their other answers leave open whether it is asked."""
        readers = self.everyone
        for name in self.asking:
            if self._known.may_lack(name) and len(self.choices[name][-1]) > 1:
                readers &= self._asked_for_it(name)
        return readers

    def _asked_for_it(self, name: str) -> Readers:
        """Those who left a question open, or of whom it is known whether it is asked."""
        if name not in self._settled:
            unanswered = self.axes.those(name, [len(self.choices[name]) - 1])
            self._settled[name] = unanswered | (self.everyone - self.unknown(self.grid.facets[name].asked_when))
        return self._settled[name]

    def alone(self, readers: Readers) -> Readers:
        """One of some readers: the first."""
        only = self.everyone
        for name, at in readers.first().items():
            only &= self.axes.those(name, [at])
        return only

    def answers(self, reader: Readers, names: Iterable[str]) -> dict[str, Possible]:
        """What is possible for a single reader, as `select` knows it; a plan value is all that it may become."""
        return {name: self._answer(reader, name) for name in names}

    def _answer(self, reader: Readers, name: str) -> Possible:
        if name.startswith(PLAN):
            shares = self._known.plan[name.removeprefix(PLAN)].possible
            return frozenset(value for value, share in shares.items() if share & reader)  # type: ignore[misc]
        if name in self._known.values:
            values = (value for value, readers in self._known.values[name].items() if readers & reader)
            if name not in self.grid.cells:
                return frozenset(values)
            return frozenset().union(
                *(ABSENT if place == UNASKED else self.grid.cells[name][int(place)] for place in values)  # type: ignore[arg-type]
            )
        several = self.choices[name][reader.first()[name]]
        answer = self.grid.cells[name][several[0]] if len(several) == 1 else self.subjects[name].everything()
        if not self._known.may_lack(name):
            return answer
        truths = self.truths(self.grid.facets[name].asked_when)
        return asked(
            perhaps_asked(answer), TRUE if truths.true & reader else FALSE if truths.false & reader else UNKNOWN
        )

    def like(self, reader: Readers, names: Iterable[str]) -> Readers:
        """Those for whom no more is possible of these subjects than for a single reader."""
        known, readers = self._known, self.everyone
        for name in names:
            if name in known.values or name.startswith(PLAN):
                shares = known.plan[name.removeprefix(PLAN)].possible if name.startswith(PLAN) else known.values[name]
                readers -= self.axes.union(share for share in shares.values() if not share & reader)
            else:
                readers &= self.axes.those(name, [reader.first()[name]])
        return readers

    def anything(self, name: str) -> Possible:
        """All that is possible of a subject for anybody."""
        return (
            self._answer(self.everyone, name)
            if name in self._known.values or name.startswith(PLAN)
            else (self.subjects[name].everything())
        )
