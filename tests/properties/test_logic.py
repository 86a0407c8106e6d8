"""Truth, plan and selection, held against what happens once every question is answered."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.logic.evaluate import certain, evaluate
from generator.logic.narrow import narrow, possible_answers
from generator.logic.residue import reduced, residue
from generator.model.answers import Presumed
from generator.model.condition import ALWAYS, Condition
from generator.model.truth import FALSE, TRUE, UNKNOWN
from tests.properties.strategies import (
    ANSWERS,
    TESTED,
    Reader,
    Words,
    answers_of,
    base,
    bodies,
    chosen,
    completions,
    conditions,
    module,
    partial_answers,
    with_modules,
    words_in,
)


@given(conditions(), partial_answers(most_open=4))
@settings(max_examples=150)
def test_where_the_truth_is_decided_every_completion_agrees(condition: Condition, partial: Reader) -> None:
    answers = answers_of(partial)
    truths = {evaluate(condition, answers_of(full)) for full in completions(partial)}
    assert UNKNOWN not in truths, "who answered everything knows everything"
    for decided in (evaluate(condition, certain(answers)), reduced(condition, certain(answers))):
        if decided in (TRUE, FALSE):
            assert truths == {decided}
    if len(truths) == 2:
        assert evaluate(condition, certain(answers)) is UNKNOWN


@given(conditions(ANSWERS), partial_answers(most_open=4))
@settings(max_examples=150)
def test_the_residue_says_the_same_for_every_completion(condition: Condition, partial: Reader) -> None:
    answers = answers_of(partial)
    if evaluate(condition, answers) is not UNKNOWN:
        return
    rest = residue(condition, answers)
    for full in completions(partial):
        complete = answers_of(full)
        assert evaluate(rest, complete) is evaluate(condition, complete)


@given(partial_answers(most_open=5))
def test_narrowing_keeps_what_some_completion_has_and_the_plan_what_it_may_become(
    partial: Reader,
) -> None:
    answers = answers_of(partial)
    fulls = [answers_of(full) for full in completions(partial)]
    assert fulls
    for name in TESTED:
        possible = answers[name]
        reached = {one for full in fulls for one in values_of(full[name])}
        assert reached <= values_of(possible), name
        if name in ANSWERS or name == "setting":
            assert reached == values_of(possible), f"{name} keeps what nobody can have"


def values_of(possible: object) -> frozenset[str | int | None]:
    if isinstance(possible, Presumed):
        return possible.possible
    assert isinstance(possible, frozenset)
    return possible


@given(partial_answers(most_open=5))
def test_narrowing_twice_changes_nothing(partial: Reader) -> None:
    opened = base().opened
    possible = possible_answers(partial, opened.project.facets, opened.subjects)
    answers, _ = narrow(possible, opened.project.facets, opened.project.constraints)
    assert narrow(answers, opened.project.facets, opened.project.constraints) == (answers, ())


@given(st.data(), partial_answers())
@settings(max_examples=60)
def test_a_partly_answered_reader_sees_all_that_completions_see(data: st.DataObject, partial: Reader) -> None:
    words = Words()
    when = data.draw(conditions())
    world = with_modules([module("a", when, data.draw(bodies(words)))], ("a",))
    seen = words_in(chosen(world, partial).lines)
    union: set[str] = set()
    for full in completions(partial):
        found = chosen(world, full)
        union |= words_in(found.lines)
        assert not [line for line in found.lines if "<" in line], "no 'If' for who answered everything"
    assert union <= seen


@given(st.data(), partial_answers())
@settings(max_examples=60)
def test_with_plain_conditions_they_see_nothing_else(data: st.DataObject, partial: Reader) -> None:
    words = Words()
    plain = {name: ANSWERS[name] for name in ("visa", "status", "rotations", "specialty")}
    body = data.draw(bodies(words, 1, plain, 1))
    world = with_modules([module("a", data.draw(conditions(plain, 1)), body)], ("a",))
    union = {word for full in completions(partial) for word in words_in(chosen(world, full).lines)}
    assert words_in(chosen(world, partial).lines) == union


@given(st.data(), partial_answers())
@settings(max_examples=60)
def test_a_slot_shows_one_to_who_answered_everything_and_all_that_may_win_to_others(
    data: st.DataObject, partial: Reader
) -> None:
    words = Words()
    whens = data.draw(st.lists(conditions(most=2), min_size=1, max_size=3))
    modules = [module(f"m{number}", when, (words.text(),), "s", priority=number) for number, when in enumerate(whens)]
    modules.append(module("rest", ALWAYS, (words.text(),), "s", priority=-1))
    world = with_modules(modules, ("s",))
    union: set[str] = set()
    for full in completions(partial):
        found = words_in(chosen(world, full).lines)
        assert len(found) == 1
        union |= found
    seen = words_in(chosen(world, partial).lines)
    assert union <= seen
