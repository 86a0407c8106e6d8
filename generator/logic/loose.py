"""Constraints that tie nobody down: what a comparison that nothing else asks about may come out as satisfies them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from generator.logic.comparison import FAILS, HOLDS
from generator.logic.evaluate import evaluate
from generator.logic.subject import Subjects
from generator.model.answers import Possible
from generator.model.condition import Condition
from generator.model.truth import TRUE

MOST = 6
"""Comparisons of one rule whose outcomes are tried."""


def loose_ends(rules: tuple[Condition, ...], subjects: Subjects) -> tuple[frozenset[str], ...]:
    """For each rule the comparisons, and questions whether something was answered, by which alone it can be satisfied.

    No other rule names them. As long as a question asks about none of them, the rule excludes no reader of it:
    whatever else they answered, these can come out so that it holds. Empty where there are none such.
    """
    named = Counter(name for rule in rules for name in _named(rule))
    return tuple(_loose(rule, {name for name in _named(rule) if named[name] == 1}, subjects) for rule in rules)


def _named(rule: Condition) -> set[str]:
    return {clause.subject for clause in rule.clauses()}


def _loose(rule: Condition, own: set[str], subjects: Subjects) -> frozenset[str]:
    free = [
        name for name in sorted(own) if subjects[name].comparison is not None or subjects[name].answered is not None
    ]
    if not free or len(free) > MOST:
        return frozenset()
    others = {name: subjects[name].everything() for name in _named(rule)}
    tried = (evaluate(rule, {**others, **outcome}) for outcome in _outcomes(free))
    return frozenset(free) if TRUE in tried else frozenset()


def _outcomes(names: list[str]) -> Iterator[dict[str, Possible]]:
    for outcome in itertools.product((FAILS, HOLDS), repeat=len(names)):
        yield dict(zip(names, outcome, strict=True))
