"""All readers of a project at once: what is said of them is what is said in the cone of each question."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from generator.app.opened import Opened
from generator.check.conditionals import conditionals
from generator.logic.combine import all_of, negated
from generator.logic.everybody import MOST_ANSWERS, Everybody
from generator.logic.partial import PartialGrid
from generator.logic.readers import Readers
from generator.model.condition import ALWAYS, Condition
from tests.campaigns import sampled
from tests.space.opened import opened
from tests.space.rule_sets import make_rule_set
from tests.space.test_limits import VALUES, facet, project

RULE_SETS = 80
BATCH = 8
MOST = 24
"""Questions to one rule set."""


def everybody_of(one: Opened, conditions: list[Condition]) -> Everybody:
    space = one.space
    return Everybody(space.cones, space.facets, space.subjects, space.tables, conditions, space.limit)


def asked_in(one: Opened) -> list[Condition]:
    """Conditions of a project, and pairs of them."""
    found = conditionals(one.project, one.presence)
    single = list(dict.fromkeys(each.condition for each in found if each.condition != ALWAYS))
    pairs = (all_of(first, negated(second)) for first, second in itertools.combinations(single, 2))
    return [*single, *itertools.islice(pairs, 0, None, 3)][:MOST]


@pytest.mark.parametrize("first", sampled(range(0, RULE_SETS, BATCH), 1))
def test_who_is_found_nowhere_is_not_in_the_cone_of_the_question(first: int, tmp_path: Path) -> None:
    answers = set()
    for seed in range(first, first + BATCH):
        one, found = opened(tmp_path / "project", make_rule_set(seed, texts=True).files())
        questions = asked_in(one)
        everybody = everybody_of(one, questions)
        if any(each.severity == "error" for each in found) or everybody.is_nobody(ALWAYS) is None:
            continue
        for question in questions:
            is_nobody = everybody.is_nobody(question)
            assert is_nobody is (one.space.find(question) is None), (seed, question)
            answers.add((is_nobody, agreed(one, everybody, question, seed)))
    assert {each for each, _ in answers} == {each for _, each in answers} == {True, False}


def agreed(one: Opened, everybody: Everybody, question: Condition, seed: int) -> bool:
    """Whether it is open for nobody among the partly answered: then nobody may be found in its cone, either.

    So it has to be where only those count for whom it holds however they go on. An answer that stands for all values a
    cone tells apart is none there: one may have given it or not, so that only one of these is asked.
    """
    needed = list(one.project.facets)[::2]

    def unsure(grid: PartialGrid) -> Readers | None:
        given = grid.answering(needed) if seed % 2 else grid.asked_for()
        return grid.real & given & grid.unknown(question) or None

    def sure(grid: PartialGrid) -> Readers | None:
        readers = unsure(grid)
        return None if readers is None else readers - grid.may_hold(negated(question)) or None

    found = {look: everybody.finds_nobody([question], look) for look in (unsure, sure)}
    grid = one.space.partial([question])
    assert all(look(grid) is None for look, is_nobody in found.items() if is_nobody), (seed, question)
    return found[unsure]


def test_nothing_is_said_of_what_was_not_expected(tmp_path: Path) -> None:
    modules = {"m": {"when": {"f0": "a"}}, "other": {"when": {"f0": "b", "f1": "a"}}}
    one, _ = opened(tmp_path, project({name: facet(VALUES) for name in ("f0", "f1")}, modules))
    expected, other = (one.project.modules[name].condition for name in modules)
    everybody = everybody_of(one, [expected])
    assert everybody.is_nobody(expected) is False
    assert everybody.is_nobody(other) is None


def test_facets_of_very_many_answers_are_left_to_their_own_questions(tmp_path: Path) -> None:
    many = [f"v{number}" for number in range(MOST_ANSWERS + 1)]
    modules = {f"m{value}": {"when": {"many": value}} for value in many} | {"few": {"when": {"few": "a"}}}
    one, _ = opened(tmp_path, project({"many": facet(many), "few": facet(VALUES)}, modules))
    conditions = {name: one.project.modules[name].condition for name in modules}
    everybody = everybody_of(one, list(conditions.values()))
    assert everybody.is_nobody(conditions["few"]) is False
    assert everybody.is_nobody(conditions["mv1"]) is None
