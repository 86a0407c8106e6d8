"""Sets of readers as bits and as diagrams: both say what sets of tuples say, and no question spoils the next."""

from __future__ import annotations

import itertools
import random

import pytest

from generator.logic import diagram
from generator.logic.bits import BitAxes
from generator.logic.cone import ConeTooLarge
from generator.logic.diagram import DiagramAxes
from generator.logic.readers import Axes, Choices, Readers

SIZES = {"a": 3, "b": 2, "c": 4, "d": 1}
EVERYONE = frozenset(itertools.product(*(range(size) for size in SIZES.values())))
People = frozenset[tuple[int, ...]]


def those(name: str, positions: set[int]) -> People:
    place = list(SIZES).index(name)
    return frozenset(one for one in EVERYONE if one[place] in positions)


def random_set(axes: Axes, chance: random.Random, depth: int = 4) -> tuple[Readers, People]:
    """A set made by random operations, and the same as tuples."""
    if depth == 0 or chance.random() < 0.2:
        name = chance.choice(list(SIZES))
        positions = {one for one in range(SIZES[name]) if chance.random() < 0.5}
        return axes.those(name, positions), those(name, positions)
    (one, ones), (other, others) = (random_set(axes, chance, depth - 1) for _ in range(2))
    match chance.choice(["and", "or", "sub", "union"]):
        case "and":
            return one & other, ones & others
        case "or":
            return one | other, ones | others
        case "sub":
            return one - other, ones - others
    return axes.union([one, other, axes.nobody]), ones | others


def people_of(readers: Readers, axes: Axes) -> People:
    """Everybody in a set, found one by one."""
    found = set()
    while readers:
        first = readers.first()
        assert list(first) == list(SIZES)
        found.add(tuple(first.values()))
        only = axes.everyone
        for name, position in first.items():
            only &= axes.those(name, [position])
        readers -= only
    return frozenset(found)


@pytest.mark.parametrize("kind", [BitAxes, DiagramAxes])
def test_random_sets_hold_the_same_people_as_sets_of_tuples(kind: type[Axes]) -> None:
    axes = kind(SIZES)
    assert people_of(axes.everyone, axes) == EVERYONE
    assert not axes.nobody
    for seed in range(60):
        readers, people = random_set(axes, random.Random(seed))
        assert bool(readers) is bool(people)
        assert people_of(readers, axes) == people


@pytest.mark.parametrize("kind", [BitAxes, DiagramAxes])
def test_lifting_finds_those_with_a_completion_in_the_set(kind: type[Axes]) -> None:
    choices: dict[str, Choices] = {
        "a": ((0,), (1,), (2,), (0, 2), (0, 1, 2)), "b": ((0,), (1,), (0, 1)), "c": ((0, 1, 2, 3), (3,)), "d": ((0,),)
    }  # fmt: skip
    below, above = kind(SIZES), kind({name: len(several) for name, several in choices.items()})
    for seed in range(40):
        readers, people = random_set(below, random.Random(seed))
        lifted = above.lift(readers, choices)
        for answers in itertools.product(*(range(len(several)) for several in choices.values())):
            only = above.everyone
            for name, at in zip(choices, answers, strict=True):
                only &= above.those(name, [at])
            left = [several[at] for several, at in zip(choices.values(), answers, strict=True)]
            assert bool(lifted & only) is any(one in people for one in itertools.product(*left))


def crossing(axes: Axes) -> Readers:
    """A set whose diagram is large: pairs of facets that are far apart."""
    readers = axes.nobody
    for number in range(10):
        readers |= axes.those(f"f{number}", [0]) & axes.those(f"f{number + 10}", [0])
    return readers


def test_a_question_too_large_does_no_harm_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 300)
    axes = DiagramAxes({f"f{number}": 3 for number in range(20)})
    for _ in range(3):
        axes.begin()
        with pytest.raises(ConeTooLarge, match="3,486,784,401 combinations"):
            crossing(axes)
        assert axes.begin()
        first = (axes.those("f1", [1, 2]) & axes.those("f19", [2])).first()
        assert (first["f1"], first["f19"]) == (1, 2)


def test_many_small_questions_never_add_up_to_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "MOST_NODES", 40)
    monkeypatch.setattr(diagram, "MOST_KEPT", 120)
    axes = DiagramAxes({f"f{number}": 3 for number in range(20)})
    renewed = 0
    for one, other in itertools.permutations(range(20), 2):
        if not axes.begin():
            renewed += 1
            axes = DiagramAxes(axes.sizes)
        assert axes.those(f"f{one}", [0]) & axes.those(f"f{other}", [1, 2])
    assert renewed > 1


def test_steps_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram, "MOST_STEPS", 50)
    with pytest.raises(ConeTooLarge):
        crossing(DiagramAxes({f"f{number}": 3 for number in range(20)}))
