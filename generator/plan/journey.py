"""The path between the two stages of tables: found from the answers and the values decided so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from generator.logic.anchors import facets_behind
from generator.logic.calendar import Calendar
from generator.logic.comparison import FAILS, HOLDS, Comparison
from generator.logic.evaluate import evaluate
from generator.logic.path_field import parse_path_field
from generator.logic.reader import Reader
from generator.logic.subject import PLAN, Subjects, comparisons
from generator.model.answers import Answers, Given, is_settled
from generator.model.dates import Dated, DateRule
from generator.model.project import Project
from generator.path import Journey, Situation, find_journey
from generator.plan.alike import FoundPath, alike
from generator.plan.counting import Counted, counted_answers
from generator.plan.standings import standings_of

Days = Mapping[str, dt.date]


def on_path(project: Project, subjects: Subjects, reader: Reader) -> Reader:
    """The reader with their path, and with what conditions ask of it; as they are where the project has no steps."""
    if not project.steps:
        return reader
    known = alike(project, subjects)
    found = known.paths.get(known.of(reader), 1, lambda: _found(project, subjects, reader))
    moved = _moved_days(project, reader, found.journey)
    return reader.with_journey(found.journey, found.days, found.last, moved).with_answers(found.compared)


def _found(project: Project, subjects: Subjects, reader: Reader) -> FoundPath:
    answers, counted = counted_answers(project, reader.plan.answers, reader.calendar, reader.today)
    journey = found_journey(project, reader, answers, counted)
    days, last = _planned_days(project, journey)
    return FoundPath(journey, days, last, compared_days(subjects, reader.with_journey(journey, days, last), journey))


def found_journey(project: Project, reader: Reader, answers: Answers, counted: Counted) -> Journey:
    """The path for answers some of which are only counted."""
    steps, calendar = standings_of(project), reader.calendar.with_answers(answers)
    situation = situation_of(project, reader, calendar, counted)
    return find_journey(steps.order, situation, steps.of(situation, calendar))


def situation_of(project: Project, reader: Reader, calendar: Calendar, counted: Counted) -> Situation:
    """What the path is found from; the answers of the calendar are those of the reader, some only counted."""

    @cache
    def resolve(rule: DateRule, season: int) -> Dated | None:
        return calendar.in_season(season).resolve(rule)

    def number(name: str) -> int:
        value = reader.plan.values[name.removeprefix(PLAN)].value
        return value if isinstance(value, int) else 0

    def answered(name: str) -> int | None:
        possible = reader.plan.answers[name]
        if not isinstance(possible, frozenset) or not is_settled(possible):
            return None
        return next((value for value in possible if isinstance(value, int)), None)

    return Situation(
        as_of=reader.today,
        counted=counted,
        truth=lambda condition: evaluate(condition, calendar.answers),
        truth_given=lambda condition: evaluate(condition, reader.plan.answers),
        resolve=resolve,
        behind=lambda rule: facets_behind(project, rule.anchor),
        number=number,
        answered=answered,
        ticks={
            name: min(day or reader.today, reader.today)
            for name, day in reader.profile.ticks.items()
            if name in project.steps
        },
    )


def compared_days(subjects: Subjects, reader: Reader, journey: Journey) -> Mapping[str, Given]:
    """For each comparison with a step whether it holds on this path."""
    return {one.name: _compared(one, reader, journey) for one in comparisons(subjects) if one.is_on_path}


def _compared(one: Comparison, reader: Reader, journey: Journey) -> Given:
    value = parse_path_field(one.left).value(journey)
    bound: int | dt.date | None
    if isinstance(one.bound, DateRule):
        dated = reader.calendar.resolve(one.bound)
        bound = None if dated is None else dated.day
    else:
        bound = one.bound
    if value is None:
        return FAILS
    if bound is None:
        return HOLDS | FAILS
    return HOLDS if one.holds(value, bound) else FAILS


def _planned_days(project: Project, journey: Journey) -> tuple[Days, Days]:
    """Days on which a step begins or ends: where the path puts those not answered, and the last that would do."""
    days: dict[str, dt.date] = {}
    last: dict[str, dt.date] = {}
    for name, step in project.steps.items():
        if (step.starts_on, step.ends_on) != (None, None) and journey.path.steps[name].state == "todo":
            found = journey.path.steps[name].typical
            ends = (step.starts_on, found.start, found.latest), (step.ends_on, found.finish, found.due)
            for rule, day, latest in ends:
                if rule is not None and rule.count == 0:
                    days[rule.anchor] = day
                    last[rule.anchor] = max(day, latest or day)
    return days, last


def _moved_days(project: Project, reader: Reader, journey: Journey) -> Days:
    """The days a reader has set for the beginning of a step which the path cannot keep, and those that hang on them."""
    days: dict[str, dt.date] = {}
    for name, step in project.steps.items():
        set_day = journey.standings[name].set_start
        if step.starts_on is None or set_day is None or set_day < reader.today:
            continue
        found = journey.days(name)
        if found is None or found.start <= set_day:
            continue
        days[step.starts_on.anchor] = found.start
        for facet, one in project.facets.items():
            if one.planned is not None and one.planned.anchor == step.starts_on.anchor:
                days[facet] = one.planned.shift(found.start)
    return days
