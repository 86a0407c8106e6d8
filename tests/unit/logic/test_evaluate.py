"""Kleene's truth of conditions."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.logic.evaluate import admits, clause_truth, evaluate
from generator.model.answers import Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Not, Range
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth

T, F, U = TRUE, FALSE, UNKNOWN
SIGNS = {"T": T, "F": F, "U": U}


def one_of(*values: str | int) -> frozenset[str | int]:
    return frozenset(values)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


ANSWERS = {"t": one_of("a"), "f": one_of("b"), "u": one_of("a", "b")}
LEAVES = {name.upper(): Clause(name, one_of("a")) for name in ANSWERS}


@pytest.mark.parametrize(
    ("first", "second", "both", "either"),
    [
        ("T", "T", "T", "T"),
        ("T", "F", "F", "T"),
        ("T", "U", "U", "T"),
        ("F", "T", "F", "T"),
        ("F", "F", "F", "F"),
        ("F", "U", "F", "U"),
        ("U", "T", "U", "T"),
        ("U", "F", "F", "U"),
        ("U", "U", "U", "U"),
    ],
)
def test_kleenes_tables(first: str, second: str, both: str, either: str) -> None:
    parts = (LEAVES[first], LEAVES[second])
    assert evaluate(AllOf(parts), ANSWERS) is SIGNS[both]
    assert evaluate(AnyOf(parts), ANSWERS) is SIGNS[either]
    # De Morgan
    assert evaluate(Not(AnyOf(tuple(Not(one) for one in parts))), ANSWERS) is SIGNS[both]
    assert evaluate(Not(AllOf(tuple(Not(one) for one in parts))), ANSWERS) is SIGNS[either]


@pytest.mark.parametrize(("leaf", "negated"), [("T", "F"), ("F", "T"), ("U", "U")])
def test_not(leaf: str, negated: str) -> None:
    assert evaluate(Not(LEAVES[leaf]), ANSWERS) is SIGNS[negated]
    assert evaluate(Not(Not(LEAVES[leaf])), ANSWERS) is SIGNS[leaf]
    assert evaluate(LEAVES[leaf], ANSWERS, wanted=False) is SIGNS[negated]


def test_without_parts() -> None:
    assert evaluate(AllOf(), {}) is T
    assert evaluate(AnyOf(), {}) is F
    assert evaluate(Not(AllOf()), {}) is F


@pytest.mark.parametrize(
    ("allowed", "possible", "truth"),
    [
        # one choice
        (one_of("j1"), one_of("j1"), T),
        (one_of("j1"), one_of("h1b"), F),
        (one_of("j1"), one_of("j1", "h1b"), U),
        (one_of("j1", "h1b"), one_of("j1", "h1b"), T),
        # numbers
        (one_of(2), one_of(2), T),
        (Range(2, None), one_of(2, 3), T),
        (Range(2, None), one_of(1, 2), U),
        (Range(None, 1), one_of(2, 3), F),
        (Range(1, 3), one_of(1, 2, 3), T),
        # several at once: answered or not, never in between
        (one_of("a"), Several(None), U),
        (one_of("a"), Several(frozenset({"a", "b"})), T),
        (one_of("a", "b"), Several(frozenset({"b"})), T),
        (one_of("a"), Several(frozenset()), F),
        # dates
        (Range(None, day("2027-06-30")), Interval(), U),
        (Range(None, day("2027-06-30")), Interval(day("2027-06-30"), day("2027-06-30")), T),
        (Range(None, day("2027-06-30")), Interval(day("2027-07-01"), day("2027-07-01")), F),
        (Range(day("2027-06-30"), None), Interval(day("2027-06-29"), day("2027-06-29")), F),
        (Range(day("2027-01-01"), day("2027-12-31")), Interval(day("2027-03-01"), day("2027-04-01")), T),
        (Range(day("2027-01-01"), day("2027-12-31")), Interval(day("2026-03-01"), day("2027-04-01")), U),
        (Range(day("2027-01-01"), day("2027-12-31")), Interval(day("2027-03-01"), None), U),
        (Range(day("2027-01-01"), day("2027-12-31")), Interval(day("2028-01-01"), None), F),
        (Range(day("2027-01-01"), day("2027-12-31")), Interval(None, day("2026-12-31")), F),
        (Range(day("2027-01-01"), None), Interval(day("2027-01-01"), None), T),
        # a plan value: what the plan states holds, what it may become is open
        (one_of(2), Presumed(2, one_of(2)), T),
        (one_of(2), Presumed(2, one_of(1, 2)), T),
        (one_of(1), Presumed(2, one_of(1, 2)), U),
        (one_of(3), Presumed(2, one_of(1, 2)), F),
        (Range(2, None), Presumed(1, one_of(1, 2)), U),
        (Range(None, 2), Presumed(1, one_of(1, 2)), T),
        (one_of("x"), Presumed(None, frozenset({None, "x"})), U),
        (one_of("x"), Presumed(None, frozenset({None})), F),
    ],
)
def test_clauses(allowed: frozenset[str | int] | Range, possible: Possible, truth: Truth) -> None:
    clause = Clause("x", allowed)
    assert clause_truth(clause, possible) is truth
    assert evaluate(clause, {"x": possible}) is truth


@pytest.mark.parametrize(
    ("allowed", "possible", "truth"),
    [
        (one_of(2), Presumed(2, one_of(1, 2)), U),  # it says two, but may become one: "not two" is open
        (one_of(1), Presumed(2, one_of(1, 2)), T),  # it says two, so "not one" holds
        (one_of(2), Presumed(2, one_of(2)), F),
        (one_of("x"), Presumed(None, frozenset({None})), T),
        (one_of("a"), Several(frozenset({"b"})), T),
        (Range(None, day("2027-06-30")), Interval(day("2027-07-01"), day("2027-07-01")), T),
    ],
)
def test_negated_clauses(allowed: frozenset[str | int] | Range, possible: Possible, truth: Truth) -> None:
    assert evaluate(Not(Clause("x", allowed)), {"x": possible}) is truth


@pytest.mark.parametrize(
    ("allowed", "value", "expected"),
    [
        (one_of("a"), "a", True),
        (one_of("a"), "b", False),
        (Range(1, 3), 3, True),
        (Range(1, 3), 4, False),
        (Range(1, None), None, False),
        (one_of("a"), None, False),
        (Range(1, 3), "2", False),
    ],
)
def test_admits(allowed: frozenset[str | int] | Range, value: str | int | None, *, expected: bool) -> None:
    assert admits(allowed, value) is expected


def test_the_first_part_that_decides_ends_the_search() -> None:
    untouchable = Clause("nobody answers this", frozenset({"x"}))
    with pytest.raises(KeyError):
        evaluate(untouchable, ANSWERS)
    assert evaluate(AllOf((LEAVES["F"], untouchable)), ANSWERS) is F
    assert evaluate(AnyOf((LEAVES["T"], untouchable)), ANSWERS) is T
