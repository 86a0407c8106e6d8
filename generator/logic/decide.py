"""Decision tables: which row sets a value, which unknown rows would change it, which values are possible."""

from __future__ import annotations

from collections.abc import Callable

from generator.logic.evaluate import certain, evaluate
from generator.logic.tables import beats
from generator.model.answers import Answers
from generator.model.condition import ALWAYS
from generator.model.plan import PlanScalar, PlanValue, Trial
from generator.model.rules import DefaultRow, Policy, Row, Table
from generator.model.truth import FALSE, TRUE, UNKNOWN

Resolve = Callable[[Table, Row | DefaultRow], tuple[PlanScalar | None, frozenset[str | int | None]]]
"""Gives a row's value for this reader, and all the values it may still take."""

Because = Callable[[Row | DefaultRow], str]


IsSure = Callable[[Row | DefaultRow], bool]
"""Whether a row may hold at all: one that is `from_answers` holds for nobody who is only counted as something."""


def decide(name: str, table: Table, answers: Answers, resolve: Resolve, because: Because, is_sure: IsSure) -> PlanValue:
    """Decide one table for one reader.

    A row whose condition is unknown sets nothing; it is among `changes` where it would change the value. A row whose
    value needs a date not given sets nothing either.
    """
    trials: tuple[Trial, ...] = ()
    for row in table.rows:
        trials = (*trials, _try(table, row, answers, resolve, because, _asked_only(is_sure, table, trials)))
    every, default = trials, None
    if table.default != "none":
        tried = _try(table, table.default, answers, resolve, because, _asked_only(is_sure, table, trials))
        every, default = (*trials, tried), None if tried.only_counted else tried
    match table.policy:
        case "collect":
            winners = tuple(one for one in trials if one.truth is TRUE and one.value is not None)
            changes = tuple(one for one in trials if one.truth is UNKNOWN)
            if not winners and default is not None:
                winners = (default,)
            value: PlanScalar | None = None
            possible: frozenset[str | int | None] = frozenset()
        case "first":
            winners, changes = _first(trials, default)
            value = winners[0].value if winners else None
            possible = _first_possible(trials, default, answers)
        case "min" | "max":
            winners, changes = _extreme(trials, default, table.policy)
            value = winners[0].value if winners else None
            possible = _extreme_possible(trials, default, table.policy, answers)
    return PlanValue(
        name=name, table=table, value=value, winners=winners, changes=changes, trials=every, possible=possible
    )


def _asked_only(is_sure: IsSure, table: Table, above: tuple[Trial, ...]) -> IsSure:
    """Whether a row may hold; not asked, since that takes long, where a row above has set the value already."""
    is_set = any(one.truth is TRUE and one.value is not None for one in above)
    return (lambda _: True) if table.policy == "first" and is_set else is_sure


def _try(
    table: Table,
    row: Row | DefaultRow,
    answers: Answers,
    resolve: Resolve,
    because: Because,
    is_sure: IsSure,
) -> Trial:
    when = row.when if isinstance(row, Row) else ALWAYS
    truth = evaluate(when, answers)
    only_counted = truth is not FALSE and not is_sure(row)
    truth = FALSE if only_counted else truth
    value, possible = (None, frozenset()) if truth is FALSE else resolve(table, row)
    return Trial(
        condition=when,
        truth=truth,
        only_counted=only_counted,
        written=row.value,
        value=value,
        possible=possible,
        because=because(row),
        points=row.points,
        span=row.span,
    )


def _first(trials: tuple[Trial, ...], default: Trial | None) -> tuple[tuple[Trial, ...], tuple[Trial, ...]]:
    met: list[Trial] = []
    winner = default
    for one in trials:
        if one.truth is TRUE and one.value is not None:
            winner = one
            break
        if one.truth is UNKNOWN:
            met.append(one)
    changes = tuple(one for one in met if winner is None or one.value != winner.value)
    return (() if winner is None else (winner,)), changes


def _extreme(
    trials: tuple[Trial, ...], default: Trial | None, policy: Policy
) -> tuple[tuple[Trial, ...], tuple[Trial, ...]]:
    held = [one for one in trials if one.truth is TRUE and one.value is not None]
    best = held[0] if held else default
    for one in held[1:]:
        if best is None or _is_better(one, best, policy):
            best = one
    unknown = [one for one in trials if one.truth is UNKNOWN and one.value is not None]
    if not held:
        changes = [one for one in unknown if best is None or one.value != best.value]
    else:
        changes = [one for one in unknown if best is not None and _is_better(one, best, policy)]
    return (() if best is None else (best,)), tuple(changes)


def _is_better(one: Trial, other: Trial, policy: Policy) -> bool:
    return one.value is not None and other.value is not None and beats(one.value, other.value, policy)


def _is_sure_to_set(trial: Trial, answers: Answers) -> bool:
    """Whether a row sets a value whatever the plan may become, not only as it is stated."""
    if trial.truth is not TRUE or None in trial.possible:
        return False
    asked = {clause.subject: answers[clause.subject] for clause in trial.condition.clauses()}
    return evaluate(trial.condition, certain(asked)) is TRUE


def _first_possible(trials: tuple[Trial, ...], default: Trial | None, answers: Answers) -> frozenset[str | int | None]:
    """A row that may hold may set its values; those below it count where it may fail, or may have none to set."""
    found: set[str | int | None] = set()
    for one in trials:
        if one.truth is FALSE:
            continue
        found |= one.possible - {None}
        if _is_sure_to_set(one, answers):
            return frozenset(found)
    return frozenset(found | (default.possible if default is not None else {None}))


def _extreme_possible(
    trials: tuple[Trial, ...], default: Trial | None, policy: Policy, answers: Answers
) -> frozenset[str | int | None]:
    pick = min if policy == "min" else max
    results: set[int | None] = {None}
    for one in trials:
        values = [value for value in one.possible if isinstance(value, int)]
        if one.truth is FALSE or not values:
            continue
        combined: set[int | None] = {value if old is None else pick(old, value) for old in results for value in values}
        results = combined if _is_sure_to_set(one, answers) else results | combined
    if None in results and default is not None:
        return frozenset((results - {None}) | default.possible)
    return frozenset(results)
