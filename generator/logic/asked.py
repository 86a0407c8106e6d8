"""Facets that are asked of some readers only: what is possible where it is open, or sure, that one is not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.model.answers import ABSENT, Given, Interval, Possible, Presumed, Several
from generator.model.condition import ALWAYS, Condition
from generator.model.facet import Facet
from generator.model.truth import FALSE, TRUE, Truth


def perhaps_asked(possible: Given) -> Given:
    """What is possible before it is known whether a reader is asked."""
    if isinstance(possible, frozenset):
        return possible | ABSENT
    return replace(possible, is_asked=False)


def may_be_unasked(possible: Possible) -> bool:
    """Whether the reader is not asked, or that may turn out."""
    match possible:
        case Several() | Interval():
            return not possible.is_asked
        case frozenset():
            return bool(possible & ABSENT)
        case Presumed():
            return False


def asked(possible: Possible, truth: Truth) -> Possible:
    """What is possible once it is known, as far as it is, whether a reader is asked."""
    if truth is FALSE:
        return ABSENT
    if truth is not TRUE:
        return possible
    match possible:
        case Several() | Interval():
            return replace(possible, is_asked=True)
        case frozenset():
            return (possible - ABSENT) or possible
        case Presumed():
            return possible


def deciding(facet: Facet) -> Iterator[Condition]:
    """The conditions that decide a derived facet, and whether a facet is asked."""
    if facet.asked_when != ALWAYS:
        yield facet.asked_when
    if isinstance(facet.derived, tuple):
        for row in facet.derived:
            yield row.when


def asked_by(conditions: Iterable[Condition], facets: Mapping[str, Facet]) -> tuple[str, ...]:
    """The subjects of some conditions, and those that decide whether these are asked of a reader, in one order."""
    found: dict[str, None] = {}
    waiting = [clause.subject for one in conditions for clause in one.clauses()]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            facet = facets.get(name)
            if facet is not None and facet.asked_when != ALWAYS:
                waiting += [clause.subject for clause in facet.asked_when.clauses()]
    return tuple(sorted(found))
