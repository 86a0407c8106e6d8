"""The residue: the part of a condition that the answers leave undecided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from generator.logic.evaluate import admits, clause_truth
from generator.model.answers import UNASKED, Answers, Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.truth import FALSE, TRUE, UNKNOWN, Truth


def residue(condition: Condition, answers: Answers) -> Condition:
    """An unknown condition without its decided clauses, negations pushed down to the clauses.

    A clause keeps only the values still possible. Conditions that leave the same part open get equal residues.
    """
    rest = reduced(condition, answers)
    if isinstance(rest, Truth):
        # Its clauses decide it only together ("own" and "rented"): its words are then left as they are.
        rest = _reduced(condition, answers, wanted=True, is_merging=False)
    assert not isinstance(rest, Truth)
    return rest


def remainder(condition: Condition, answers: Answers) -> Condition | None:
    """What the answers leave open of a condition; None where they decide it."""
    rest = reduced(condition, answers)
    return rest if not isinstance(rest, Truth) else None


def reduced(condition: Condition, answers: Answers) -> Condition | Truth:
    """What the answers leave open of a condition, or its truth.

    Clauses on one subject are taken together, so this decides more than `evaluate`: "neither own nor rented" is false
    for a reader who has one of them.
    """
    return _reduced(condition, answers, wanted=True, is_merging=True)


def is_ruled_out(condition: Condition, excluded: Iterable[Condition], answers: Answers) -> bool:
    """Whether it is certain that a condition does not hold, or that one of the excluded conditions does."""
    return reduced(AllOf((*(Not(one) for one in excluded), condition)), answers) is FALSE


def assume(condition: Condition, answers: Answers) -> Answers:
    """The answers as they are where `condition` holds: used inside a block whose condition is unknown."""
    narrowed = dict(answers)
    for part in condition.parts if isinstance(condition, AllOf) else (condition,):
        if isinstance(part, Clause):
            narrowed[part.subject] = _narrowed(part, answers)
        elif isinstance(part, Not) and isinstance(part.part, Clause):
            narrowed[part.part.subject] = _narrowed(part.part, answers, keep=False)
    return narrowed


def _narrowed(clause: Clause, answers: Answers, *, keep: bool = True) -> Possible:
    possible = answers[clause.subject]
    match possible:
        case Several():
            return possible
        case Interval(low, high):
            if not keep or not isinstance(clause.allowed, Range):
                return possible
            lows = [one for one in (low, clause.allowed.low) if one is not None]
            highs = [one for one in (high, clause.allowed.high) if one is not None]
            return Interval(max(lows, default=None), min(highs, default=None), is_asked=True)  # type: ignore[arg-type]
    values = possible.possible if isinstance(possible, Presumed) else possible
    left = frozenset(value for value in values if admits(clause.allowed, value) is keep)
    if not left:
        return possible
    if isinstance(possible, Presumed):
        stated = left & {possible.value} or left
        if len(stated) == 1:
            return Presumed(next(iter(stated)), left)
    return left  # type: ignore[return-value]


def _reduced(condition: Condition, answers: Answers, *, wanted: bool, is_merging: bool) -> Condition | Truth:
    """The undecided rest of `condition` (or, where not `wanted`, of its negation), or its truth."""
    match condition:
        case Clause():
            return _reduced_clause(condition, answers, wanted=wanted)
        case Not(part):
            return _reduced(part, answers, wanted=not wanted, is_merging=is_merging)
        case AllOf(parts) | AnyOf(parts):
            conjunction = isinstance(condition, AllOf) is wanted
            decisive, idle = (FALSE, TRUE) if conjunction else (TRUE, FALSE)
            rest: list[Condition] = []
            for part in parts:
                one = _reduced(part, answers, wanted=wanted, is_merging=is_merging)
                if one is decisive:
                    return decisive
                if not isinstance(one, Truth):
                    rest.extend(one.parts if isinstance(one, AllOf if conjunction else AnyOf) else (one,))
            if not rest:
                return idle
            if is_merging:
                return _merged(rest, answers, conjunction=conjunction)
            unique = tuple(dict.fromkeys(rest))
            return unique[0] if len(unique) == 1 else AllOf(unique) if conjunction else AnyOf(unique)
    assert_never(condition)


def _reduced_clause(clause: Clause, answers: Answers, *, wanted: bool) -> Condition | Truth:
    possible = answers[clause.subject]
    truth = clause_truth(clause, possible, wanted=wanted)
    if truth is not UNKNOWN:
        return truth
    if isinstance(possible, Several | Interval):
        return clause if wanted else Not(clause)
    values = possible.possible if isinstance(possible, Presumed) else possible
    kept = frozenset(value for value in values if admits(clause.allowed, value) is wanted)
    if UNASKED in kept:
        # Readers who are not asked are among them: "not X" says so, a list of the other values does not.
        return Not(Clause(clause.subject, frozenset(values - kept), clause.span))  # type: ignore[arg-type]
    return Clause(clause.subject, kept, clause.span)  # type: ignore[arg-type]


def _merged(rest: list[Condition], answers: Answers, *, conjunction: bool) -> Condition | Truth:
    """The rests joined: what is said twice once, and clauses on one subject as one clause."""
    merged: list[Condition] = []
    for one in rest:
        if one in merged:
            continue
        # Of a facet that takes several values at once, two clauses may hold by different values.
        is_whole = conjunction and isinstance(one, Clause) and isinstance(answers[one.subject], Several)
        several = [] if is_whole else merged
        twin = next((index for index, other in enumerate(several) if _mergeable(one, other)), None)
        if twin is None:
            merged.append(one)
            continue
        other = merged[twin]
        assert isinstance(one, Clause)
        assert isinstance(other, Clause)
        assert isinstance(one.allowed, frozenset)
        assert isinstance(other.allowed, frozenset)
        kept = other.allowed & one.allowed if conjunction else other.allowed | one.allowed
        if not kept:
            return FALSE
        possible = answers[one.subject]
        if not conjunction and kept == (possible.possible if isinstance(possible, Presumed) else possible):
            return TRUE
        merged[twin] = Clause(one.subject, kept, other.span)
    if len(merged) == 1:
        return merged[0]
    return AllOf(tuple(merged)) if conjunction else AnyOf(tuple(merged))


def _mergeable(one: Condition, other: Condition) -> bool:
    return (
        isinstance(one, Clause)
        and isinstance(other, Clause)
        and one.subject == other.subject
        and isinstance(one.allowed, frozenset)
        and isinstance(other.allowed, frozenset)
    )
