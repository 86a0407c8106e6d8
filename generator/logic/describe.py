"""Conditions and answers in words, for reasons, explanations and witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import assert_never

from generator import text
from generator.logic.subject import ANSWERED, Subject
from generator.logic.words import OR_MORE
from generator.model.answers import ABSENT, UNASKED, Interval, Possible, Presumed, Several
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.facet import Facet

NOT_ASKED = "not asked"


@lru_cache(maxsize=4096)
def condition_words(condition: Condition) -> str:
    """A condition as an author would write it on one line."""
    match condition:
        case Clause(subject) if subject.startswith(f"{ANSWERED}."):
            return f"{ANSWERED}: {subject.removeprefix(f'{ANSWERED}.')}"
        case Clause():
            return f"{condition.subject}: {allowed_words(condition)}"
        case AllOf(()):
            return "always"
        case AllOf(parts):
            return " and ".join(_grouped(part) for part in parts)
        case AnyOf(parts):
            return " or ".join(_grouped(part) for part in parts)
        case Not(part):
            return f"not {_grouped(part)}"
    assert_never(condition)


def _grouped(condition: Condition) -> str:
    words = condition_words(condition)
    several = isinstance(condition, AllOf | AnyOf) and len(condition.parts) > 1
    return f"({words})" if several else words


def label_words(condition: Condition, facets: Mapping[str, Facet]) -> str:
    """A condition in the words of the questions: "Nights: In a tent or In rooms, and Bicycle: My own"."""
    match condition:
        case Clause(subject, allowed):
            facet = facets.get(subject)
            label = subject if facet is None else facet.label
            if facet is None or isinstance(allowed, Range) or not facet.values:
                return f"{label}: {allowed_words(condition)}"
            return f"{label}: {text.joined([facet.values[one].label for one in facet.values if one in allowed], 'or')}"
        case AllOf(parts):
            return ", and ".join(label_words(part, facets) for part in parts)
        case AnyOf(parts):
            return ", or ".join(label_words(part, facets) for part in parts)
        case Not(part):
            return f"not ({label_words(part, facets)})"
    assert_never(condition)


@lru_cache(maxsize=4096)
def allowed_words(clause: Clause) -> str:
    """What a clause allows: "own or rented", "2 or more", "up to 2027-06-30"."""
    allowed = clause.allowed
    if isinstance(allowed, Range):
        if allowed.low == allowed.high:
            return str(allowed.low)
        if allowed.low is None:
            return f"up to {allowed.high}"
        if allowed.high is None:
            return f"{allowed.low} or more" if isinstance(allowed.low, int) else f"from {allowed.low}"
        return f"{allowed.low} to {allowed.high}"
    return text.joined([str(one) for one in sorted(allowed)], "or")


def answer_words(possible: Possible, subject: Subject) -> str:
    """What a reader answered, or that they did not."""
    if possible == ABSENT:
        return NOT_ASKED
    match possible:
        case Several(chosen):
            return "not answered" if chosen is None else text.joined(sorted(chosen)) or "none of them"
        case Interval():
            return "not answered" if possible.day is None else str(possible.day)
        case Presumed(value, values):
            stated = "none" if value is None else str(value)
            others = sorted(str(one) for one in values - {value})
            return f"{stated} (may become {text.joined(others, 'or')})" if others else stated
    if len(possible) > 1 and possible - ABSENT == subject.everything():
        return "not answered"
    left = _values_in(possible)
    if len(left) > 4 and isinstance(left[0], int):
        return f"{left[0]} to {left[-1]}"
    return text.joined([str(one) for one in left], "or")


def _values_in(possible: frozenset[str | int | None]) -> list[str | int]:
    """Values in order; a plan value that may not be set is "none"."""
    values: list[str | int] = sorted(value for value in possible if value is not None and value != UNASKED)
    if UNASKED in possible:
        return [*values, NOT_ASKED]
    return ["none", *values] if None in possible else values


def number_label(facet: Facet, number: int) -> str:
    """A number that answers a question, with what it counts: "240 days", "3 nights or more"."""
    said = str(number)
    if facet.unit is not None:
        said = text.counted(number, text.curly(facet.unit.one), text.curly(facet.unit.other))
    return OR_MORE.format(number=said) if facet.or_more and number == facet.max else said


def answer_label(possible: Possible, subject: Subject) -> str:
    """What a reader answered, in the words of the questions."""
    if possible == ABSENT:
        return NOT_ASKED
    match possible:
        case Several(chosen):
            return text.joined([subject.labels[value] for value in sorted(chosen or ())]) or "none of them"
        case Interval():
            return "not answered" if possible.day is None else text.long_date(possible.day)
        case Presumed(value, _):
            return "none" if value is None else str(value)
    labels = [subject.labels.get(str(value), str(value)) for value in _values_in(possible)]
    return text.joined(labels, "or")
