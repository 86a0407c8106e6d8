"""Comparisons in words: what a lead or a reason says of one, made from the words of its facet or step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator import text
from generator.logic.calendar import Calendar
from generator.logic.comparison import NO, YES, Comparison
from generator.logic.path_field import Field, parse_path_field
from generator.logic.subject import Subject
from generator.model.dates import DateRule
from generator.model.project import Project

RANGES = {
    "<=": ("on or before {bound}", "after {bound}"),
    ">=": ("on or after {bound}", "before {bound}"),
}
"""What stands for `{range}` in a facet's phrase: where the comparison holds, and where it does not."""

_TIMELY = ("there is time for {step}", "there is not enough time for {step}")
PATH_PHRASES: dict[Field, tuple[str, str]] = {
    "start": ("{step} can begin {range}", "{step} cannot begin {range}"),
    "earliest": ("{step} can begin {range}", "{step} cannot begin {range}"),
    "finish": ("{step} can be over {range}", "{step} cannot be over {range}"),
    "latest": ("the last day to begin {step} is {range}", "the last day to begin {step} is not {range}"),
    "due": ("the last day for {step} is {range}", "the last day for {step} is not {range}"),
    "slack": _TIMELY,
    "room": _TIMELY,
    "count": _TIMELY,
    "fits": _TIMELY,
    "mine": ("{step} is part of your way", "{step} is not part of your way"),
}


def word_comparisons(project: Project, subjects: dict[str, Subject]) -> None:
    """Give the comparisons among the subjects their labels and phrases."""
    called = {name: table.called or table.label for name, table in project.tables.items()}
    calendar = Calendar(project.milestones, project.facets, {}, None, plan_called=called)
    for name, subject in list(subjects.items()):
        one = subject.comparison
        if one is None:
            continue
        said = _on_path(one, project, calendar) if one.is_on_path else _of_facet(one, project, calendar)
        phrases = subject.phrases if said is None else {YES: said, NO: (said[1], said[0])}
        subjects[name] = replace(subject, label=_label(one, project) or subject.label, phrases=phrases)


def _label(one: Comparison, project: Project) -> str | None:
    """What is compared, as lists call it; None where it has no name there."""
    known = project.steps.get(parse_path_field(one.left).step) if one.is_on_path else project.facets.get(one.left)
    return None if known is None else known.label


def _of_facet(one: Comparison, project: Project, calendar: Calendar) -> tuple[str, str] | None:
    facet = project.facets.get(one.left)
    if facet is None or facet.if_ is None or not _is_known(one, project):
        return None
    holds, fails = (_bounded(pattern, one, calendar) for pattern in RANGES[one.sign])
    return facet.if_.replace("{range}", holds), facet.if_.replace("{range}", fails)


def _on_path(one: Comparison, project: Project, calendar: Calendar) -> tuple[str, str] | None:
    field = parse_path_field(one.left)
    step = project.steps.get(field.step)
    if step is None or not _is_known(one, project):
        return None
    holds, fails = PATH_PHRASES[field.field]
    if not field.is_day and one.sign == "<=":
        holds, fails = fails, holds
    bound = _bounded(RANGES[one.sign][0], one, calendar) if field.is_day else ""
    return (
        holds.replace("{step}", step.noun).replace("{range}", bound),
        fails.replace("{step}", step.noun).replace("{range}", bound),
    )


def _is_known(one: Comparison, project: Project) -> bool:
    """Whether what a comparison is bound by can be called by a name."""
    if not isinstance(one.bound, DateRule):
        return True
    anchor = one.bound.anchor
    return anchor in project.milestones or anchor in project.facets or anchor.removeprefix("plan.") in project.tables


def _bounded(pattern: str, one: Comparison, calendar: Calendar) -> str:
    if isinstance(one.bound, DateRule):
        return pattern.replace("{bound}", calendar.words(one.bound))
    bound = text.long_date(one.bound) if isinstance(one.bound, dt.date) else str(one.bound)
    return pattern.replace("{bound}", bound)
