"""Words for numbers in leads."""

from __future__ import annotations

import pytest

from generator.logic.phrase import NoPhrase, number_words, phrase
from generator.logic.residue import residue
from generator.logic.subject import Subject
from generator.model.answers import Presumed
from generator.model.condition import Clause, Not, Range
from generator.model.facet import Unit
from tests.readers import NOWHERE

UNIT = Unit.model_construct(one="rotation", other="rotations", span=NOWHERE, spans={})


@pytest.mark.parametrize(
    ("numbers", "possible", "words"),
    [
        ([2], [0, 1, 2, 3, 4], "two rotations"),
        ([1], [0, 1, 2, 3, 4], "one rotation"),
        ([0], [0, 1, 2, 3, 4], "no rotations"),
        ([4], [0, 1, 2, 3, 4], "four rotations or more"),
        ([2, 3, 4], [0, 1, 2, 3, 4], "two rotations or more"),
        ([0, 1], [0, 1, 2, 3, 4], "one rotation or fewer"),
        ([0, 1, 2], [0, 1, 2, 3, 4], "two rotations or fewer"),
        ([1, 2], [0, 1, 2, 3, 4], "one or two rotations"),
        ([1, 2, 3], [0, 1, 2, 3, 4], "one to three rotations"),
        ([0, 4], [0, 1, 2, 3, 4], "no rotations or four rotations"),
        ([0, 2, 4], [0, 1, 2, 3, 4], "no rotations, two rotations, or four rotations"),
        # what is impossible anyway does not break a range
        ([1, 3], [1, 3], "one rotation or more"),
        ([1, 3], [1, 3, 4], "three rotations or fewer"),
        ([2, 3], [1, 2, 3], "two rotations or more"),
    ],
)
def test_numbers(numbers: list[int], possible: list[int], words: str) -> None:
    subject = Subject(name="x", label="X", type="integer", low=0, high=4, or_more=True, unit=UNIT)
    assert number_words(numbers, possible, subject) == words


def test_without_unit() -> None:
    subject = Subject(name="x", label="X", type="integer", low=2026, high=2032)
    assert number_words([2028], [2026, 2028, 2032], subject) == "2028"
    assert number_words([2030, 2032], [2028, 2030, 2032], subject) == "2030 or more"


def test_whether_the_plan_sets_a_value_has_no_words_of_its_own() -> None:
    subject = Subject(name="plan.cap", label="Cap", type="integer", low=1, high=3, phrase="your cap is {range}")
    open_answers = {"plan.cap": Presumed(2, frozenset({2, None}))}
    unset = residue(Not(Clause("plan.cap", Range(1, None))), open_answers)
    with pytest.raises(NoPhrase, match=r"plan\.cap"):
        phrase(unset, {"plan.cap": subject}, open_answers)
