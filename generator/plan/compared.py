"""Comparisons between the dates a reader gave and other days, decided before anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from generator.logic.calendar import Calendar
from generator.logic.comparison import FAILS, HOLDS, Comparison
from generator.model.answers import ABSENT, Given, Interval
from generator.model.dates import DateRule


def compared_answers(calendar: Calendar, comparisons: Iterable[Comparison]) -> Mapping[str, Given]:
    """For each comparison of a date facet whether it holds, fails, or may do either."""
    return {one.name: _compared(calendar, one) for one in comparisons if not one.is_on_path}


def _compared(calendar: Calendar, one: Comparison) -> Given:
    possible = calendar.answers[one.left]
    if possible == ABSENT:
        return FAILS
    bound: dt.date | int | None
    if isinstance(one.bound, DateRule):
        dated = calendar.resolve(one.bound)
        bound = None if dated is None or dated.planned else dated.day
    else:
        bound = one.bound
    day = possible.day if isinstance(possible, Interval) and possible.is_asked else None
    if day is None or bound is None:
        return HOLDS | FAILS
    return HOLDS if one.holds(day, bound) else FAILS
