"""What the page's script needs as data: conditions, as it evaluates them again for answers given on the page."""

from __future__ import annotations

import json
from functools import lru_cache

from generator.logic.condition_data import condition_data
from generator.model.condition import Condition


@lru_cache(maxsize=4096)
def condition_json(condition: Condition) -> str:
    """A condition as one line of JSON: {"is": facet, "in": [...]}, or with "min" and "max", "all", "any", "not"."""
    return compact(condition_data(condition))


def compact(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=str)
