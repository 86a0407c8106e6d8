"""All readers of a project at once: one diagram for all questions, so that what they share is worked out once.

A question about a few facets finds nobody among all readers where it finds nobody in its cone: whatever else there is
to answer can be answered, or left open, as long as the constraints leave any reader at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.logic.choices import choices_of
from generator.logic.cone import Cone, Cones, ConeTooLarge
from generator.logic.grid import Grid
from generator.logic.partial import PartialGrid
from generator.logic.subject import Subjects
from generator.model.condition import Condition
from generator.model.facet import Facet
from generator.model.rules import Table

MOST_ANSWERS = 60
"""The most answers to one facet that are told apart here: a diagram has a way for each, wherever the facet is met."""


class Everybody:
    """The readers of one project, as far as `conditions` and all they lead to tell them apart.

    Where a question turns out too large, no more are answered: each has a cone of its own in which it may be small.
    `limit` is the most readers that one question may be about, by the facets that it depends on.
    """

    def __init__(
        self,
        cones: Cones,
        facets: Mapping[str, Facet],
        subjects: Subjects,
        tables: Mapping[str, Table],
        conditions: Iterable[Condition],
        limit: int,
    ) -> None:
        self.cones, self.facets, self.subjects, self.tables, self.limit = cones, facets, subjects, tables, limit
        self.cone = self._cone(list(dict.fromkeys(conditions)))
        self._is_too_large = bool(self._wide(self.cone))
        self._grid: Grid | None = None
        self._partial: PartialGrid | None = None

    def _cone(self, conditions: Sequence[Condition]) -> Cone:
        """What the conditions lead to, without those that lead to facets with too many answers."""
        wide = self._wide(self.cones.of(conditions))
        return self.cones.of(one for one in conditions if not wide & self.cones.asked(one))

    def _wide(self, cone: Cone) -> set[str]:
        return {name for name in cone.facets if self.cones.size(cone, name) > MOST_ANSWERS}

    def is_nobody(self, condition: Condition) -> bool | None:
        """Whether a condition holds for no reader; None where that is not known."""
        cone = self._known_cone([condition])
        if cone is None or self.cones.count(cone) > self.limit:
            return None
        return self._tried(lambda grid: not grid.valid & grid.where(condition))

    def finds_nobody(self, conditions: Iterable[Condition], look: Callable[[PartialGrid], object]) -> bool:
        """Whether it is known that a look at all partly answered readers finds nothing.

        `conditions` are all that is asked about.
        """
        cone = self._known_cone(conditions)
        return cone is not None and bool(self._tried(lambda grid: self._is_quiet(self._open(grid), cone, look)))

    def _is_quiet(self, everybody: PartialGrid, cone: Cone, look: Callable[[PartialGrid], object]) -> bool:
        count = math.prod(len(everybody.choices[name]) for name in cone.facets)
        return count <= self.limit and look(everybody.about(cone.facets)) is None

    def _known_cone(self, conditions: Iterable[Condition]) -> Cone | None:
        """The cone of a question; None where its clauses are not all told apart here."""
        cone, known = self.cones.of(conditions), self.cone.allowed
        is_known = all(cone.allowed[name] <= known.get(name, frozenset()) for name in cone.allowed)
        return cone if is_known and not self._is_too_large else None

    def _tried(self, find: Callable[[Grid], bool]) -> bool | None:
        """What is found among all readers; None where there are none, or that takes too long."""
        try:
            grid = self._full()
            return find(grid) if grid.valid else None
        except ConeTooLarge:
            self._is_too_large = True
            return None

    def _full(self) -> Grid:
        if self._grid is None or not self._grid.axes.begin():
            cells = {name: self.cones.cells(self.cone, name) for name in self._order()}
            self._grid = Grid(self.cone, cells, self.facets, self.tables, large=True)
        return self._grid

    def _order(self) -> tuple[str, ...]:
        """Near each other what one question asks about, and above all what is tied together for all questions."""
        by_questions = replace(self.cone, facets=self.cones.nearby(self.cone))
        return self.cones.nearby(replace(by_questions, asking=()))

    def _open(self, grid: Grid) -> PartialGrid:
        """The partly answered readers of the grid."""
        if self._partial is None or self._partial.grid is not grid or not self._partial.axes.begin():
            self._partial = PartialGrid(grid, self.subjects, choices_of(grid, self.subjects))
        return self._partial
