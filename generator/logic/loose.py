"""Constraints that tie nobody down: a comparison or a day that nothing else asks about may satisfy them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.logic.cells import cells_of
from generator.logic.comparison import FAILS, HOLDS
from generator.logic.evaluate import evaluate
from generator.logic.subject import Subject, Subjects
from generator.model.answers import ABSENT, Possible
from generator.model.condition import ALWAYS, Condition
from generator.model.facet import Facet, MonthsBetween
from generator.model.truth import TRUE

MOST = 6
"""Comparisons and days of one rule whose outcomes are tried."""


def loose_ends(
    rules: tuple[Condition, ...], subjects: Subjects, facets: Mapping[str, Facet]
) -> tuple[frozenset[str], ...]:
    """For each rule the comparisons, days, and questions whether something was answered, by which alone it can hold.

    No other rule names them. As long as a question asks about none of them, the rule excludes no reader of it:
    whatever else they answered, these can come out so that it holds. Empty where there are none such.
    """
    named = Counter(name for rule in rules for name in _named(rule))
    counted = {end for one in facets.values() if isinstance(one.derived, MonthsBetween) for end in _ends(one.derived)}
    alone = {name for name, times in named.items() if times == 1 and name not in counted}
    asked = {name for name in alone if name not in facets or facets[name].asked_when == ALWAYS}
    return tuple(
        _loose(
            rule, {one for one in _named(rule) & alone if one in asked or _holds_unasked(rule, one, subjects)}, subjects
        )
        for rule in rules
    )


def _ends(between: MonthsBetween) -> tuple[str, str]:
    return between.months_from, between.to


def _named(rule: Condition) -> set[str]:
    return {clause.subject for clause in rule.clauses()}


def _holds_unasked(rule: Condition, name: str, subjects: Subjects) -> bool:
    """Whether a rule holds for readers who are not asked one of its questions."""
    others = {one: subjects[one].everything() for one in _named(rule)}
    return evaluate(rule, {**others, name: ABSENT}) is TRUE


def _loose(rule: Condition, own: set[str], subjects: Subjects) -> frozenset[str]:
    free = [name for name in sorted(own) if _is_loose(subjects[name])]
    if not free or len(free) > MOST:
        return frozenset()
    others = {name: subjects[name].everything() for name in _named(rule)}
    tried = (evaluate(rule, {**others, **outcome}) for outcome in _outcomes(rule, free, subjects))
    return frozenset(free) if TRUE in tried else frozenset()


def _is_loose(subject: Subject) -> bool:
    return subject.comparison is not None or subject.answered is not None or subject.type == "date"


def _outcomes(rule: Condition, names: list[str], subjects: Subjects) -> Iterator[dict[str, Possible]]:
    for outcome in itertools.product(*(_ways(rule, subjects[name]) for name in names)):
        yield dict(zip(names, outcome, strict=True))


def _ways(rule: Condition, subject: Subject) -> tuple[Possible, ...]:
    """The ways in which a comparison or a day may come out, as far as a rule tells them apart."""
    if subject.type != "date":
        return FAILS, HOLDS
    allowed = frozenset(clause.allowed for clause in rule.clauses() if clause.subject == subject.name)
    return cells_of(subject, allowed, whole=False)
