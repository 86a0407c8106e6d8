"""Residues: the part of a condition that the answers leave open."""

from __future__ import annotations

import pytest

from generator.logic.describe import condition_words
from generator.logic.evaluate import evaluate
from generator.logic.residue import assume, reduced, remainder, residue
from generator.model.answers import Interval, Presumed, Several
from generator.model.condition import Condition
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth
from tests.readers import small_world


@pytest.mark.parametrize(
    ("condition", "answers", "left"),
    [
        ("{visa: j1}", "{}", "visa: j1"),
        ("{visa: j1, status: student}", "{status: student}", "visa: j1"),
        ("{visa: j1, status: student}", "{}", "visa: j1 and status: student"),
        ("{any: [{visa: j1}, {status: student}]}", "{status: graduate}", "visa: j1"),
        ("{any: [{visa: j1}, {status: student}]}", "{}", "visa: j1 or status: student"),
        # a clause keeps only what is still possible
        ("{visa: [j1, not-needed]}", "{visa: undecided}", "visa: j1"),
        ("{rotations: {min: 2}}", "{}", "rotations: 2, 3, or 4"),
        # negations are pushed down
        ("{not: {visa: j1}}", "{}", "visa: h1b or not-needed"),
        ("{not: {visa: j1}}", "{visa: undecided}", "visa: h1b"),
        ("{not: {visa: j1, status: student}}", "{status: student}", "visa: h1b or not-needed"),
        ("{not: {any: [{visa: j1}, {status: student}]}}", "{}", "visa: h1b or not-needed and status: graduate"),
        ("{not: {not: {visa: j1}}}", "{}", "visa: j1"),
        ("{not: {interest: research}}", "{}", "not interest: research"),
        ("{not: {rotation_start: {max: 2027-06-30}}}", "{}", "not rotation_start: up to 2027-06-30"),
        # what is said twice is said once; clauses on one subject are one
        ("{all: [{visa: j1}, {visa: j1}]}", "{}", "visa: j1"),
        ("{all: [{visa: [j1, h1b]}, {visa: [h1b, not-needed]}]}", "{}", "visa: h1b"),
        ("{any: [{visa: j1}, {visa: h1b}]}", "{}", "visa: h1b or j1"),
        ("{all: [{status: student}, {all: [{visa: j1}]}]}", "{}", "status: student and visa: j1"),
        # equal rests of different conditions are equal
        ("{visa: j1, setting: ward}", "{specialty: psychiatry}", "visa: j1"),
    ],
)
def test_what_is_left(condition: str, answers: str, left: str) -> None:
    world = small_world()
    possible = world.answers(answers)
    rest = residue(world.condition(condition), possible)
    assert condition_words(rest).replace("(", "").replace(")", "") == left
    assert remainder(world.condition(condition), possible) == rest


@pytest.mark.parametrize(
    ("condition", "answers", "truth"),
    [
        ("{all: [{not: {visa: j1}}, {not: {visa: h1b}}]}", "{visa: undecided}", FALSE),
        ("{any: [{visa: j1}, {not: {visa: j1}}]}", "{}", TRUE),
        ("{visa: j1, not: {visa: j1}}", "{}", FALSE),
        ("{visa: j1}", "{visa: j1}", TRUE),
        ("{visa: j1}", "{visa: h1b}", FALSE),
    ],
)
def test_clauses_that_decide_only_together(condition: str, answers: str, truth: Truth) -> None:
    world = small_world()
    read = world.condition(condition)
    possible = world.answers(answers)
    assert reduced(read, possible) is truth
    assert remainder(read, possible) is None
    if evaluate(read, possible) is UNKNOWN:
        assert isinstance(residue(read, possible), Condition)  # its words as they are


def test_what_is_taken_for_granted_inside() -> None:
    world = small_world()
    inside = assume(world.condition("{visa: [j1, not-needed], status: student}"), world.answers("{visa: undecided}"))
    assert inside["visa"] == frozenset({"j1"})
    assert inside["status"] == frozenset({"student"})
    assert inside["rotations"] == world.answers("{}")["rotations"]
    assert assume(world.condition("{not: {visa: j1}}"), world.answers("{}"))["visa"] == frozenset({"h1b", "not-needed"})
    assert assume(world.condition("{any: [{visa: j1}, {status: student}]}"), world.answers("{}")) == world.answers("{}")


def test_dates_plan_values_and_several_at_once_inside() -> None:
    world = small_world()
    start = assume(world.condition("{rotation_start: {min: 2027-01-01}}"), world.answers("{}"))["rotation_start"]
    assert isinstance(start, Interval)
    assert (str(start.low), start.high) == ("2027-01-01", None)
    assert assume(world.condition("{interest: research}"), world.answers("{}"))["interest"] == Several(None)
    plan = world.plan("{specialty: psychiatry}").answers
    assert plan["plan.rotations"] == Presumed(3, frozenset({0, 1, 3} & {1, 3}))
    assert assume(world.condition("{plan.rotations: 1}"), plan)["plan.rotations"] == Presumed(1, frozenset({1}))
