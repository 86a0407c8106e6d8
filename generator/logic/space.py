"""The profile space: every fully answered reader that could make a difference to some conditions.

A question about conditions is decided over its *cone*: the facets they mention, directly or through derived facets,
plan values and constraints. Values that no clause of the cone tells apart are collapsed to one. What does not depend
on the same facets is decided apart.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.answer_words import answer_words
from generator.logic.choices import choices_of
from generator.logic.combine import NEVER, all_of, conjuncts, negated
from generator.logic.comparison import orders, yes_no_facet
from generator.logic.cone import Cone, Cones, ConeTooLarge
from generator.logic.drawn import drawn_grids
from generator.logic.everybody import Everybody
from generator.logic.fingerprint import Fingerprints
from generator.logic.grid import MOST_BITS, Grid
from generator.logic.partial import PartialGrid
from generator.logic.proven import Proven
from generator.logic.subject import Subjects, asked_about, comparisons
from generator.model.answers import Answers, Given
from generator.model.condition import Condition
from generator.model.dates import DateRule
from generator.model.facet import Facet
from generator.model.rules import Constraint, Table

LIMIT = 1 << 48
"""The most readers one question may be about; above it the question is refused unseen, never passed over."""

NO_DAYS: Mapping[DateRule, dt.date] = {}

KEPT = 1 << 23
"""How many readers the grids that are kept for the next question may have together."""

DIAGRAM = 1 << 17
"""As how many readers a grid counts whose sets are diagrams: they are small however many readers there are."""

__all__ = ["LIMIT", "ConeTooLarge", "Relation", "Space"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How two conditions relate over the space. `both` is the condition that both hold, None where that never is."""

    first_implies_second: bool
    second_implies_first: bool
    both: Condition | None


