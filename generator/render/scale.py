"""Where a day is on a drawing, and the lines of its months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.model.dates import add_months
from generator.words import MONTHS

SHORT_MONTHS = tuple(name[:3] for name in MONTHS)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day is on a chart of `width` that runs from the first day to the last."""

    first: dt.date
    last: dt.date
    width: int

    def x(self, day: dt.date) -> float:
        """The place of a day, in the chart's own units."""
        return round((day - self.first).days / (self.last - self.first).days * self.width, 1)


@lru_cache(maxsize=256)
def months(first: dt.date, last: dt.date, width: int) -> tuple[dict[str, Any], ...]:
    """The lines of the axis: every month, named at the quarters, with the year in January and at the first."""
    scale = Scale(first, last, width)
    found: list[dict[str, Any]] = []
    day = first
    while day < last:
        named = day.month % 3 == 1
        found.append(
            {
                "x": scale.x(day),
                "label": SHORT_MONTHS[day.month - 1] if named else None,
                "year": day.year if day.month == 1 or not found else None,
            }
        )
        day = add_months(day, 1)
    return tuple(found)
