"""The smallest set of answers that brings a module in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.logic.choices import choices_of
from generator.logic.combine import all_of, negated
from generator.logic.cone import ConeTooLarge
from generator.logic.diagram import Diagram, DiagramAxes
from generator.logic.space import Space
from generator.logic.subject import Subject
from generator.model.answers import Given, Interval, Several
from generator.model.condition import Clause, Condition, Range

MOST_VALUES = 64
"""Numbers tried one by one when an answer is widened."""


@dataclass(frozen=True, slots=True)
class FewestAnswers:
    """Answers by facet, each as the condition that any of its values satisfies.

    `is_smallest` is false where there were too many sets to compare them all: then no answer can be left out, but a
    smaller set of others may exist.
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
    if space.nobody(negated(chosen)):
        return FewestAnswers({})
    return _Search(chosen, space).run(reader)


def of_answers_alone(space: Space) -> Space:
    """The space without the rows to reconsider: no answer by itself decides that a path takes a value back."""
    tables = {
        name: table.model_copy(update={"rows": tuple(one for one in table.rows if not one.reconsider)})
        for name, table in space.tables.items()
    }
    return Space(space.facets, space.subjects, tables, space.constraints, days=space.days)


class _Search:
    def __init__(self, chosen: Condition, space: Space) -> None:
        self.chosen, self.space = chosen, space
        self.cone = space.cones.of((chosen,))

    def run(self, reader: Mapping[str, Given]) -> FewestAnswers:
        try:
            answers, is_smallest = self._smallest(), True
        except ConeTooLarge:
            whole = {name: self._says(name, reader[name]) for name in self.cone.facets if name in reader}
            answers, is_smallest = self._reduced(whole), False
        return FewestAnswers(self._widened(answers), is_smallest)

    def _smallest(self) -> dict[str, Condition]:
        """Of all sets of answers after which the condition is certain, one that answers the fewest questions.

        Raises ConeTooLarge.
        """
        grid = self.space.grid(self.cone, large=True)
        choices = choices_of(grid, self.space.subjects)
        axes = DiagramAxes({name: len(several) for name, several in choices.items()})
        lacking = grid.valid - grid.where(self.chosen)
        certain = axes.lift(grid.valid, choices) - axes.lift(lacking, choices)
        assert isinstance(certain, Diagram)
        costs = {name: [int(len(several) < len(grid.cells[name])) for several in choices[name]] for name in choices}
        places = {name: choices[name][at] for name, at in certain.cheapest(costs).items()}
        return {
            name: self._says_any(name, [grid.cells[name][place] for place in places[name]])
            for name in grid.cone.facets
            if len(places[name]) < len(grid.cells[name])
        }

    def is_certain(self, answers: Mapping[str, Condition]) -> bool:
        """Whether the condition holds for everybody who gives these answers, and somebody can give them."""
        assumed = all_of(*answers.values())
        return self.space.nobody(all_of(assumed, negated(self.chosen))) and not self.space.nobody(assumed)

    def _reduced(self, answers: Mapping[str, Condition]) -> dict[str, Condition]:
        """The answers without those that can be left out, the last declared first."""
        kept = dict(answers)
        for name in reversed(tuple(answers)):
            fewer = {other: one for other, one in kept.items() if other != name}
            if self.is_certain(fewer):
                kept = fewer
        return kept

    def _says_any(self, name: str, answers: Sequence[Given]) -> Condition:
        """The condition that a facet has one of these answers. Only single values go together."""
        if len(answers) == 1:
            return self._says(name, answers[0])
        return Clause(name, frozenset().union(*answers))  # type: ignore[arg-type]

    def _says(self, name: str, answer: Given) -> Condition:
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
