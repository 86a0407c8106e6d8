"""Residues in words: the lead over text that may not be for the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import assert_never

from generator import text
from generator.logic import words
from generator.logic.evaluate import admits
from generator.logic.subject import Subject, Subjects
from generator.model.answers import Answers, Presumed
from generator.model.condition import AllOf, AnyOf, Clause, Condition, Not, Range
from generator.words import NONE

MOST_CLAUSES = 2
"""A residue with more clauses than this needs a lead of its own."""


class NoPhrase(Exception):
    """The project lacks the words for a clause; `subject` and `value` say which. Caught by `select` and `check`."""

    def __init__(self, subject: str, value: str | None) -> None:
        self.subject, self.value = subject, value
        super().__init__(f"{subject}: {value}")


def phrase(condition: Condition, subjects: Subjects, answers: Answers) -> str:
    """A residue as words to follow "if".

    Raises NoPhrase where facets.yaml or rules.yaml lacks the words.
    """
    match condition:
        case Clause():
            return _clause_phrase(condition, subjects[condition.subject], answers)
        case Not(part):
            return _opposite(part, subjects, answers)
        case AllOf(parts):
            return text.joined([phrase(part, subjects, answers) for part in parts])
        case AnyOf(parts):
            return text.joined([phrase(part, subjects, answers) for part in parts], "or")
    assert_never(condition)


def _opposite(condition: Condition, subjects: Subjects, answers: Answers) -> str:
    """The negation of a condition in words: what is true of none, of all or of some of its parts."""
    match condition:
        case Clause():
            return _negative_phrase(condition, subjects[condition.subject])
        case Not(part):
            return phrase(part, subjects, answers)
        case AllOf(parts):
            return phrase(AnyOf(tuple(map(Not, parts))), subjects, answers)
        case AnyOf(parts):
            return phrase(AllOf(tuple(map(Not, parts))), subjects, answers)
    assert_never(condition)


def clause_count(condition: Condition) -> int:
    """How many clauses a residue has."""
    return sum(1 for _ in condition.clauses())


def _clause_phrase(clause: Clause, subject: Subject, answers: Answers) -> str:
    if isinstance(clause.allowed, Range):
        return _ranged(subject, date_words(clause.allowed))
    possible = answers[clause.subject]
    if subject.type == "integer":
        numbers = sorted(value for value in clause.allowed if isinstance(value, int))
        if not numbers:
            raise NoPhrase(subject.name, None)  # what is left open is only whether the plan sets a value
        values = possible.possible if isinstance(possible, Presumed) else possible
        all_possible = sorted(value for value in values if isinstance(value, int))  # type: ignore[union-attr]
        return _ranged(subject, number_words(numbers, all_possible, subject))
    chosen = [value for value in subject.values if value in clause.allowed]
    if isinstance(possible, frozenset):
        missing = [value for value in subject.values if value in possible and value not in clause.allowed]
        if len(missing) == 1 and len(chosen) > 1:
            return _value_phrase(subject, missing[0], positive=False)
    return _shared([_value_phrase(subject, value, positive=True) for value in chosen], "or")


def _negative_phrase(clause: Clause, subject: Subject) -> str:
    if subject.type == "integer":
        every = range(subject.low, subject.high + 1)
        others = [value for value in every if not admits(clause.allowed, value)]
        if not others:
            raise NoPhrase(subject.name, None)
        return _ranged(subject, number_words(others, every, subject))
    if isinstance(clause.allowed, Range):
        sides = []
        if clause.allowed.low is not None:
            sides.append(words.BEFORE.format(day=_day(clause.allowed.low)))
        if clause.allowed.high is not None:
            sides.append(words.AFTER.format(day=_day(clause.allowed.high)))
        return _ranged(subject, text.joined(sides, "or"))
    if subject.phrase is not None:
        raise NoPhrase(subject.name, None)  # "{range}" has no negation
    chosen = [value for value in subject.values if value in clause.allowed]
    return _neither([_value_phrase(subject, value, positive=False) for value in chosen])


def _value_phrase(subject: Subject, value: str, *, positive: bool) -> str:
    if subject.phrase is not None:
        return subject.phrase.replace("{range}", subject.labels.get(value, value))
    words = subject.phrases.get(value, (None, None))[0 if positive else 1]
    if words is None:
        raise NoPhrase(subject.name, value)
    return words


def _shared(phrases: list[str], conjunction: str) -> str:
    """Join phrases, saying a common beginning once: "you ride your own or a rented bicycle" stays whole words."""
    beginning, tails = _split(phrases)
    return f"{beginning} {text.joined(tails, conjunction)}" if beginning else text.joined(tails, conjunction)


def _neither(phrases: list[str]) -> str:
    """Join negations: "you do not ride your own or a rented bicycle" where they begin alike, else each whole."""
    beginning, tails = _split(phrases)
    return f"{beginning} {text.joined(tails, 'or')}" if words.NOT in beginning.split(" ") else text.joined(phrases)


def _split(phrases: list[str]) -> tuple[str, list[str]]:
    """The words that all phrases begin with, where these are two or more (of one all but the last), and the others."""
    split = [one.split(" ") for one in phrases]
    common = 0
    while all(len(words) > common + 1 for words in split) and len({words[common] for words in split}) == 1:
        common += 1
    if common < 2:
        return "", phrases
    return " ".join(split[0][:common]), [" ".join(words[common:]) for words in split]


def _ranged(subject: Subject, words: str) -> str:
    if subject.phrase is None:
        raise NoPhrase(subject.name, None)
    return subject.phrase.replace("{range}", words)


def number_words(numbers: list[int], possible: Iterable[int], subject: Subject) -> str:
    """A set of counts in words: "two nights", "two nights or fewer", "one or two nights"."""
    all_possible = sorted(possible)
    low, high = numbers[0], numbers[-1]
    one, other = (subject.unit.one, subject.unit.other) if subject.unit else ("", "")
    top = subject.high

    def counted(value: int) -> str:
        return f"{NONE if value == 0 and other else text.number(value)} {one if value == 1 else other}".strip()

    contiguous = [value for value in all_possible if low <= value <= high] == numbers
    if not contiguous:
        return text.joined([counted(value) for value in numbers], "or")
    if high == top and subject.or_more:
        return words.OR_MORE.format(number=counted(low))
    if len(numbers) == 1:
        return counted(low)
    if high == all_possible[-1]:
        return words.OR_MORE.format(number=counted(low))
    if low == all_possible[0]:
        return words.OR_FEWER.format(number=counted(high))
    pattern = words.EITHER if high == low + 1 else words.FROM_TO
    return pattern.format(low=text.number(low), high=counted(high))


def date_words(allowed: Range) -> str:
    """The days of a range in words: "on or before March 17, 2028"."""
    if allowed.low is None:
        return words.ON_OR_BEFORE.format(day=_day(allowed.high))
    if allowed.high is None:
        return words.ON_OR_AFTER.format(day=_day(allowed.low))
    if allowed.low == allowed.high:
        return words.ON.format(day=_day(allowed.low))
    return words.BETWEEN.format(first=_day(allowed.low), last=_day(allowed.high))


def _day(value: int | dt.date | None) -> str:
    assert isinstance(value, dt.date)
    return text.long_date(value)
