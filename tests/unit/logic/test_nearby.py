"""Facets that meet lie near each other."""

from __future__ import annotations

import itertools

from generator.logic.nearby import meetings, nearby
from generator.model.condition import AllOf, AnyOf, Clause, Not

NAMES = tuple("abcdefghij")


def test_pairs_become_neighbors_wherever_they_were_declared() -> None:
    pairs = [frozenset(pair) for pair in zip(NAMES[:5], NAMES[5:], strict=True)]
    order = nearby(NAMES, pairs)
    assert sorted(order) == list(NAMES)
    assert all(abs(order.index(min(pair)) - order.index(max(pair))) <= 2 for pair in pairs)


def test_an_order_that_is_good_is_kept() -> None:
    assert nearby(NAMES, map(frozenset, itertools.pairwise(NAMES))) == NAMES
    assert nearby(NAMES, ()) == NAMES


def test_what_is_tested_together_meets() -> None:
    one, other, third = (Clause(name, frozenset({"x"})) for name in ("a", "b", "follows"))
    behind = {"a": frozenset("a"), "b": frozenset("b"), "follows": frozenset("cd")}
    condition = AnyOf((AllOf((one, Not(other))), Not(third)))
    assert set(meetings(condition, behind)) >= {frozenset("ab"), frozenset("cd")}
    assert frozenset("abcd") not in set(meetings(condition, behind))
