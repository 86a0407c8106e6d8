"""Facets that count the months between two days of a reader."""

from __future__ import annotations

import datetime as dt

from generator.logic.calendar import Calendar
from generator.model.answers import Answers, Interval
from generator.model.dates import TODAY, whole_months
from generator.model.facet import Facet, MonthsBetween
from generator.model.project import Project


def with_months(project: Project, calendar: Calendar, today: dt.date, *, dated: bool) -> Answers:
    """The answers with the facets that count months between two days."""
    counted: dict[str, frozenset[str | int]] = {}
    for name, facet in project.facets.items():
        if isinstance(facet.derived, MonthsBetween):
            start = _anchor(facet.derived.months_from, project, calendar, today, dated=dated)
            end = _anchor(facet.derived.to, project, calendar, today, dated=dated)
            if start is not None and end is not None:
                counted[name] = frozenset({_clamped(whole_months(start, end), facet)})
    return {**calendar.answers, **counted}


def _anchor(name: str, project: Project, calendar: Calendar, today: dt.date, *, dated: bool) -> dt.date | None:
    """A day the reader gave or that follows from their answers; a season that was only assumed is none."""
    if name == TODAY:
        return today
    if name in project.facets:
        possible = calendar.answers[name]
        return possible.day if isinstance(possible, Interval) else None
    resolved = calendar.milestone(name) if dated else None
    return None if resolved is None or resolved.planned else resolved.day


def _clamped(months: int, facet: Facet) -> int:
    assert facet.min is not None
    assert facet.max is not None
    return max(facet.min, min(facet.max, months))
