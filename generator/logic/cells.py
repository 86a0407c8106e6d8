"""Cells: the answers to one facet that clauses tell apart, one answer for each."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import TypeVar

from generator.logic.evaluate import admits
from generator.logic.subject import Subject
from generator.model.answers import Given, Interval, Several
from generator.model.condition import Range

Allowed = frozenset[str | int] | Range
"""What a clause allows its subject to be."""

ANY_DAY = dt.date(2000, 1, 1)
Value = TypeVar("Value", str, int, dt.date)


def cells_of(subject: Subject, allowed: frozenset[Allowed], *, whole: bool) -> tuple[Given, ...]:
    """One answer for each set of values that no clause tells apart; `whole` keeps all values of a set together."""
    match subject.type:
        case "choice":
            return tuple(frozenset({value}) for value in _representatives(_named(subject.values, allowed), allowed))
        case "integer" if whole:
            groups: dict[int, list[int]] = {}
            for value, kind in kinds_of(range(subject.low, subject.high + 1), allowed).items():
                groups.setdefault(kind, []).append(value)
            return tuple(frozenset(values) for values in groups.values())
        case "integer":
            return tuple(frozenset({value}) for value in _representatives(_numbers(subject, allowed), allowed))
        case "choices":
            return tuple(_picks(subject.values, allowed))
        case "date":
            days = _representatives(sorted(_days(allowed)) or [ANY_DAY], allowed)
            return tuple(Interval(day, day) for day in days)


def kinds_of(values: Iterable[Value], allowed: Iterable[Allowed]) -> dict[Value, int]:
    """Which clauses each value satisfies, one bit each: values of one kind are told apart by no clause."""
    kinds = dict.fromkeys(values, 0)
    for place, one in enumerate(allowed):
        satisfying = kinds.keys() & one if isinstance(one, frozenset) else [value for value in kinds if _in(one, value)]
        for value in satisfying:
            kinds[value] |= 1 << place
    return kinds


def _in(allowed: Range, value: str | int | dt.date) -> bool:
    return allowed.admits(value) if isinstance(value, dt.date) else admits(allowed, value)


def _representatives(values: Iterable[Value], allowed: frozenset[Allowed]) -> list[Value]:
    groups: dict[int, Value] = {}
    for value, kind in kinds_of(values, allowed).items():
        groups.setdefault(kind, value)
    return list(groups.values())


def _named(values: tuple[str, ...], allowed: Iterable[Allowed]) -> list[str]:
    """The values that clauses name, and the first of the others: the rest are like it."""
    named = {value for one in allowed if not isinstance(one, Range) for value in one}
    other = next((value for value in values if value not in named), None)
    return [value for value in values if value in named or value == other]


def _numbers(subject: Subject, allowed: Iterable[Allowed]) -> list[int]:
    """Both ends, and every number at which a clause changes its truth."""
    points = {subject.low, subject.high}
    for one in allowed:
        for bound in (one.low, one.high) if isinstance(one, Range) else one:
            if isinstance(bound, int):
                points |= {bound - 1, bound, bound + 1}
    return sorted(point for point in points if subject.low <= point <= subject.high)


def _picks(values: tuple[str, ...], allowed: frozenset[Allowed]) -> list[Several]:
    """Sets of values, one for each combination of clauses that can be satisfied together."""
    kinds = kinds_of(_named(values, allowed), allowed)
    useful = [value for value in _representatives(kinds, allowed) if kinds[value]]
    found: dict[int, Several] = {}
    for size in range(len(useful) + 1):
        for pick in itertools.combinations(useful, size):
            kind = 0
            for value in pick:
                kind |= kinds[value]
            found.setdefault(kind, Several(frozenset(pick)))
    return list(found.values())


def _days(allowed: Iterable[Allowed]) -> set[dt.date]:
    """Every day at which a clause changes its truth, and its neighbors."""
    days: set[dt.date] = set()
    for one in allowed:
        for bound in (one.low, one.high) if isinstance(one, Range) else ():
            if isinstance(bound, dt.date):
                days.add(bound)
                for step in (-1, 1):
                    if dt.date.min < bound < dt.date.max:
                        days.add(bound + dt.timedelta(days=step))
    return days
