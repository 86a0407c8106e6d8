"""Making the plan: answers narrowed, tables decided in order, dates worked out."""

from __future__ import annotations

import datetime as dt

from generator import text
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.calendar import Calendar
from generator.logic.decide import decide
from generator.logic.narrow import Contradiction, derive, narrow, possible_answers
from generator.logic.subject import PLAN, Subjects
from generator.logic.values import NoValue, Values
from generator.model.answers import Interval, Possible, Presumed
from generator.model.dates import parse_date_rule, whole_months
from generator.model.facet import Facet, MonthsBetween
from generator.model.plan import Plan, PlanScalar, PlanValue
from generator.model.profile import Profile
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table

TODAY = "today"
MATCH_YEAR = "match_year"


def make_plan(project: Project, subjects: Subjects, profile: Profile, today: dt.date) -> tuple[Plan, Calendar, Values]:
    """The plan of one reader, with the calendar and values that the later stages share.

    Raises ProfileError where the answers break a constraint or a reason cannot be filled.
    """
    answers = possible_answers(profile.answers, project.facets, subjects)
    given_year = profile.answers.get(MATCH_YEAR)
    match_year = given_year if isinstance(given_year, int) else project.settings.season
    calendar = Calendar(project.milestones, project.facets, answers, match_year)
    calendar.plan_called = {name: table.called or table.label for name, table in project.tables.items()}
    try:
        removals = list(narrow(answers, project.facets, project.constraints))
        _derive_months(project, answers, calendar, today, dated=isinstance(given_year, int))
        derive(answers, project.facets)
        removals.extend(narrow(answers, project.facets, project.constraints))
    except Contradiction as contradiction:
        raise ProfileError(profile.id, [_broken(profile, contradiction)]) from None
    values: dict[str, PlanValue] = {}
    look_up = Values(project.facets, profile.answers, answers, values, calendar)
    decider = _Decider(profile, answers, values, calendar, look_up)
    for name, table in project.tables.items():
        decided = values[name] = decider.decide(name, table)
        if isinstance(decided.value, dt.date):
            calendar.plan_dates[name] = decided.value
        if PLAN + name in subjects:
            value = decided.value
            assert not isinstance(value, dt.date)
            answers[PLAN + name] = Presumed(value, decided.possible)
    plan = Plan(
        answers=answers,
        removals=tuple(removals),
        values=values,
        match_year=match_year,
        match_year_is_answered=isinstance(given_year, int),
    )
    return plan, calendar, look_up


class _Decider:
    def __init__(
        self,
        profile: Profile,
        answers: dict[str, Possible],
        values: dict[str, PlanValue],
        calendar: Calendar,
        look_up: Values,
    ) -> None:
        self.profile, self.answers, self.values = profile, answers, values
        self.calendar, self.look_up = calendar, look_up

    def decide(self, name: str, table: Table) -> PlanValue:
        return decide(name, table, self.answers, self.resolve, self.because)

    def resolve(self, table: Table, row: Row | DefaultRow) -> tuple[PlanScalar | None, frozenset[str | int | None]]:
        if row.value.startswith(PLAN) and (earlier := row.value.removeprefix(PLAN)) in self.values:
            return self.values[earlier].value, self.values[earlier].possible
        if table.type == "integer":
            return int(row.value), frozenset({int(row.value)})
        if table.type == "text":
            return row.value, frozenset({row.value})
        dated = self.calendar.resolve(parse_date_rule(row.value))
        return (None if dated is None else dated.day), frozenset()

    def because(self, row: Row | DefaultRow) -> str:
        try:
            return text.curly(self.look_up.fill(row.because))
        except NoValue as missing:
            place = row.place("because")
            message = f"for {self.profile.id}: {missing}"
            advice = "answer it, or give the reason without it"
            raise ProfileError(self.profile.id, [Diagnostic("error", "no-value", message, place, advice)]) from None


def _derive_months(
    project: Project, answers: dict[str, Possible], calendar: Calendar, today: dt.date, *, dated: bool
) -> None:
    for name, facet in project.facets.items():
        if isinstance(facet.derived, MonthsBetween):
            start = _anchor(facet.derived.months_from, project, calendar, today, dated=dated)
            end = _anchor(facet.derived.to, project, calendar, today, dated=dated)
            if start is not None and end is not None:
                answers[name] = frozenset({_clamped(whole_months(start, end), facet)})


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


def _broken(profile: Profile, contradiction: Contradiction) -> Diagnostic:
    constraint = contradiction.constraint
    facets = [clause.subject for clause in (*constraint.then.clauses(), *constraint.if_.clauses())]
    answered = [name for name in facets if name in profile.answers]
    place = profile.place(answered[0]) if answered else profile.span
    given = text.joined([f"'{name}: {_shown(profile.answers[name])}'" for name in dict.fromkeys(reversed(answered))])
    return Diagnostic(
        "error",
        "broken-constraint",
        f"{given} cannot be, because {constraint.because}",
        place,
        f"see constraint '{constraint.id}' in {constraint.span}",
    )


def _shown(answer: object) -> str:
    return ", ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
