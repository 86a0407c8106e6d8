"""The days of a project's season that hold for every reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from generator.logic.calendar import Calendar
from generator.logic.comparison import Comparison
from generator.model.dates import DateRule
from generator.model.milestone import RelativeDay
from generator.model.project import Project


def season_days(project: Project, comparisons: Iterable[Comparison]) -> Mapping[DateRule, dt.date]:
    """The days of the rules that comparisons name, as far as they follow from the season alone."""
    calendar = Calendar(project.milestones, project.facets, {}, project.settings.season)
    rules = {one.bound for one in comparisons if isinstance(one.bound, DateRule)}
    found = {rule: calendar.resolve(rule) for rule in rules if is_fixed(project, rule.anchor)}
    return {rule: dated.day for rule, dated in found.items() if dated is not None}


def is_fixed(project: Project, anchor: str) -> bool:
    """Whether a day is the same for every reader of a season: a milestone that counts from none of their dates."""
    seen: set[str] = set()
    while anchor in project.milestones and anchor not in seen:
        seen.add(anchor)
        start = project.milestones[anchor].start
        if not isinstance(start, RelativeDay):
            return True
        anchor = start.to
    return False
