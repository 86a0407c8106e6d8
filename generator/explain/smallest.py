"""The smallest set of answers that brings a module in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.logic.combine import all_of, negated
from generator.logic.space import Space
from generator.logic.subject import Subject
from generator.model.answers import Answers, Interval, Possible, Several
from generator.model.condition import ALWAYS, Clause, Condition, Range

MOST_TRIES = 4000
"""Sets of answers tried before a set is taken from which none can be left out."""

MOST_VALUES = 64
"""Numbers tried one by one when an answer is widened."""


@dataclass(frozen=True, slots=True)
class FewestAnswers:
    """Answers by facet, each as the condition that any of its values satisfies.

    `is_smallest` is false where there were too many sets to try them all: then no answer can be left out, but a smaller
    set of others may exist.
    """

    answers: Mapping[str, Condition]
    is_smallest: bool = True


def fewest_answers(chosen: Condition, space: Space) -> FewestAnswers | None:
    """The fewest answers after which a condition is certain, whatever else is answered; None where it never holds.

    Raises ConeTooLarge.
    """
    reader = space.find(chosen)
    if reader is None:
        return None
    if space.find(negated(chosen)) is None:
        return FewestAnswers({})
    return _Search(chosen, space).run(reader)


class _Search:
    def __init__(self, chosen: Condition, space: Space) -> None:
        self.chosen, self.space = chosen, space
        self.cone = space.cones.of((chosen,))
        self.tries = 0

    def run(self, reader: Answers) -> FewestAnswers:
        whole = {name: self._says(name, reader[name]) for name in self.cone.facets}
        fewer = self._reduced(whole)
        found = self._smaller_than(len(fewer))
        answers = fewer if found is None else found
        return FewestAnswers(self._widened(answers), is_smallest=self.tries <= MOST_TRIES)

    def is_certain(self, answers: Mapping[str, Condition]) -> bool:
        """Whether the condition holds for everybody who gives these answers, and somebody can give them."""
        assumed = all_of(*answers.values())
        return self.space.find(all_of(assumed, negated(self.chosen))) is None and self.space.find(assumed) is not None

    def _reduced(self, answers: Mapping[str, Condition]) -> dict[str, Condition]:
        """The answers without those that can be left out, the last declared first."""
        kept = dict(answers)
        for name in reversed(tuple(answers)):
            fewer = {other: one for other, one in kept.items() if other != name}
            if self.is_certain(fewer):
                kept = fewer
        return kept

    def _smaller_than(self, size: int) -> dict[str, Condition] | None:
        """A set of fewer answers; None where there is none or too many would have to be tried."""
        useful = {name: several for name in self.cone.facets if (several := self._useful(name))}
        for fewer in range(1, size):
            for names in itertools.combinations(useful, fewer):
                for answers in itertools.product(*(useful[name] for name in names)):
                    self.tries += 1
                    if self.tries > MOST_TRIES:
                        return None
                    given = dict(zip(names, answers, strict=True))
                    if self.is_certain(given):
                        return given
        return None

    def _useful(self, name: str) -> Sequence[Condition]:
        """The answers to one facet with which the condition can hold."""
        said = [self._says(name, answer) for answer in self.space.cones.cells(self.cone, name)]
        return [one for one in said if one != ALWAYS and self.space.find(all_of(one, self.chosen)) is not None]

    def _says(self, name: str, answer: Possible) -> Condition:
        """The condition that a facet has just this answer, as far as anything asks for it."""
        match answer:
            case Several(chosen):
                asked = {value for one in self.cone.allowed[name] if not isinstance(one, Range) for value in one}
                each = (Clause(name, frozenset({value})) for value in sorted(asked, key=str))
                return all_of(
                    *(one if one.allowed & (chosen or frozenset()) else negated(one) for one in each)  # type: ignore[operator]
                )
            case Interval(day):
                return Clause(name, Range(day, day))
            case frozenset():
                return Clause(name, answer)
        return ALWAYS

    def _widened(self, answers: Mapping[str, Condition]) -> dict[str, Condition]:
        """Each answer with all the other values that do as well, those of the other facets widened already."""
        wide = dict(answers)
        for name, answer in answers.items():
            if isinstance(answer, Clause):
                others = {other: one for other, one in wide.items() if other != name}
                wide[name] = self._wider(answer, others)
        return wide

    def _wider(self, answer: Clause, others: Mapping[str, Condition]) -> Condition:
        name, allowed = answer.subject, answer.allowed
        if isinstance(allowed, Range):
            open_ended = (Clause(name, Range(None, allowed.high)), Clause(name, Range(allowed.low, None)))
            return next((one for one in open_ended if self.is_certain({**others, name: one})), answer)
        subject = self.space.subjects[name]
        values: Sequence[str | int] = subject.values
        if subject.type == "integer":
            values = range(subject.low, min(subject.high, subject.low + MOST_VALUES) + 1)
        wider = [
            one
            for one in values
            if one not in allowed and self.is_certain({**others, name: Clause(name, frozenset({one}))})
        ]
        return _as_range(allowed | frozenset(wider), subject) or Clause(name, allowed | frozenset(wider))


def _as_range(values: frozenset[str | int], subject: Subject) -> Clause | None:
    """Numbers that follow each other as a range, open where it reaches an end of the subject."""
    numbers = sorted(one for one in values if isinstance(one, int))
    if len(numbers) < 2 or len(numbers) != len(values) or numbers[-1] - numbers[0] >= len(numbers):
        return None
    low = None if numbers[0] == subject.low and numbers[-1] != subject.high else numbers[0]
    high = None if numbers[-1] == subject.high and low is not None else numbers[-1]
    return Clause(subject.name, Range(low, high))
