"""Readers for guide tests: those who show the truths of clauses that no test shows yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.explain.coverage import Coverage
from generator.logic.combine import negated
from generator.logic.cone import ConeTooLarge
from generator.logic.space import Space
from generator.logic.witness import AS_OF, Witnesses
from generator.model.answers import Answers
from generator.model.condition import Clause, Condition
from generator.model.project import Project
from generator.model.truth import TRUE, Truth


@dataclass(frozen=True, slots=True)
class GeneratedReader:
    """Answers for a guide test, in words, and the day to count from where it is not today."""

    answers: Mapping[str, str]
    as_of: dt.date | None


class ReaderFinder:
    """Finds readers greedily: each shows a truth that is still missing, and whatever else they do.

    `answers_of` works out what is known of such a reader; None where their answers break a constraint.
    """

    def __init__(
        self, project: Project, space: Space, today: dt.date, answers_of: Callable[[GeneratedReader], Answers | None]
    ) -> None:
        self.space, self.answers_of = space, answers_of
        self.witnesses = Witnesses(project, space, today)
        # The season is left to the witnesses, which choose one for the months they need.
        self.facets = project.facets
        self.asked = [
            name
            for name, facet in project.facets.items()
            if facet.derived is None and name != project.settings.season_facet
        ]

    def run(self, coverage: Coverage) -> tuple[list[GeneratedReader], list[tuple[str, Clause, Truth]]]:
        """The readers for everything that a coverage misses, and what nobody can show. The coverage is added to."""
        found: list[GeneratedReader] = []
        for place, clause, truth in coverage.missing:
            if truth not in coverage.seen.get(place, set()):
                one = self._showing(clause if truth is TRUE else negated(clause), coverage)
                found += [] if one is None else [one]
        return found, coverage.missing

    def _showing(self, wanted: Condition, coverage: Coverage) -> GeneratedReader | None:
        """A reader for whom a condition holds and who shows something new, which is added to the coverage."""
        try:
            reader = self.space.find(wanted)
        except ConeTooLarge:
            return None
        if reader is None:
            return None
        # Full answers can be built; where months are counted, not every answer goes with the days.
        for needed in (self.asked, self.witnesses.named):
            words = self.witnesses.words(reader, needed)
            day = words.pop(AS_OF, None)
            words = {name: word for name, word in words.items() if name in self.facets}
            one = GeneratedReader(words, None if day is None else dt.date.fromisoformat(day))
            answers = self.answers_of(one)
            if answers is not None and self._is_new(answers, coverage):
                return one
        return None

    def show_more(self, drawn: Iterable[GeneratedReader], coverage: Coverage) -> Iterator[GeneratedReader]:
        """Those of some readers who show something new: what a path comes to cannot be asked for, only tried."""
        for one in drawn:
            if not coverage.missing:
                return
            full = replace(one, answers={**self._named(), **one.answers})
            answers = self.answers_of(full)
            if answers is not None and self._is_new(answers, coverage):
                yield full

    def _named(self) -> dict[str, str]:
        """An answer to each question without which no guide can be built."""
        named = (name for name in self.witnesses.named if self.facets[name].type == "choice")
        return {name: self.facets[name].real_values[0] for name in named}

    def _is_new(self, answers: Answers, coverage: Coverage) -> bool:
        before = len(coverage.missing)
        coverage.add(answers)
        return len(coverage.missing) < before
