"""What the page's script needs as data: conditions, as it evaluates them again for answers given on the page."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, assert_never

from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range


@lru_cache(maxsize=4096)
def condition_json(condition: Condition) -> str:
    """A condition as one line of JSON: {"is": facet, "in": [...]}, or with "min" and "max", "all", "any", "not"."""
    return compact(condition_data(condition))


def compact(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=str)


def condition_data(condition: Condition) -> dict[str, Any]:
    """A condition as plain data for JSON: {"is": facet, "in": [...]}, or with "min" and "max", "all", "any", "not"."""
    match condition:
        case Clause(subject, Range(low, high)):
            bounds = {"min": low, "max": high}
            return {"is": subject} | {name: value for name, value in bounds.items() if value is not None}
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
