"""All readers of a cone at once, whatever they left unanswered: the truths of a condition as sets of readers.

For each facet a reader has given one answer, one that stands for several values, or none. What follows is what
`narrow`, `derived`, `decide` and `evaluate` make of one such reader, for all of them in one stroke.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from generator.logic.asked import asked, perhaps_asked
from generator.logic.diagram import DiagramAxes
from generator.logic.evaluate import admits
from generator.logic.grid import Grid, Shares, make_axes, satisfies
from generator.logic.narrow import behind_of
from generator.logic.readers import Choices, Readers
from generator.logic.subject import PLAN, Subjects
from generator.logic.tables import literal
from generator.model.answers import ABSENT, UNASKED, Possible
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not
from generator.model.rules import DefaultRow, Row, Table
from generator.model.truth import FALSE, TRUE, UNKNOWN

Values = dict[str | int, Readers]
"""Each value of a subject with the readers for whom it is still possible."""


@dataclass(frozen=True, slots=True)
class Truths:
    """The readers for whom a condition is true, and those for whom it is false. For the others it is unknown."""

    true: Readers
    false: Readers


@dataclass(frozen=True, slots=True)
class Outcome:
    """A table's or a row's value: what it states to whom, and what it may still become."""

    stated: Shares
    possible: Shares

    def numbers(self, at_least: int, *, reverse: bool) -> Iterator[Readers]:
        """The readers of each possible number from `at_least` on (down, where `reverse`)."""
        for value, share in self.possible.items():
            if isinstance(value, int) and (value <= at_least if reverse else value >= at_least):
                yield share


@dataclass(frozen=True, slots=True)
class _Tried:
    """A row of a table: for whom it holds, for whom whatever the plan may become, and what it would set."""

    truths: Truths
    surely: Readers
    outcome: Outcome


class PartialGrid:
    """The partly and the fully answered readers of a cone, and sets of them.

    An answer is the set of the positions of the grid's cells that it leaves possible.
    """

    def __init__(self, grid: Grid, subjects: Subjects, choices: Mapping[str, Choices]) -> None:
        self.grid, self.subjects, self.choices = grid, subjects, choices
        sizes = {name: len(several) for name, several in choices.items()}
        self.axes = make_axes(sizes, large=isinstance(grid.axes, DiagramAxes))
        self.everyone = self.axes.everyone
        self.broken = self.axes.nobody
        self._values: dict[str, Values] = {}
        self._plan: dict[str, Outcome] = {}
        for name in grid.cells:
            if subjects[name].type in ("choice", "integer"):
                self._values[name] = {place: self._leaving(name, place) for place in range(len(grid.cells[name]))}
                if grid.facets[name].asked_when != ALWAYS:
                    self._values[name][UNASKED] = self.everyone
        self._following = tuple(
            name for name in grid.facets if name in grid.cone.derived or (name in self._values and self._may_lack(name))
        )
        self._narrow()
        for name in grid.cone.plan:
            self._plan[name] = self._decide(grid.tables[name])
        self.real = self.some(grid.valid) - self.broken

    def _leaving(self, name: str, place: int) -> Readers:
        """The readers whose answer leaves a cell possible."""
        return self.axes.those(name, [at for at, several in enumerate(self.choices[name]) if place in several])

    def _may_lack(self, name: str) -> bool:
        """Whether a facet is asked of some readers only."""
        return name in self.grid.cells and self.grid.facets[name].asked_when != ALWAYS

    # what is still possible

    def _narrow(self) -> None:
        """What `narrow` does: remove what constraints make impossible, until nothing changes."""
        self._derive()
        changed = True
        while changed:
            changed = False
            for rule in self.grid.cone.rules:
                self.broken |= self.truths(rule).false
                changed = self._apply(rule) or changed
            if changed:
                self._derive()

    def _apply(self, rule: Condition) -> bool:
        """Remove from each facet of a constraint the values that it makes impossible; whether that changed anything.

        As `narrow` does for one reader: a value is tried on everybody by itself, all the rest as it is, and is gone for
        those for whom the constraint is then false. Facets that decide others are followed, since what these others
        become may be what breaks the rule. Readers for whom no value is left have contradicted themselves.
        """
        changed = False
        asked = {clause.subject for clause in rule.clauses()}
        behind = behind_of(asked, self.grid.facets)
        for name in sorted(asked | behind):
            if name not in self._values or self.grid.facets[name].derived is not None:
                continue
            before, everything = self._values[name], dict(self._values)
            kept: Values = {}
            for place, readers in before.items():
                self._values[name] = {one: self.everyone if one == place else self.axes.nobody for one in before}
                if behind:
                    self._derive()
                kept[place] = readers - self.truths(rule).false
                self._values = dict(everything)
            self._values[name] = kept
            self.broken |= self.everyone - self.axes.union(kept.values())
            changed = changed or any(before[place] - kept[place] - self.broken for place in before)
        return changed

    def _derive(self) -> None:
        for name in self._following:
            facet = self.grid.facets[name]
            if self._may_lack(name):
                self._ask(name, self.truths(facet.asked_when))
            rows = facet.derived
            if not isinstance(rows, tuple):
                continue
            values: Values = {}
            left = self.everyone
            for row in rows:
                truths = self.truths(row.when)
                values[row.value] = values.get(row.value, self.axes.nobody) | (left - truths.false)
                left -= truths.true
            self._values[name] = values

    def _ask(self, name: str, truths: Truths) -> None:
        """What follows for a facet from who is asked."""
        values = {place: readers - truths.false for place, readers in self._values[name].items()}
        values[UNASKED] = (values[UNASKED] - truths.true) | truths.false
        self._values[name] = values

    # truths

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

    def unknown(self, condition: Condition) -> Readers:
        """For whom a condition is neither true nor false."""
        truths = self.truths(condition)
        return self.everyone - truths.true - truths.false

    def _in_all(self, several: Iterable[Readers]) -> Readers:
        readers = self.everyone
        for one in several:
            readers &= one
        return readers

    def _clause(self, clause: Clause, *, wanted: bool) -> Truths:
        name = clause.subject
        if name.startswith(PLAN):
            outcome = self._plan[name.removeprefix(PLAN)]
            true = self._admitting(outcome.stated, clause, wanted=wanted)
            return Truths(true, self.everyone - true - self._admitting(outcome.possible, clause, wanted=wanted))
        if name in self._values:
            satisfied = unsatisfied = self.axes.nobody
            for value, readers in self._values[name].items():
                if self._satisfies(name, value, clause) is wanted:
                    satisfied |= readers
                else:
                    unsatisfied |= readers
            return Truths(satisfied - unsatisfied, self.everyone - satisfied)
        true = false = self.axes.nobody
        for at, several in enumerate(self.choices[name]):
            if len(several) == 1:
                readers = self.axes.those(name, [at])
                if satisfies(self.grid.cells[name][several[0]], clause.allowed) is wanted:
                    true |= readers
                else:
                    false |= readers
        if not self._may_lack(name):
            return Truths(true, false)
        asked = self.truths(self.grid.facets[name].asked_when)
        if wanted:
            return Truths(true & asked.true, false | asked.false)
        return Truths(true | asked.false, false & asked.true)

    def _admitting(self, shares: Shares, clause: Clause, *, wanted: bool) -> Readers:
        return self.axes.union(share for value, share in shares.items() if admits(clause.allowed, value) is wanted)

    def _satisfies(self, name: str, value: str | int, clause: Clause) -> bool:
        if value == UNASKED:
            return False
        if name in self.grid.cells:
            return satisfies(self.grid.cells[name][int(value)], clause.allowed)
        return admits(clause.allowed, value)

    # the plan

    def outcome(self, table: Table, row: Row | DefaultRow) -> Outcome:
        """What a row would set."""
        if row.value.startswith(PLAN):
            return self._plan[row.value.removeprefix(PLAN)]
        value = literal(table, row)
        return Outcome({value: self.everyone}, {value: self.everyone})

    def _decide(self, table: Table) -> Outcome:
        rows = [_Tried(self.truths(row.when), self._surely(row.when), self.outcome(table, row)) for row in table.rows]
        default = self.outcome(table, table.default) if isinstance(table.default, DefaultRow) else None
        unset = default or Outcome({None: self.everyone}, {None: self.everyone})
        if table.policy == "first":
            return Outcome(self._first(rows, unset), self._firsts(rows, unset))
        reverse = table.policy == "max"
        return Outcome(self._extreme(rows, unset, reverse=reverse), self._extremes(rows, unset, reverse=reverse))

    def _surely(self, condition: Condition, *, wanted: bool = True) -> Readers:
        """For whom a condition is true whatever the plan may become, not only as it is stated."""
        match condition:
            case Clause(name) if name.startswith(PLAN):
                outcome = self._plan[name.removeprefix(PLAN)]
                return self.everyone - self._admitting(outcome.possible, condition, wanted=not wanted)
            case Clause():
                return self._clause(condition, wanted=wanted).true
            case Not(part):
                return self._surely(part, wanted=not wanted)
            case AllOf(parts) | AnyOf(parts):
                several = (self._surely(part, wanted=wanted) for part in parts)
                return self._in_all(several) if isinstance(condition, AllOf) is wanted else self.axes.union(several)
        assert_never(condition)

    def _first(self, rows: Iterable[_Tried], unset: Outcome) -> Shares:
        """The first row that holds and has a value states it."""
        stated: Shares = {}
        left = self.everyone
        for row in rows:
            sets = (left & row.truths.true) - self._share(row.outcome.stated, None)
            self._share_out(stated, row.outcome.stated, sets)
            left -= sets
        self._share_out(stated, unset.stated, left)
        return stated

    def _firsts(self, rows: Iterable[_Tried], unset: Outcome) -> Shares:
        """A value is possible where a row may hold and give it, and none above it is sure to set another."""
        possible: Shares = {}
        reached = self.everyone
        for row in rows:
            values: Shares = {value: share for value, share in row.outcome.possible.items() if value is not None}
            self._share_out(possible, values, reached - row.truths.false)
            reached -= row.surely - self._share(row.outcome.possible, None)
        self._share_out(possible, unset.possible, reached)
        return possible

    def _extreme(self, rows: Iterable[_Tried], unset: Outcome, *, reverse: bool) -> Shares:
        """The best value that a row gives that holds."""
        values: Values = {}
        for row in rows:
            for value, share in row.outcome.stated.items():
                if value is not None:
                    values[value] = values.get(value, self.axes.nobody) | (share & row.truths.true)
        stated: Shares = {}
        left = self.everyone
        for value in sorted(values, reverse=reverse):
            stated[value] = left & values[value]
            left -= values[value]
        self._share_out(stated, unset.stated, left)
        return stated

    def _extremes(self, rows: Sequence[_Tried], unset: Outcome, *, reverse: bool) -> Shares:
        """A number is possible where a row may hold and give it, and every row sure to set one may give it or worse."""
        numbers = {value for row in rows for value in row.outcome.possible if isinstance(value, int)}
        setting = [(row.surely - self._share(row.outcome.possible, None), row.outcome) for row in rows]
        possible: Shares = {}
        for number in numbers:
            readers = self.axes.union(self._share(row.outcome.possible, number) - row.truths.false for row in rows)
            for sets, outcome in setting:
                readers -= sets - self.axes.union(outcome.numbers(number, reverse=reverse))
            possible[number] = readers
        self._share_out(possible, unset.possible, self.everyone - self.axes.union(sets for sets, _ in setting))
        return possible

    def _share(self, shares: Shares, value: str | int | None) -> Readers:
        return shares.get(value, self.axes.nobody)

    def _share_out(self, shares: Shares, values: Shares, to: Readers) -> None:
        for value, readers in values.items():
            shares[value] = self._share(shares, value) | (readers & to)

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
        for name in self.choices.keys() & names:
            several = self.choices[name]
            if len(several[-1]) > 1 and self._meant(name, several[-1]) is None:
                answering = self.axes.those(name, range(len(several) - 1))
                unasked = self.truths(self.grid.facets[name].asked_when).false
                readers &= answering | unasked if self._may_lack(name) else answering
        return readers

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
            shares = self._plan[name.removeprefix(PLAN)].possible
            return frozenset(value for value, share in shares.items() if share & reader)  # type: ignore[misc]
        if name in self._values:
            values = (value for value, readers in self._values[name].items() if readers & reader)
            if name not in self.grid.cells:
                return frozenset(values)
            return frozenset().union(
                *(ABSENT if place == UNASKED else self.grid.cells[name][int(place)] for place in values)  # type: ignore[arg-type]
            )
        several = self.choices[name][reader.first()[name]]
        answer = self.grid.cells[name][several[0]] if len(several) == 1 else self.subjects[name].everything()
        if not self._may_lack(name):
            return answer
        truths = self.truths(self.grid.facets[name].asked_when)
        return asked(
            perhaps_asked(answer), TRUE if truths.true & reader else FALSE if truths.false & reader else UNKNOWN
        )

    def like(self, reader: Readers, names: Iterable[str]) -> Readers:
        """Those for whom no more is possible of these subjects than for a single reader."""
        readers = self.everyone
        for name in names:
            if name in self._values or name.startswith(PLAN):
                shares = self._plan[name.removeprefix(PLAN)].possible if name.startswith(PLAN) else self._values[name]
                readers -= self.axes.union(share for share in shares.values() if not share & reader)
            else:
                readers &= self.axes.those(name, [reader.first()[name]])
        return readers

    def anything(self, name: str) -> Possible:
        """All that is possible of a subject for anybody."""
        return (
            self._answer(self.everyone, name)
            if name in self._values or name.startswith(PLAN)
            else (self.subjects[name].everything())
        )


def choices_of(grid: Grid, subjects: Subjects) -> dict[str, Choices]:
    """The answers one can give to each facet of a grid, as positions of its cells: single ones first, none last."""
    choices: dict[str, Choices] = {}
    for name, cells in grid.cells.items():
        every = tuple(range(len(cells)))
        several: list[tuple[int, ...]] = [(place,) for place in every]
        for meant in subjects[name].stands_for.values():
            places = places_of(grid, name, meant)
            if len(places) > 1 and places not in several:
                several.append(places)
        if every not in several and subjects[name].answered is None:
            several.append(every)
        choices[name] = tuple(several)
    return choices


def places_of(grid: Grid, name: str, values: Iterable[str]) -> tuple[int, ...]:
    """The cells that some values of a facet fall into."""
    kinds = {grid.kind(name, frozenset({value})) for value in values}
    return tuple(place for place, cell in enumerate(grid.cells[name]) if grid.kind(name, cell) in kinds)
