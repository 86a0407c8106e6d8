"""Ranking the rows of a catalog for one reader: what fits, what may, what does not, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.evaluate import evaluate
from generator.logic.row_classes import OPEN_CELL, Classes, RowClass, Ruled
from generator.model.answers import Answers
from generator.model.catalog_row import CatalogRow
from generator.model.ranking import FITS, Fit, Ground, Outcome, RankDefault, RankRow, Scored
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with what it is for a reader."""

    row: CatalogRow
    outcome: Outcome


# What a class of rows is for a reader depends on the truths of its conditions: it is found once for these.
_OUTCOMES: Kept[tuple[RowClass, Outcome]] = Kept(50_000)


def asked_answers(classes: Classes, answers: Answers) -> Answers:
    """What the conditions of a catalog are decided by: a reader's answers, and cells that nobody knows."""
    return {**{name: answers[name] for name in classes.subjects}, **dict.fromkeys(classes.columns, OPEN_CELL)}


def rank(classes: Classes, answers: Answers) -> tuple[Ranked, ...]:
    """All rows from best to worst: what fits, then what may, then what does not; in each by scores, the first table
    first, and then in the declared order.
    """
    asked = asked_answers(classes, answers)
    truths = [evaluate(condition, asked) for condition in classes.conditions]
    outcomes = [_kept(one, truths) for one in classes.classes]
    keys = [_key(one, classes) for one in outcomes]
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    by_class = [places[key] for key in keys]
    by_row = [by_class[number] for number in classes.of_row]
    rows = classes.catalog.rows
    return tuple(
        Ranked(rows[number], outcomes[classes.of_row[number]])
        for number in sorted(range(len(rows)), key=by_row.__getitem__)
    )


def _key(one: Outcome, classes: Classes) -> tuple[int, ...]:
    scores = {id(scored.table): scored.value for scored in one.scores}
    tables = classes.catalog.rankings.values()
    return (FITS.index(one.fit), *(-scores.get(id(table), 0) for table in tables if table.type == "score"))


def _kept(one: RowClass, truths: Sequence[Truth]) -> Outcome:
    key = id(one), tuple([truths[number] for number in one.conditions])
    return _OUTCOMES.get(key, 1, lambda: (one, outcome(one, truths)), lambda known: known[0] is one)[1]


def outcome(one: RowClass, truths: Sequence[Truth]) -> Outcome:
    """What the rows of a class are for a reader for whom the conditions have these truths."""
    grounds = [*_facets(one, truths)]
    scores: list[Scored] = []
    for ruled in one.tables:
        if ruled.table.type == "fit":
            grounds += _fit(ruled, truths)
        else:
            scores += _score(ruled, truths)
    return Outcome(_worst(grounds), tuple(grounds), tuple(scores))


def _worst(grounds: Sequence[Ground]) -> Fit:
    """Every ground must fit: one that does not decides, unless it is open."""
    sure = [one for one in grounds if one.undecided is None]
    if any(one.value == "no" for one in sure):
        return "no"
    return "ask" if any(one.value == "ask" or one.undecided is not None for one in grounds) else "fits"


def _facets(one: RowClass, truths: Sequence[Truth]) -> list[Ground]:
    """Grounds that follow from the row's own condition and from the columns that are facets."""
    grounds: list[Ground] = []
    for column, number in ((None, one.when), *one.facets.items()):
        if truths[number] is FALSE:
            grounds.append(Ground("no", column=column))
        elif truths[number] is UNKNOWN:
            grounds.append(Ground("no", column=column, undecided=number))
    return grounds


def _fit(ruled: Ruled, truths: Sequence[Truth]) -> list[Ground]:
    """Grounds of one table: the first row that holds, and the open rows above it that say something else."""
    met: list[tuple[RankRow, int]] = []
    winner: RankRow | RankDefault | None = ruled.table.default
    for row, number in zip(ruled.table.rows, ruled.conditions, strict=True):
        if truths[number] is TRUE:
            winner = row
            break
        if truths[number] is UNKNOWN:
            met.append((row, number))
    value = "fits" if winner is None else _value(winner)
    others = [Ground(_value(row), rule=row, undecided=number) for row, number in met if row.value != value]
    if others and value == "no":
        return others
    return [*others, Ground(value, rule=winner)]


def _value(row: RankRow | RankDefault) -> Fit:
    return next(one for one in FITS if one == row.value)


def _score(ruled: Ruled, truths: Sequence[Truth]) -> list[Scored]:
    """What a score table gives; a row whose condition is open gives nothing."""
    table = ruled.table
    held = [row for row, number in zip(table.rows, ruled.conditions, strict=True) if truths[number] is TRUE]
    if not held:
        return [] if table.default is None else [Scored(table, int(table.default.value), table.default)]
    if table.policy == "first":
        return [Scored(table, int(held[0].value), held[0])]
    best = (min if table.policy == "min" else max)(held, key=lambda row: int(row.value))
    return [Scored(table, int(best.value), best)]
