"""Comparisons: clauses whose bound is not a fixed value, or that are about a day of the path.

Each is a subject of its own with the values yes and no, so that every other stage treats it like an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.condition import ALWAYS, NOWHERE, AllOf, AnyOf, Clause, Condition, Not
from generator.model.dates import DateRule
from generator.model.facet import Facet

Bound = int | dt.date | DateRule
Sign = Literal["<=", ">="]
PATH = "path."
YES, NO = "yes", "no"
HOLDS = frozenset({YES})
FAILS = frozenset({NO})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value (a date facet, or a field of a step) that is at most or at least a bound."""

    left: str
    sign: Sign
    bound: Bound

    @property
    def name(self) -> str:
        """The subject's name, as an author reads it."""
        return f"{self.left} {self.sign} {self.bound_words}"

    @property
    def bound_words(self) -> str:
        """The bound as it is written in a file."""
        return str(self.bound)

    @property
    def is_on_path(self) -> bool:
        return self.left.startswith(PATH)

    def holds(self, value: int | dt.date, bound: int | dt.date) -> bool:
        """Whether a value keeps to the bound; both are numbers or both are days."""
        return value <= bound if self.sign == "<=" else value >= bound  # type: ignore[operator]


def orders(comparisons: Iterable[Comparison], fixed: Mapping[DateRule, dt.date]) -> Iterator[Condition]:
    """What follows of one comparison for another of the same value: what is over in May is over in June.

    `fixed` are the days of the rules that have one in a season; the others are taken to be in any order.
    """
    groups: dict[str, list[tuple[Comparison, int | dt.date]]] = {}
    for one in comparisons:
        bound = fixed.get(one.bound) if isinstance(one.bound, DateRule) else one.bound
        if bound is not None:
            groups.setdefault(one.left, []).append((one, bound))
    for several in groups.values():
        for first, low in several:
            for second, high in several:
                if first is not second and (rule := _follows(first, low, second, high)) is not None:
                    yield rule


def _follows(first: Comparison, one: int | dt.date, second: Comparison, other: int | dt.date) -> Condition | None:
    implied: Condition = Clause(second.name, HOLDS)
    if first.sign == second.sign:
        if not first.holds(one, other):
            return None
    elif first.sign == ">=" or first.holds(other, one):
        return None
    else:
        implied = Not(implied)
    return AnyOf((Not(Clause(first.name, HOLDS)), implied))


def range_of(left: str, low: Bound | None, high: Bound | None) -> tuple[Comparison, ...]:
    """The comparisons that keep a value in a range, both ends included."""
    found = []
    if low is not None:
        found.append(Comparison(left, ">=", low))
    if high is not None:
        found.append(Comparison(left, "<=", high))
    return tuple(found)


def together(clauses: Iterable[Clause]) -> Condition:
    """All of some clauses."""
    parts = tuple(clauses)
    return parts[0] if len(parts) == 1 else AllOf(parts)


def yes_no_facet(name: str) -> Facet:
    """Is among the questions about readers for something that is yes or no: a comparison, or an answer given."""
    return Facet.model_construct(span=NOWHERE, spans={}, label=name, type="choice", values={}, asked_when=ALWAYS)
