"""Conditions, days and rules as data: each condition once, named by its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, assert_never

from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.dates import DateRule

Data = dict[str, Any]
EPOCH = dt.date(1970, 1, 1)


@dataclass(slots=True)
class Conditions:
    """Gives every condition its number; equal ones have the same."""

    numbers: dict[Condition, int] = field(default_factory=dict)

    def number(self, condition: Condition) -> int:
        """The number of a condition among the data."""
        return self.numbers.setdefault(condition, len(self.numbers))

    def when(self, condition: Condition, key: str = "when") -> Data:
        """The condition under its key; nothing where it always holds."""
        return {} if condition == ALWAYS else {key: self.number(condition)}

    @property
    def data(self) -> list[Data]:
        """Every condition, each at its number."""
        return [condition_data(one) for one in self.numbers]


def condition_data(condition: Condition) -> Data:
    """A condition as plain data: {"is": subject, "in": [...]}, or with "min" and "max", "all", "any", "not"."""
    match condition:
        case Clause(subject, Range(low, high)):
            bounds = {"min": low, "max": high}
            return {"is": subject} | {name: _bound(value) for name, value in bounds.items() if value is not None}
        case Clause(subject, allowed):
            assert isinstance(allowed, frozenset)
            return {"is": subject, "in": sorted(allowed, key=str)}
        case AllOf(parts):
            return {"all": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_data(part) for part in parts]}
        case Not(part):
            return {"not": condition_data(part)}
    assert_never(condition)


def _bound(value: int | dt.date) -> int:
    return day_number(value) if isinstance(value, dt.date) else value


def day_number(day: dt.date) -> int:
    """A day as the page counts it: days since 1970-01-01."""
    return (day - EPOCH).days


def rule_data(rule: DateRule) -> list[Any]:
    """A date rule: what it counts from and, where it lies apart, how far in which unit."""
    return [rule.anchor] if rule.count == 0 else [rule.anchor, rule.count, rule.unit]


def present(pairs: Iterable[tuple[str, Any]]) -> Data:
    """What is there to be said: without what is None, false, or an empty list or text."""
    return {
        name: value
        for name, value in pairs
        if value is not None and value is not False and value not in ((), [], {}, "")
    }
