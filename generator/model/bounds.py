"""Stretches of numbers or days: what a cell of a catalog may hold, and when it was checked."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from generator.model.dates import check_year, parse_day


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers or days from `low` to `high`, both included; None is open."""

    low: int | dt.date | None
    high: int | dt.date | None

    @property
    def single(self) -> int | dt.date | None:
        """The one number or day there is; None where there are several."""
        return self.low if self.low is not None and self.low == self.high else None


def day_bounds(words: str) -> Bounds:
    """The days that "2027-06-30", "2027-06" or "2027" may stand for.

    Raises ValueError.
    """
    year, *rest = words.split("-")
    if not re.fullmatch(r"[0-9]{4}", year) or len(rest) > 2:
        raise ValueError(words)
    if len(rest) == 2:
        day = parse_day(words)
        return Bounds(day, day)
    first = int(rest[0]) if rest else 1
    last = int(rest[0]) if rest else 12
    low, high = dt.date(int(year), first, 1), dt.date(int(year), last, 1)
    high = high.replace(day=calendar.monthrange(high.year, high.month)[1])
    return Bounds(check_year(low), high)
