"""What the words of two conditions alone prove, without looking at any reader."""

from __future__ import annotations

from collections.abc import Container

from generator.logic.evaluate import admits
from generator.model.condition import AllOf, Clause, Condition, Not, Range


def says_more(first: Condition, second: Condition) -> bool:
    """Whether `first` surely implies `second`: each part of the second follows from a part of the first."""
    parts = _parts(first)
    return all(any(_follows(wanted, part) for part in parts) for wanted in _parts(second))


def excludes(first: Condition, second: Condition, several: Container[str]) -> bool:
    """Whether the two surely never hold together: they ask disjoint values of one subject.

    `several` names the subjects that take several values at once, for which this proves nothing.
    """
    return any(_disjoint(one, other, several) for one in _parts(first) for other in _parts(second))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _follows(wanted: Condition, given: Condition) -> bool:
    if wanted == given:
        return True
    if not isinstance(wanted, Clause) or not isinstance(given, Clause) or wanted.subject != given.subject:
        return False
    if isinstance(wanted.allowed, Range) or isinstance(given.allowed, Range):
        return False
    return given.allowed <= wanted.allowed


def _disjoint(one: Condition, other: Condition, several: Container[str]) -> bool:
    if isinstance(one, Clause) and isinstance(other, Clause):
        return one.subject == other.subject and one.subject not in several and _apart(one.allowed, other.allowed)
    for clause, negated in ((one, other), (other, one)):
        if isinstance(clause, Clause) and isinstance(negated, Not) and _follows(negated.part, clause):
            return True
    return False


def _apart(one: frozenset[str | int] | Range, other: frozenset[str | int] | Range) -> bool:
    if isinstance(one, frozenset):
        return not any(admits(other, value) for value in one)
    if isinstance(other, frozenset):
        return _apart(other, one)
    return _below(one, other) or _below(other, one)


def _below(one: Range, other: Range) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low  # type: ignore[operator]
