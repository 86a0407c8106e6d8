"""Counting: the answers as the path takes them, each open question counted as its stated default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.logic.asked import perhaps_asked
from generator.logic.calendar import Calendar
from generator.logic.narrow import Contradiction, narrow
from generator.model.answers import ABSENT, Answers, Given, Interval, is_settled
from generator.model.condition import ALWAYS
from generator.model.dates import TODAY, parse_date_rule
from generator.model.facet import Facet
from generator.model.project import Project

Counted = Mapping[str, str | int | dt.date]


def counted_answers(project: Project, answers: Answers, calendar: Calendar, today: dt.date) -> tuple[Answers, Counted]:
    """The answers with every open facet counted as its default, and the defaults that were used.

    A default that a constraint or the other answers rule out is left open.
    """
    defaults = {
        name: default
        for name, facet in project.facets.items()
        if facet.counted_as is not None
        and not is_settled(answers[name])
        and (default := _default(facet, answers[name], calendar, today)) is not None
    }
    filled = dict(answers)
    try:
        filled.update({name: _given(project.facets[name], value) for name, value in defaults.items()})
        counted, _ = narrow(filled, project.facets, project.constraints, like=answers)
    except Contradiction:
        counted = _one_by_one(project, answers, defaults)
    used = {name: value for name, value in defaults.items() if is_settled(counted[name]) and counted[name] != ABSENT}
    return counted, used


def _one_by_one(project: Project, answers: Answers, defaults: Counted) -> Answers:
    """The answers with each default that goes with those before it."""
    for name, value in defaults.items():
        if is_settled(answers[name]):
            continue
        try:
            given = _given(project.facets[name], value)
            answers, _ = narrow({**answers, name: given}, project.facets, project.constraints, like=answers)
        except Contradiction:
            continue
    return answers


def _given(facet: Facet, value: str | int | dt.date) -> Given:
    if isinstance(value, dt.date):
        given: Given = Interval(value, value)
    else:
        given = facet.expand(value) if isinstance(value, str) else frozenset({value})
    return given if facet.asked_when == ALWAYS else perhaps_asked(given)


def _default(facet: Facet, possible: object, calendar: Calendar, today: dt.date) -> str | int | dt.date | None:
    assert facet.counted_as is not None
    if facet.type == "date":
        rule = parse_date_rule(facet.counted_as)
        if rule.anchor == TODAY:
            return rule.shift(today)
        dated = calendar.resolve(rule)
        return None if dated is None else dated.day
    value: str | int = int(facet.counted_as) if facet.type == "integer" else facet.counted_as
    meant = facet.expand(value) if isinstance(value, str) else frozenset({value})
    return value if isinstance(possible, frozenset) and meant <= possible else None