class Space:
    """Answers questions about conditions. Built once for a project.

    Comparisons with days are taken as asked, so that what is proved holds for any day; and so is whether a facet was
    answered. `days` are those of a season,
    which say what one comparison means for another. `proven` are answers that are known from earlier runs.
    """

    def __init__(
        self,
        facets: Mapping[str, Facet],
        subjects: Subjects,
        tables: Mapping[str, Table],
        constraints: tuple[Constraint, ...],
        limit: int = LIMIT,
        days: Mapping[DateRule, dt.date] = NO_DAYS,
        proven: Proven | None = None,
    ) -> None:
        compared = comparisons(subjects)
        free = (*(one.name for one in compared), *asked_about(subjects))
        facets = {**facets, **{name: yes_no_facet(name) for name in free}}
        self.facets, self.subjects, self.tables, self.constraints = facets, subjects, tables, constraints
        self.limit, self.days = limit, days
        self.cones = Cones(facets, subjects, tables, constraints, tuple(orders(compared, days)))
        self.proven = proven or Proven()
        self.prints = Fingerprints(self.cones)
        self._everybody: Everybody | None = None
        self._nobody: dict[Condition, bool] = {}
        self._grids: Kept[Grid] = Kept(KEPT)
        self._partial: Kept[PartialGrid] = Kept(KEPT)
        self._found: dict[Condition, dict[str, Given] | None] = {}
        self._relations: dict[tuple[Condition, Condition], Relation] = {}

    def expect(self, conditions: Iterable[Condition]) -> None:
        """Prepare for many questions about these conditions: they are answered together where that can be done."""
        self._everybody = Everybody(self.cones, self.facets, self.subjects, self.tables, conditions, self.limit)

    def nobody(self, condition: Condition) -> bool:
        """Whether there is no reader for whom a condition holds.

        Raises ConeTooLarge.
        """
        if condition not in self._nobody:
            name = self.prints.of("nobody", condition)
            self._nobody[condition] = self.proven.holds(name, lambda: self._is_nobody(condition))
        return self._nobody[condition]

    def _is_nobody(self, condition: Condition) -> bool:
        known = self._everybody.is_nobody(condition) if self._everybody else None
        return self.find(condition) is None if known is None else known

    def finds_nobody(self, conditions: Sequence[Condition], look: Callable[[PartialGrid], object]) -> bool:
        """Whether it is known, without listing readers, that a look at the partly answered ones finds nothing."""
        return self._everybody is not None and self._everybody.finds_nobody(conditions, look)

    def find(self, condition: Condition) -> dict[str, Given] | None:
        """The answers of a reader for whom a condition holds; None where there is no such reader.

        They settle every facet the condition depends on, and break no constraint. Raises ConeTooLarge.
        """
        if condition not in self._found:
            self._found[condition] = self._find(condition)
        found = self._found[condition]
        return None if found is None else dict(found)

    def _find(self, condition: Condition) -> dict[str, Given] | None:
        if condition == NEVER:
            return None
        reader: dict[str, Given] = {}
        cones = [(self.cones.of(group), group) for group in self.groups(conjuncts(condition))]
        for cone, group in sorted(cones, key=lambda one: self.cones.count(one[0])):
            found = self._found_in(cone, all_of(*group))
            if found is None:
                return None
            reader |= found
        return reader

    def _found_in(self, cone: Cone, condition: Condition) -> dict[str, Given] | None:
        """A reader of a cone for whom a condition holds; of one that is too large some readers are drawn."""
        try:
            grid = self.grid(cone)
            readers = grid.valid & grid.where(condition)
        except ConeTooLarge as large:
            for grid in self._drawn(cone):
                readers = grid.valid & grid.where(condition)
                if readers:
                    return grid.first(readers)
                large.drawn += grid.axes.count
            raise
        return grid.first(readers) if readers else None

    def _drawn(self, cone: Cone) -> Iterator[Grid]:
        """Some readers of a cone, a few at a time; nobody where there are too many answers even to one facet."""
        if all(self.subjects[name].type != "choices" for name in cone.facets):
            cells = {name: self.cones.cells(cone, name) for name in cone.facets}
            yield from drawn_grids(cone, cells, self.facets, self.tables)

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

    def grid(self, cone: Cone, *, large: bool = False) -> Grid:
        """All readers of a cone; kept for the next question where there are few. `large`: see `make_axes`.

        Raises ConeTooLarge.
        """
        count = self.cones.count(cone)
        if count > self.limit:
            raise ConeTooLarge(count, cone.facets)

        def make() -> Grid:
            names = self.cones.nearby(cone) if large or count > MOST_BITS else cone.facets
            cells = {name: self.cones.cells(cone, name) for name in names}
            return Grid(cone, cells, self.facets, self.tables, large=large)

        return self._grids.get((cone.key, large), _weight(count), make, lambda grid: grid.axes.begin())

    def partial(self, conditions: Iterable[Condition]) -> PartialGrid:
        """All partly answered readers who could tell the conditions apart.

        Raises ConeTooLarge.
        """
        cone = self.cones.of(conditions)
        grid = self.grid(cone)
        choices = choices_of(grid, self.subjects)
        count = math.prod(len(several) for several in choices.values())
        if count > self.limit:
            raise ConeTooLarge(count, cone.facets)
        if count > MOST_BITS:
            grid = self.grid(cone, large=True)
        return self._partial.get(
            cone.key,
            _weight(count),
            lambda: PartialGrid(grid, self.subjects, choices),
            lambda partial: partial.grid.axes.begin() and partial.axes.begin(),
        )

    def drawn(self, conditions: Iterable[Condition]) -> Iterator[PartialGrid]:
        """Some of the partly answered readers who could tell the conditions apart, where they are too many for one."""
        for grid in self._drawn(self.cones.of(conditions)):
            yield PartialGrid(grid, self.subjects, choices_of(grid, self.subjects))

    def relation(self, first: Condition, second: Condition) -> Relation:
        """Whether each condition implies the other, and a reader for whom both hold.

        Raises ConeTooLarge.
        """
        key = (first, second)
        if key not in self._relations:
            self._relations[key] = Relation(
                first_implies_second=self.nobody(all_of(first, negated(second))),
                second_implies_first=self.nobody(all_of(second, negated(first))),
                both=None if self.nobody(all_of(first, second)) else all_of(first, second),
            )
        return self._relations[key]

    def witness(self, condition: Condition) -> dict[str, str]:
        """A reader for whom a condition holds, in words; there must be one.

        Raises ConeTooLarge.
        """
        return self.words(self.find(condition) or {})

    def words(self, reader: Answers) -> dict[str, str]:
        """A reader as answers anybody can write into a profile."""
        words: dict[str, str] = {}
        for name, facet in self.facets.items():
            if name in reader and not isinstance(facet.derived, tuple):
                words[name] = answer_words(reader[name], facet)
        return words


def _weight(count: int) -> int:
    return count if count <= MOST_BITS else DIAGRAM
