"""Conditions and days as plain data, for the page's engine."""

from __future__ import annotations

import datetime as dt
from typing import Any, assert_never

from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range

EPOCH = dt.date(1970, 1, 1)


def condition_data(condition: Condition) -> dict[str, Any]:
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
