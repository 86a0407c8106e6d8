"""The profile space: every fully answered reader that could make a difference to some conditions.

A question about conditions is decided over its *cone*: the facets they mention, directly or through derived facets,
plan values and constraints. Values that no clause of the cone tells apart are collapsed to one. What does not depend
on the same facets is decided apart.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.logic.axes import lowest
from generator.logic.combine import NEVER, all_of, conjuncts, negated
from generator.logic.cone import Cone, Cones, ConeTooLarge
from generator.logic.grid import Grid
from generator.logic.kept import Kept
from generator.logic.partial import PartialGrid, choices_of
from generator.logic.subject import Subjects
from generator.model.answers import Answers, Interval, Possible, Presumed, Several
from generator.model.condition import Condition
from generator.model.facet import Facet, MonthsBetween
from generator.model.rules import Constraint, Table

LIMIT = 1 << 24
"""The most readers one question may go through; above it the question is refused, never passed over."""

SLICE = 1 << 20
"""The most readers looked at in one stroke, so that memory stays small."""

PARTIAL_LIMIT = 1 << 22
"""The most partly answered readers one question may go through."""

KEPT = 1 << 22
"""How many readers the grids that are kept for the next question may have together."""

__all__ = ["LIMIT", "ConeTooLarge", "Relation", "Space"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two conditions relate over the space. `witness` satisfies both."""

    first_implies_second: bool
    second_implies_first: bool
    witness: Mapping[str, str] | None


class Space:
    """Answers questions about conditions. Built once for a project."""

    def __init__(
        self,
        facets: Mapping[str, Facet],
        subjects: Subjects,
        tables: Mapping[str, Table],
        constraints: tuple[Constraint, ...],
        limit: int = LIMIT,
    ) -> None:
        self.facets, self.subjects, self.tables, self.constraints = facets, subjects, tables, constraints
        self.limit = limit
        self.cones = Cones(facets, subjects, tables, constraints)
        self._grids: Kept[Grid] = Kept(KEPT)
        self._partial: Kept[PartialGrid] = Kept(KEPT)
        self._found: dict[Condition, dict[str, Possible] | None] = {}
        self._relations: dict[tuple[Condition, Condition], Relation] = {}

    def find(self, condition: Condition) -> dict[str, Possible] | None:
        """The answers of a reader for whom a condition holds; None where there is no such reader.

        They settle every facet the condition depends on, and break no constraint. Raises ConeTooLarge.
        """
        if condition not in self._found:
            self._found[condition] = self._find(condition)
        found = self._found[condition]
        return None if found is None else dict(found)

    def _find(self, condition: Condition) -> dict[str, Possible] | None:
        if condition == NEVER:
            return None
        reader: dict[str, Possible] = {}
        cones = [(self.cones.of(group), group) for group in self.groups(conjuncts(condition))]
        for cone, group in sorted(cones, key=lambda one: self.cones.count(one[0])):
            found = next(self._readers(cone, group), None)
            if found is None:
                return None
            grid, readers = found
            reader |= grid.reader(lowest(readers))
        return reader

    def groups(self, conditions: Iterable[Condition]) -> list[list[Condition]]:
        """The conditions in groups that share no facet: whatever holds in one says nothing about another."""
        groups: list[tuple[frozenset[str], list[Condition]]] = []
        for condition in conditions:
            facets, together = self.cones.asked(condition), [condition]
            apart = []
            for others, group in groups:
                if others & facets:
                    facets |= others
                    together = [*group, *together]
                else:
                    apart.append((others, group))
            groups = [*apart, (facets, together)]
        return [group for _, group in groups]

    def _readers(self, cone: Cone, conditions: Iterable[Condition]) -> Iterator[tuple[Grid, int]]:
        """The readers for whom all conditions hold, grid by grid; no grid without a reader.

        Raises ConeTooLarge before the first.
        """
        count = self._counted(self.cones.count(cone), cone, self.limit)
        for grid in self._cut(cone, count):
            readers = grid.valid
            for condition in conditions:
                readers &= grid.where(condition)
            if readers:
                yield grid, readers

    def _cut(self, cone: Cone, count: int) -> Iterator[Grid]:
        """One grid for a small cone; for a large one a grid for each mix of answers to some of its facets."""
        if count <= SLICE:
            yield self.grid(cone)
            return
        cells = {name: self.cones.cells(cone, name) for name in cone.facets}
        fixed: list[str] = []
        for name in cone.facets:
            if count <= SLICE:
                break
            count //= len(cells[name])
            fixed.append(name)
        for mix in itertools.product(*(cells[name] for name in fixed)):
            one = {name: (answer,) for name, answer in zip(fixed, mix, strict=True)}
            yield Grid(cone, {**cells, **one}, self.facets, self.tables)

    def grid(self, cone: Cone) -> Grid:
        """All readers of a cone in one grid.

        Raises ConeTooLarge.
        """
        count = self._counted(self.cones.count(cone), cone, SLICE)

        def make() -> Grid:
            cells = {name: self.cones.cells(cone, name) for name in cone.facets}
            return Grid(cone, cells, self.facets, self.tables)

        return self._grids.get(cone.key, count, make)

    def partial(self, conditions: Iterable[Condition]) -> PartialGrid:
        """All partly answered readers who could tell the conditions apart.

        Raises ConeTooLarge.
        """
        cone = self.cones.of(conditions)
        grid = self.grid(cone)
        choices = choices_of(grid, self.subjects)
        count = self._counted(math.prod(len(several) for several in choices.values()), cone, PARTIAL_LIMIT)
        return self._partial.get(cone.key, count, lambda: PartialGrid(grid, self.subjects, choices))

    @staticmethod
    def _counted(count: int, cone: Cone, limit: int) -> int:
        if count > limit:
            raise ConeTooLarge(count, limit, cone.facets)
        return count

    def relation(self, first: Condition, second: Condition) -> Relation:
        """Whether each condition implies the other, and a reader for whom both hold.

        Raises ConeTooLarge.
        """
        key = (first, second)
        if key not in self._relations:
            both = self.find(all_of(first, second))
            self._relations[key] = Relation(
                first_implies_second=self.find(all_of(first, negated(second))) is None,
                second_implies_first=self.find(all_of(second, negated(first))) is None,
                witness=None if both is None else self.words(both),
            )
        return self._relations[key]

    def words(self, reader: Answers) -> dict[str, str]:
        """A reader as answers anybody can write into a profile."""
        words: dict[str, str] = {}
        for name, facet in self.facets.items():
            if name in reader and not isinstance(facet.derived, tuple):
                words[name] = _answer_words(reader[name], months=isinstance(facet.derived, MonthsBetween))
        return words


def _answer_words(answer: Possible, *, months: bool) -> str:
    match answer:
        case Several(chosen):
            return f"[{', '.join(sorted(chosen or ()))}]"
        case Interval(day):
            return str(day)
        case Presumed(value, _):
            return str(value)
        case frozenset():
            values = sorted(answer)
            return f"{values[0]} to {values[-1]}" if months and len(values) > 1 else str(values[0])
    raise TypeError(answer)
