"""Ranking the rows of a catalog: cells, what a row leaves of a condition, and what decides."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.logic.combine import NEVER
from generator.logic.ranking import rank
from generator.logic.row_classes import cell_truth, classes_of, for_row
from generator.model.bounds import Bounds
from generator.model.catalog_row import Cell
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.catalogs import ANSWERS, catalog, fit, row, score

JUNE = dt.date(2027, 6, 1)


def numbers(low: int | None, high: int | None) -> Clause:
    return Clause("row.fee", Range(low, high))


@pytest.mark.parametrize(
    ("cell", "clause", "truth"),
    [
        (None, numbers(None, 100), UNKNOWN),
        (Bounds(50, 50), numbers(None, 100), TRUE),
        (Bounds(101, 101), numbers(None, 100), FALSE),
        (Bounds(50, 100), numbers(None, 100), TRUE),
        (Bounds(50, 150), numbers(None, 100), UNKNOWN),
        (Bounds(101, 150), numbers(None, 100), FALSE),
        (Bounds(100, None), numbers(100, None), TRUE),
        (Bounds(100, None), numbers(200, 300), UNKNOWN),
        (Bounds(301, None), numbers(200, 300), FALSE),
        (Bounds(None, 5), numbers(None, 7), TRUE),
        (Bounds(1, 9), numbers(3, 5), UNKNOWN),
        (Bounds(4, 4), Clause("row.fee", frozenset({4, 5})), TRUE),
        (Bounds(4, 6), Clause("row.fee", frozenset({5})), UNKNOWN),
        (Bounds(4, 6), Clause("row.fee", frozenset({7})), FALSE),
        (Bounds(JUNE, JUNE), Clause("row.fee", Range(JUNE, None)), TRUE),
        (Bounds(dt.date(2027, 1, 1), dt.date(2027, 12, 31)), Clause("row.fee", Range(JUNE, None)), UNKNOWN),
        (frozenset({"b1", "j1"}), Clause("row.fee", frozenset({"j1"})), TRUE),
        (frozenset({"b1"}), Clause("row.fee", frozenset({"j1"})), FALSE),
    ],
)
def test_a_clause_on_a_cell(cell: Cell, clause: Clause, truth: Truth) -> None:
    assert cell_truth(clause, cell) is truth


def test_what_a_row_leaves_of_a_condition() -> None:
    cheap, j1 = numbers(None, 100), Clause("visa", frozenset({"j1"}))
    both: Condition = AllOf((cheap, j1))
    assert for_row(both, {"fee": Bounds(50, 50)}) == j1
    assert for_row(both, {"fee": Bounds(500, 500)}) == NEVER
    assert for_row(both, {"fee": None}) == both
    assert for_row(Not(cheap), {"fee": Bounds(500, 500)}) == ALWAYS
    assert for_row(AnyOf((cheap, j1)), {"fee": Bounds(500, 500)}) == j1


def outcomes(*tables: object, **cells: Cell) -> tuple[str, ...]:
    """What one row is for readers who want a J-1 visa, an H-1B visa, and who have not answered."""
    one = catalog([row("north", **cells)], *tables)  # type: ignore[arg-type]
    return tuple(rank(classes_of(one), answers)[0].outcome.fit for answers in ANSWERS)


def test_a_column_that_is_a_facet_decides() -> None:
    assert outcomes(visa=frozenset({"j1"})) == ("fits", "no", "ask")
    assert outcomes(visa=frozenset({"j1", "h1b"})) == ("fits", "fits", "fits")
    assert outcomes(visa=None) == ("ask", "ask", "ask")
    assert outcomes(visa=frozenset({"any"})) == ("fits", "fits", "fits")


def test_the_first_rule_that_holds_decides() -> None:
    known = {"visa": frozenset({"any"})}
    expensive = fit(({"row.fee": (1000, None)}, "no"), ({"visa": "j1"}, "ask"))
    assert outcomes(expensive, fee=Bounds(10, 10), **known) == ("ask", "fits", "ask")
    assert outcomes(expensive, fee=Bounds(2000, 2000), **known) == ("no", "no", "no")
    assert outcomes(expensive, fee=None, **known) == ("ask", "ask", "ask")


def test_an_open_rule_that_says_the_same_changes_nothing() -> None:
    twice = fit(({"row.fee": (1000, None)}, "no"), ({"visa": ["j1", "h1b"]}, "no"))
    assert outcomes(twice, fee=None, visa=frozenset({"any"})) == ("no", "no", "no")
    rescued = fit(({"row.fee": (None, 10)}, "fits"), ({"visa": ["j1", "h1b"]}, "no"))
    assert outcomes(rescued, fee=None, visa=frozenset({"any"})) == ("ask", "ask", "ask")


def test_no_fit_of_another_table_makes_good_what_is_refused() -> None:
    refused, welcome = fit(({"visa": "j1"}, "no")), fit(({"visa": "j1"}, "fits"))
    assert outcomes(refused, welcome, visa=frozenset({"any"})) == ("no", "fits", "ask")
    assert outcomes(refused, visa=None)[0] == "no"


def test_scores_come_after_what_fits_and_in_the_order_of_their_tables() -> None:
    cheap = score("cheap", ({"row.fee": (None, 100)}, 1))
    near = score("near", ({"row.kind": "visit"}, 5))
    rows = [
        row("a", fee=Bounds(500, 500), kind=frozenset({"visit"})),
        row("b", fee=Bounds(50, 50)),
        row("c", fee=Bounds(60, 60), kind=frozenset({"visit"})),
        row("d", fee=Bounds(10, 10), visa=frozenset({"h1b"})),
        row("e", fee=None),
    ]
    ranked = rank(classes_of(catalog(rows, cheap, near)), ANSWERS[0])
    assert [one.row.id for one in ranked] == ["c", "b", "a", "e", "d"]
    assert [scored.value for scored in ranked[0].outcome.scores] == [1, 5]
    assert ranked[3].outcome.scores == (), "an unknown fee gives no score"
