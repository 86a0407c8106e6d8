"""Facets in an order in which those that meet in a condition are near each other: diagrams are small then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.condition import AllOf, AnyOf, Condition, Not

ROUNDS = 40
"""How often facets are moved toward those they meet; the order is good long before."""


def nearby(names: Sequence[str], meetings: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The names in the order found in which they lie nearest to those they meet, the given order if none is better.

    Each name is moved to the middle of its meetings, and each meeting to the middle of its names, again and again
    (FORCE: Aloul, Markov, Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic", 2003).
    """
    together = [meeting for meeting in dict.fromkeys(meetings) if len(meeting) > 1]
    order = best = tuple(names)
    least = _span(best, together)
    for _ in range(ROUNDS):
        places = {name: place for place, name in enumerate(order)}
        middles: dict[str, list[float]] = {name: [] for name in names}
        for meeting in together:
            middle = sum(places[name] for name in meeting) / len(meeting)
            for name in meeting:
                middles[name].append(middle)
        moved = {name: sum(several) / len(several) if several else places[name] for name, several in middles.items()}
        order = tuple(sorted(order, key=lambda name: (moved[name], places[name])))
        span = _span(order, together)
        if span >= least:
            break
        best, least = order, span
    return best


def _span(order: Sequence[str], together: Iterable[frozenset[str]]) -> int:
    """How far apart those that meet are, all meetings together."""
    places = {name: place for place, name in enumerate(order)}
    return sum(max(several) - min(several) for several in ([places[name] for name in one] for one in together))


def meetings(condition: Condition, behind: Mapping[str, frozenset[str]]) -> Iterator[frozenset[str]]:
    """The facets that are tested together somewhere in a condition; `behind` gives those that a subject rests on."""
    match condition:
        case Not(part):
            yield from meetings(part, behind)
        case AllOf(parts) | AnyOf(parts):
            if all(not isinstance(part, AllOf | AnyOf) for part in parts):
                yield frozenset().union(*(behind[one.subject] for one in condition.clauses()))
            for part in parts:
                yield from meetings(part, behind)
        case _:
            yield behind[condition.subject]
