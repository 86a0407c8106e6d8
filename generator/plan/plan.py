"""Making the plan: answers narrowed, tables decided in order, dates worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache, partial

from generator import text
from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.logic.calendar import Calendar
from generator.logic.comparison import FAILS, HOLDS, PATH
from generator.logic.decide import decide
from generator.logic.evaluate import evaluate
from generator.logic.narrow import Contradiction, narrow, possible_answers
from generator.logic.path_field import parse_path_field
from generator.logic.reader import Reader
from generator.logic.stages import late_tables, tables_behind
from generator.logic.subject import PLAN, Subjects, comparisons
from generator.logic.values import VALUE_MARK, NoValue
from generator.model.answers import Answers, Given
from generator.model.dates import parse_date_rule
from generator.model.plan import Plan, PlanScalar, PlanValue
from generator.model.profile import Answer, Profile
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table
from generator.model.truth import FALSE, TRUE
from generator.plan.ahead import check_ticks
from generator.plan.broken import BrokenConstraints
from generator.plan.compared import compared_answers
from generator.plan.favorable import at_best
from generator.plan.given import given_answers
from generator.plan.journey import on_path
from generator.plan.months import with_months

Favorable = Callable[[], Mapping[str, Given]]
"""Finds the path that open answers allow at best, and what conditions ask of it."""


def plan_reader(project: Project, subjects: Subjects, profile: Profile, today: dt.date) -> Reader:
    """The reader of a profile: what is known of them, and the plan that follows from it.

    Raises ProfileError where the answers break a constraint or a reason cannot be filled.
    """
    return with_plan(project, subjects, consistent_reader(project, subjects, profile, today))


def consistent_reader(project: Project, subjects: Subjects, profile: Profile, today: dt.date) -> Reader:
    """The reader before any table is decided.

    Raises ProfileError where the answers break a constraint, or something is ticked that is still to come.
    """
    check_ticks(profile, today)

    def known(answers: Mapping[str, Answer]) -> Reader:
        return known_reader(project, subjects, replace(profile, answers=answers), today)

    try:
        return known(profile.answers)
    except Contradiction as contradiction:
        raise ProfileError(profile.id, [BrokenConstraints(project, known).told(profile, contradiction)]) from None


def with_plan(project: Project, subjects: Subjects, reader: Reader) -> Reader:
    """A reader of whom no table is decided yet, with their plan and path.

    Raises ProfileError where a reason cannot be filled.
    """
    return with_verdicts(project, subjects, with_path(project, subjects, reader))


def with_path(project: Project, subjects: Subjects, reader: Reader) -> Reader:
    """A reader of whom no table is decided yet, with their path and the values that it rests on.

    Where the path shows that a row to reconsider holds, all is decided a second time, with what it asked of the first
    path. Raises ProfileError where a reason cannot be filled.
    """
    asked = asked_again(project)
    first = _with_path(project, subjects, reader, dict.fromkeys(asked, FAILS))
    if not asked or not _is_reconsidered(project, subjects, first):
        return first
    return _with_path(project, subjects, reader, {name: first.plan.answers[name] for name in asked})


def with_verdicts(
    project: Project, subjects: Subjects, reader: Reader, wanted: Collection[str] | None = None
) -> Reader:
    """A reader on their path, with the values that follow from it: all of them, or those that some tables rest on.

    Raises ProfileError where a reason cannot be filled.
    """
    late = late_tables(project.tables)
    wanted = late if wanted is None else late & tables_behind(project.tables, wanted)
    favorable = cache(partial(at_best, project, subjects, reader))
    for name, table in project.tables.items():
        if name in wanted:
            reader = reader.with_value(_decided(reader, name, table, favorable), is_tested=PLAN + name in subjects)
    return reader


def asked_again(project: Project) -> tuple[str, ...]:
    """What rows to reconsider ask of the path."""
    rows = (row for table in project.tables.values() for row in table.rows if row.reconsider)
    clauses = (clause for row in rows for clause in row.when.clauses())
    return tuple(dict.fromkeys(clause.subject for clause in clauses if clause.subject.startswith(PATH)))


def _is_reconsidered(project: Project, subjects: Subjects, reader: Reader) -> bool:
    """Whether a row to reconsider holds on a path, whatever the open answers are."""
    rows = [row for table in project.tables.values() for row in table.rows if row.reconsider]
    held = [row for row in rows if evaluate(row.when, reader.plan.answers) is TRUE]
    if not held:
        return False
    best = {**reader.plan.answers, **at_best(project, subjects, reader)}
    return any(evaluate(row.when, best) is TRUE for row in held)


def _with_path(project: Project, subjects: Subjects, reader: Reader, asked: Answers) -> Reader:
    """A reader with a path; `asked` is what rows to reconsider find of the path before there is one."""
    late = late_tables(project.tables)
    reader = reader.with_answers(asked)
    for name, table in project.tables.items():
        if name not in late:
            reader = reader.with_value(_decided(reader, name, table), is_tested=PLAN + name in subjects)
    reader = on_path(project, subjects, reader)
    return reader.with_answers(asked) if HOLDS in asked.values() else reader


def known_reader(project: Project, subjects: Subjects, profile: Profile, today: dt.date) -> Reader:
    """The reader before any table is decided: answers narrowed by constraints, derived facets worked out.

    Raises Contradiction where the answers break a constraint.
    """
    given = project.settings.season_of(profile.answers)
    season = project.settings.season if given is None else given
    called = {name: table.called or table.label for name, table in project.tables.items()}
    answers = possible_answers(profile.answers, project.facets, subjects)
    calendar = Calendar(project.milestones, project.facets, answers, season, plan_called=called, today=today)
    compared = comparisons(subjects)
    answers = {**answers, **compared_answers(calendar, compared)}
    answers, removals = narrow(answers, project.facets, project.constraints)
    # Only now it is known which days are asked for.
    calendar = calendar.with_answers(answers)
    counted = {
        **with_months(project, calendar, today, dated=given is not None),
        **compared_answers(calendar, compared),
    }
    answers, removals = narrow(counted, project.facets, project.constraints, removals, like=answers)
    answers = {**answers, **given_answers(profile, answers, subjects)}
    return Reader(
        profile=profile,
        plan=Plan(
            answers=answers,
            removals=removals,
            values={},
            season=season,
        ),
        calendar=calendar.with_answers(answers),
        today=today,
        constants={name: one.value for name, one in project.constants.items()},
    )


def _decided(reader: Reader, name: str, table: Table, favorable: Favorable | None = None) -> PlanValue:
    return decide(
        name,
        table,
        reader.plan.answers,
        lambda table, row: _row_value(reader, table, row),
        lambda row: _because(reader, row),
        lambda row: favorable is None or not row.from_answers or _holds_at_best(reader, table, row, favorable),
    )


def _holds_at_best(reader: Reader, table: Table, row: Row | DefaultRow, favorable: Favorable) -> bool:
    """Whether a row may hold even on the best path that open answers allow; a default does where no row may."""
    if row is table.default and any(evaluate(one.when, reader.plan.answers) is TRUE for one in table.rows):
        return True
    conditions = [row.when] if isinstance(row, Row) else [one.when for one in table.rows]
    is_on_path = any(clause.subject.startswith(PATH) for one in conditions for clause in one.clauses())
    answers = {**reader.plan.answers, **favorable()} if is_on_path else reader.plan.answers
    if isinstance(row, Row):
        return evaluate(row.when, answers) is not FALSE
    return all(evaluate(one.when, answers) is FALSE for one in table.rows)


def _row_value(
    reader: Reader, table: Table, row: Row | DefaultRow
) -> tuple[PlanScalar | None, frozenset[str | int | None]]:
    earlier = reader.plan.values.get(row.value.removeprefix(PLAN)) if row.value.startswith(PLAN) else None
    if earlier is not None:
        return earlier.value, earlier.possible
    if row.value.startswith(PATH):
        return _path_value(reader, row.value)
    if table.type == "integer":
        return int(row.value), frozenset({int(row.value)})
    if table.type == "text":
        return row.value, frozenset({row.value})
    dated = reader.calendar.resolve(parse_date_rule(row.value))
    return (None if dated is None else dated.day), frozenset()


def _path_value(reader: Reader, name: str) -> tuple[PlanScalar | None, frozenset[str | int | None]]:
    """A field of a step, or a day so far from it."""
    if (dated := reader.calendar.resolve(parse_date_rule(name))) is not None:
        return dated.day, frozenset()
    assert reader.journey is not None
    value = parse_path_field(parse_date_rule(name).anchor).value(reader.journey)
    return value, frozenset({value}) if isinstance(value, int) else frozenset()


def _because(reader: Reader, row: Row | DefaultRow) -> str:
    if not VALUE_MARK.search(row.because):
        return text.curly(row.because)
    try:
        return text.curly(reader.values.fill(row.because))
    except NoValue as missing:
        who = reader.profile.id
        found = Diagnostic(
            "error",
            "no-value",
            f"for {who}: {missing}",
            row.place("because"),
            "answer it, or give the reason without it",
        )
        raise ProfileError(who, [found]) from None
