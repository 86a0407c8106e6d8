"""Conditions, days and rules as data: each condition once, named by its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.logic.condition_data import condition_data
from generator.model.condition import ALWAYS, Condition
from generator.model.dates import DateRule

Data = dict[str, Any]


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
