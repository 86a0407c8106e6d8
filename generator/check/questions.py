"""Questions to the profile space, and what becomes of those that are too large for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from generator.check.assumed import Assumed
from generator.diagnostics import Diagnostics, Span
from generator.logic.cone import ConeTooLarge
from generator.logic.fingerprint import Part
from generator.logic.partial import PartialGrid
from generator.logic.readers import Readers
from generator.logic.space import Space
from generator.logic.witness import Witnesses
from generator.model.condition import ALWAYS, Condition

Found = TypeVar("Found")
QUIET = "nothing"


def _too_large(large: ConeTooLarge) -> str:
    if not large.drawn:
        return f"this cannot be decided: {large}; nobody was looked at"
    return f"this cannot be decided: {large}; {large.drawn:,} readers drawn at random do not decide it"


@dataclass(slots=True)
class Questions:
    """Asks the space and words its answers. `needed` are the facets without which no guide can be built."""

    space: Space
    witnesses: Witnesses
    diagnostics: Diagnostics
    needed: Collection[str] = ()
    refused: set[Span] = field(default_factory=set)
    assumed: Assumed | None = None

    @contextmanager
    def about(self, place: Span) -> Iterator[None]:
        """What is asked inside is about this place; a question that is too large is told there once.

        It is a warning, and none where the project says what is assumed.
        """
        try:
            yield
        except ConeTooLarge as large:
            if place not in self.refused and not (self.assumed is not None and self.assumed.covers(place)):
                self.refused.add(place)
                self.diagnostics.warning("too-large", _too_large(large), place, self._advice(place))

    def _advice(self, place: Span) -> str:
        owner = None if self.assumed is None else self.assumed.owner(place)
        if owner is None:
            return "test fewer facets together"
        return f"test fewer facets together, or say why it is right: 'assume' in guidegen.yaml, about: {owner}"

    def nobody(self, condition: Condition) -> bool:
        """Whether the condition holds for no reader.

        Raises ConeTooLarge.
        """
        return self.space.nobody(condition)

    def witness(self, condition: Condition) -> Mapping[str, str] | None:
        """Answers with which the condition holds; None where it holds for nobody.

        Raises ConeTooLarge.
        """
        reader = None if self.space.nobody(condition) else self.space.find(condition)
        return None if reader is None else self.witnesses.words(reader, self.witnesses.named)

    def look(
        self,
        kind: str,
        parts: tuple[Part, ...],
        conditions: Sequence[Condition],
        look: Callable[[PartialGrid], Found | None],
    ) -> Found | None:
        """What is found among the partly answered readers who could tell some conditions apart; None for nothing.

        A question that is known to find nothing is not asked again; `parts` are all that it is about. Where the readers
        are too many, some are drawn. Raises ConeTooLarge where nothing is found among these.
        """
        needed = tuple(sorted(self.needed))
        name = self.space.prints.of(kind, needed, *parts)
        if self.space.proven.get(name) is not None:
            return None
        if self.space.finds_nobody(conditions, look):
            self.space.proven.put(name, QUIET)
            return None
        try:
            found = look(self.space.partial(conditions))
        except ConeTooLarge as large:
            for grid in self.space.drawn(conditions):
                found = look(grid)
                if found is not None:
                    return found
                large.drawn += grid.axes.count
            raise
        if found is None:
            self.space.proven.put(name, QUIET)
        return found

    def readers(self, grid: PartialGrid) -> Readers:
        """The readers of a grid for whom a guide can be built."""
        return grid.real & grid.answering(self.needed)

    def partial_witness(self, grid: PartialGrid, readers: Readers, others: Condition = ALWAYS) -> Mapping[str, str]:
        """The answers of the first of some partly answered readers, for whom `others` holds too.

        `others` asks for no facet of the grid.
        """
        answers = {**grid.first(readers), **(self.space.find(others) or {})}
        return self.witnesses.words(answers, self.needed, unanswered=grid.choices)
