"""The order of a slot's alternatives: a special case before the general one, then by priority; ties are found here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.logic.space import Space
from generator.model.module import Module


@dataclass(frozen=True, slots=True)
class Tie:
    """Two alternatives that can both hold, neither a special case of the other, with the same priority."""

    first: Module
    second: Module
    witness: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A slot's alternatives, most specific first, and what keeps them from being a clear order."""

    order: tuple[Module, ...]
    ties: tuple[Tie, ...] = ()
    circle: tuple[Module, ...] = ()


def rank(rivals: Sequence[Module], space: Space) -> Ranking:
    """Order a slot's modules. File names and file order never matter, but among those that exclude one another.

    Raises ConeTooLarge.
    """
    before: dict[str, set[str]] = {module.id: set() for module in rivals}
    ties: list[Tie] = []
    for index, one in enumerate(rivals):
        for other in rivals[index + 1 :]:
            relation = space.relation(one.condition, other.condition)
            special = relation.first_implies_second, relation.second_implies_first
            if special == (True, False):
                before[other.id].add(one.id)
            elif special == (False, True):
                before[one.id].add(other.id)
            elif relation.both is not None:
                if one.front.priority == other.front.priority:
                    ties.append(Tie(one, other, space.witness(relation.both)))
                else:
                    first, second = sorted((one, other), key=lambda module: -module.front.priority)
                    before[second.id].add(first.id)
    order: list[Module] = []
    waiting = sorted(rivals, key=lambda module: module.id)
    while waiting:
        placed = {module.id for module in order}
        free = next((module for module in waiting if before[module.id] <= placed), None)
        if free is None:
            return Ranking((*order, *waiting), tuple(ties), _circle(waiting, before))
        order.append(free)
        waiting.remove(free)
    return Ranking(tuple(order), tuple(ties))


def _circle(waiting: Sequence[Module], before: Mapping[str, set[str]]) -> tuple[Module, ...]:
    """Those of the waiting that go round: each comes before one of them."""
    while True:
        needed = {name for module in waiting for name in before[module.id]}
        left = [module for module in waiting if module.id in needed]
        if len(left) == len(waiting):
            return tuple(left)
        waiting = left
