"""Why one alternative of a slot comes before another."""

from __future__ import annotations

from generator.logic.describe import condition_words
from generator.logic.space import Space
from generator.model.condition import ALWAYS
from generator.model.module import Module


def why_before(first: Module, second: Module, space: Space) -> str:
    """In words: a special case of the other, a higher priority, or no reader in common.

    Raises ConeTooLarge, as ranking the two would have.
    """
    relation = space.relation(first.condition, second.condition)
    if relation.first_implies_second and not relation.second_implies_first:
        if second.condition == ALWAYS:
            return f"'{first.id}' is more specific: '{second.id}' asks nothing"
        return (
            f"'{first.id}' is more specific: where '{condition_words(first.condition)}' holds, "
            f"'{condition_words(second.condition)}' holds too"
        )
    if relation.both is None:
        return f"'{first.id}' and '{second.id}' can never hold together"
    return (
        f"'{first.id}' has priority {first.front.priority}, '{second.id}' has {second.front.priority}, "
        "and neither is a special case of the other"
    )
