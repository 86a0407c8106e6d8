"""The smallest set of answers that brings a module in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from generator.logic.combine import all_of, negated
from generator.logic.space import Space
from generator.model.answers import Interval, Possible, Several
from generator.model.condition import ALWAYS, Clause, Condition, Range

MOST_ANSWERS = 4
"""Answers tried together; a module that needs more is shown by one whole reader instead."""


def smallest_answers(chosen: Condition, space: Space) -> Mapping[str, str] | None:
    """The fewest answers after which a module is certain, whatever else is answered; None where nobody gets it.

    Raises ConeTooLarge.
    """
    if space.find(chosen) is None:
        return None
    if space.find(negated(chosen)) is None:
        return {}
    cone = space.cones.of((chosen,))
    asked = [name for name in cone.facets if space.facets[name].derived is None]
    cells = {name: space.cones.cells(cone, name) for name in asked}
    for size in range(1, min(MOST_ANSWERS, len(asked)) + 1):
        for names in itertools.combinations(asked, size):
            for answers in itertools.product(*(cells[name] for name in names)):
                given = dict(zip(names, answers, strict=True))
                assumed = all_of(*(_says(name, answer) for name, answer in given.items()))
                if space.find(all_of(assumed, negated(chosen))) is None and space.find(assumed) is not None:
                    return space.words(given)
    reader = space.find(chosen)
    assert reader is not None
    return space.words({name: answer for name, answer in reader.items() if name in asked})


def _says(name: str, answer: Possible) -> Condition:
    """The condition that a facet has just this answer."""
    match answer:
        case Several(chosen):
            return all_of(*_each(name, chosen or frozenset()))
        case Interval(day):
            return Clause(name, Range(day, day))
        case frozenset():
            return Clause(name, answer)
    return ALWAYS


def _each(name: str, chosen: frozenset[str]) -> Iterator[Condition]:
    if not chosen:
        yield ALWAYS
    for value in sorted(chosen):
        yield Clause(name, frozenset({value}))
