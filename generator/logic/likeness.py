"""Answers as some conditions see them: who differs only in what none of them tells apart is the same reader to them."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable

from generator.logic.evaluate import clause_truth
from generator.model.answers import ABSENT, Answers, Possible, is_settled
from generator.model.condition import Clause, Condition


class Likeness:
    """Tells answers apart as far as some conditions do.

    An answer counts for what the clauses on it make of it. One of a `moving` subject may lose any of its values, so it
    counts for itself while it is open; so do all answers to `exact` subjects, which are looked at directly.
    """

    def __init__(self, conditions: Iterable[Condition], exact: Collection[str], moving: Collection[str]) -> None:
        self._clauses: dict[str, tuple[Clause, ...]] = {}
        for clause in dict.fromkeys(clause for one in conditions for clause in one.clauses()):
            self._clauses[clause.subject] = (*self._clauses.get(clause.subject, ()), clause)
        self._exact, self._moving = frozenset(exact), frozenset(moving)
        self._seen: dict[tuple[str, Possible], Hashable] = {}

        self._subjects = tuple(dict.fromkeys((*self._clauses, *sorted(self._exact))))

    def of(self, answers: Answers) -> tuple[Hashable, ...]:
        """Equal for answers between which nothing tells a difference."""
        return tuple([self._one(subject, answers[subject]) for subject in self._subjects])

    def _one(self, subject: str, possible: Possible) -> Hashable:
        if subject in self._exact or possible == ABSENT or (subject in self._moving and not is_settled(possible)):
            return possible
        key = subject, possible
        if key not in self._seen:
            self._seen[key] = tuple(
                clause_truth(clause, possible, wanted=wanted)
                for clause in self._clauses.get(subject, ())
                for wanted in (True, False)
            )
        return self._seen[key]
