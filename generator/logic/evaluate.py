"""The truth of a condition for a set of answers, by Kleene's tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from generator.model.answers import Answers, Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth

_NEGATED = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}


def evaluate(condition: Condition, answers: Answers, *, wanted: bool = True) -> Truth:
    """The truth of a condition (of its negation, where not `wanted`) for the answers still possible.

    A clause is true if every possible answer satisfies it, false if none does, else unknown. Of a plan value the
    value that the plan states decides first.
    """
    match condition:
        case Clause():
            return clause_truth(condition, answers[condition.subject], wanted=wanted)
        case Not(part):
            return evaluate(part, answers, wanted=not wanted)
        case AllOf(parts):
            return _joined(parts, answers, wanted=wanted, decisive=FALSE if wanted else TRUE)
        case AnyOf(parts):
            return _joined(parts, answers, wanted=wanted, decisive=TRUE if wanted else FALSE)
    assert_never(condition)


def certain(answers: Answers) -> Answers:
    """The answers with nothing presumed: a plan value is every value it may still take."""
    return {
        name: possible.possible if isinstance(possible, Presumed) else possible  # type: ignore[misc]
        for name, possible in answers.items()
    }


def _joined(parts: Iterable[Condition], answers: Answers, *, wanted: bool, decisive: Truth) -> Truth:
    result = _NEGATED[decisive]
    for part in parts:
        truth = evaluate(part, answers, wanted=wanted)
        if truth is decisive:
            return decisive
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def clause_truth(clause: Clause, possible: Possible, *, wanted: bool = True) -> Truth:
    """The truth of one clause (of its negation, where not `wanted`)."""
    allowed = clause.allowed
    match possible:
        case Several(chosen, is_asked):
            if chosen is None:
                return UNKNOWN
            assert not isinstance(allowed, Range)
            return _perhaps(TRUE if chosen & allowed else FALSE, is_asked=is_asked, wanted=wanted)
        case Interval(is_asked=is_asked):
            assert isinstance(allowed, Range)
            return _perhaps(_interval_truth(possible, allowed), is_asked=is_asked, wanted=wanted)
        case Presumed(value, values):
            if admits(allowed, value) is wanted:
                return TRUE
            return UNKNOWN if any(admits(allowed, one) is wanted for one in values) else FALSE
    admitted = sum(1 for value in possible if admits(allowed, value) is wanted)
    if admitted == 0:
        return FALSE
    return TRUE if admitted == len(possible) else UNKNOWN


def _perhaps(truth: Truth, *, is_asked: bool, wanted: bool) -> Truth:
    """The truth of a clause on a facet: it holds for nobody who is not asked."""
    if truth is TRUE and not is_asked:
        return UNKNOWN
    return truth if wanted else _NEGATED[truth]


def admits(allowed: frozenset[str | int] | Range, value: str | int | None) -> bool:
    """Whether one value satisfies a clause. A plan value that is not set satisfies none."""
    if value is None:
        return False
    if isinstance(allowed, Range):
        return not isinstance(value, str) and allowed.admits(value)
    return value in allowed


def _interval_truth(possible: Interval, allowed: Range) -> Truth:
    low, high = possible.low, possible.high
    if low is not None and low == high:
        return TRUE if allowed.admits(low) else FALSE
    if high is not None and allowed.low is not None and high < allowed.low:  # type: ignore[operator]
        return FALSE
    if low is not None and allowed.high is not None and low > allowed.high:  # type: ignore[operator]
        return FALSE
    above = allowed.low is None or (low is not None and low >= allowed.low)  # type: ignore[operator]
    below = allowed.high is None or (high is not None and high <= allowed.high)  # type: ignore[operator]
    return TRUE if above and below else UNKNOWN
