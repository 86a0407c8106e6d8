"""Conditions put together: constants folded and joins flattened, so that equal questions stay small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.condition import ALWAYS, AllOf, AnyOf, Condition, Not

NEVER: Condition = AnyOf()


def all_of(*parts: Condition) -> Condition:
    """Every part holds."""
    kept: dict[Condition, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        kept.update(dict.fromkeys(part.parts if isinstance(part, AllOf) else (part,)))
    return next(iter(kept)) if len(kept) == 1 else AllOf(tuple(kept))


def any_of(*parts: Condition) -> Condition:
    """At least one part holds."""
    kept: dict[Condition, None] = {}
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        kept.update(dict.fromkeys(part.parts if isinstance(part, AnyOf) else (part,)))
    return next(iter(kept)) if len(kept) == 1 else AnyOf(tuple(kept))


def negated(part: Condition) -> Condition:
    """The part does not hold."""
    if part == ALWAYS:
        return NEVER
    if part == NEVER:
        return ALWAYS
    return part.part if isinstance(part, Not) else Not(part)


def none_of(parts: Iterable[Condition]) -> Condition:
    """No part holds."""
    return all_of(*(negated(part) for part in parts))


def conjuncts(condition: Condition, *, wanted: bool = True) -> Iterator[Condition]:
    """The conditions that must all hold for `condition` (for its negation, where not `wanted`) to hold."""
    match condition:
        case Not(part):
            yield from conjuncts(part, wanted=not wanted)
        case AllOf(parts) if wanted:
            for part in parts:
                yield from conjuncts(part)
        case AnyOf(parts) if not wanted:
            for part in parts:
                yield from conjuncts(part, wanted=False)
        case _:
            yield condition if wanted else Not(condition)
