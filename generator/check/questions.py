"""Questions to the profile space, and what becomes of those that are too large for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

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


@dataclass(slots=True)
class Questions:
    """Asks the space and words its answers. `needed` are the facets without which no guide can be built."""

    space: Space
    witnesses: Witnesses
    diagnostics: Diagnostics
    needed: Collection[str] = ()
    refused: set[Span] = field(default_factory=set)

    @contextmanager
    def about(self, place: Span) -> Iterator[None]:
        """What is asked inside is about this place; a question that is too large is an error there, once."""
        try:
            yield
        except ConeTooLarge as large:
            if place not in self.refused:
                self.refused.add(place)
                self.diagnostics.error(
                    "too-large", f"this cannot be decided: {large}", place, "test fewer facets together"
                )

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

    def look(self, kind: str, parts: tuple[Part, ...], look: Callable[[], Found | None]) -> Found | None:
        """What is found in answer to a question about partly answered readers; None where nothing is.

        A question that is known to find nothing is not asked again; `parts` are all that it is about.
        """
        needed = tuple(sorted(self.needed))
        name = self.space.prints.of(kind, needed, *parts)
        if self.space.proven.get(name) is not None:
            return None
        found = look()
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
