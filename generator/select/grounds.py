"""Grounds: which of a reader's answers make a condition true, and what is left open of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.logic.evaluate import evaluate
from generator.logic.residue import reduced
from generator.logic.subject import Subjects
from generator.model.answers import Answers, is_settled
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not
from generator.model.facet import Facet
from generator.model.truth import TRUE, UNKNOWN


@dataclass(frozen=True, slots=True)
class Literal:
    """A clause that is true of the reader, or whose negation is. Without a clause it is the answer as a whole."""

    subject: str
    clause: Clause | None
    wanted: bool = True


Literals = tuple[Literal, ...]


@dataclass(slots=True)
class Grounds:
    """Gathers from conditions that are not false for a reader what of them is true, and the subjects left open.

    What is true is enough for the conditions, together with what is open: of alternatives one that is true is
    taken, and of several the one that names the fewest subjects not named so far, those asked before those derived.
    """

    subjects: Subjects
    facets: Mapping[str, Facet]
    answers: Answers
    true: dict[Literal, None] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    _is_settled: bool = False
    _alternatives: list[list[tuple[Condition, bool]]] = field(default_factory=list)

    def add(self, condition: Condition, *, is_settled: bool) -> None:
        """Gather what holds of one more condition; of one that `is_settled` nothing is open, whatever it says alone."""
        self._is_settled = is_settled
        self._add(condition, wanted=True)

    def finish(self) -> None:
        """Decide between alternatives; called once, when everything that must hold is known."""
        for several in self._alternatives:
            best = min((self._literals(part, wanted) for part, wanted in several), key=self._cost)
            self.true.update(dict.fromkeys(best))
        self._alternatives.clear()

    def _add(self, condition: Condition, *, wanted: bool) -> None:
        truth = evaluate(condition, self.answers, wanted=wanted)
        if truth is TRUE:
            self._add_true(condition, wanted=wanted)
        elif truth is UNKNOWN:
            if self._is_settled or reduced(condition if wanted else Not(condition), self.answers) is TRUE:
                # No clause of it is decided alone ("own or rented"), but the answers as they are decide it.
                narrowed = (one.subject for one in condition.clauses() if self._says_something(one.subject))
                self.true.update({Literal(subject, None): None for subject in narrowed})
            else:
                self._add_open(condition, wanted=wanted)

    def _add_true(self, condition: Condition, *, wanted: bool) -> None:
        match condition:
            case Clause():
                self.true[Literal(condition.subject, condition, wanted)] = None
            case Not(part):
                self._add_true(part, wanted=not wanted)
            case AllOf(parts) | AnyOf(parts) if isinstance(condition, AllOf) is wanted:
                for part in parts:
                    self._add_true(part, wanted=wanted)
            case AllOf(parts) | AnyOf(parts):
                self._alternatives.append([(one, wanted) for one in parts if self._is_true(one, wanted)])

    def _add_open(self, condition: Condition, *, wanted: bool) -> None:
        match condition:
            case Clause(subject):
                if is_settled(self.answers[subject]):
                    # It is answered: what is open is whether it is asked.
                    self._add(self.facets[subject].asked_when, wanted=True)
                else:
                    self.open[subject] = None
            case Not(part):
                self._add_open(part, wanted=not wanted)
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self._add(part, wanted=wanted)

    def _says_something(self, subject: str) -> bool:
        return self.answers[subject] != self.subjects[subject].everything()

    def _is_true(self, condition: Condition, wanted: bool) -> bool:
        return evaluate(condition, self.answers, wanted=wanted) is TRUE

    def _literals(self, condition: Condition, wanted: bool) -> Literals:
        """What makes a true condition true, as few new subjects as can be."""
        match condition:
            case Clause():
                return (Literal(condition.subject, condition, wanted),)
            case Not(part):
                return self._literals(part, not wanted)
            case AllOf(parts) | AnyOf(parts) if isinstance(condition, AllOf) is wanted:
                return tuple(one for part in parts for one in self._literals(part, wanted))
            case AllOf(parts) | AnyOf(parts):
                true = (self._literals(part, wanted) for part in parts if self._is_true(part, wanted))
                return min(true, key=self._cost)

    def _cost(self, literals: Iterable[Literal]) -> int:
        named = {one.subject for one in self.true}
        new = {one.subject for one in literals} - named
        return sum(1 if self._is_asked(one) else 2 for one in new)

    def _is_asked(self, subject: str) -> bool:
        return subject in self.facets and self.facets[subject].derived is None
