"""What is true of a reader, one statement for each subject: as a condition, and in words to go after "because"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from generator import text
from generator.kept import Kept
from generator.logic.asked import may_be_unasked
from generator.logic.describe import answer_label
from generator.logic.evaluate import admits
from generator.logic.phrase import NoPhrase, date_words, phrase
from generator.logic.subject import PLAN, Subject
from generator.model.answers import UNASKED, Answers, Interval, Possible, Presumed, Several
from generator.model.condition import Clause, Condition, Not, Range
from generator.select import words
from generator.select.grounds import Literal

MOST_NAMED = 3
"""Values named one by one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is true of a reader."""

    condition: Condition
    words: str


# What a statement says of one subject follows from nothing else: it is worded once for all readers and sections.
_STATED: Kept[tuple[Subject, Statement]] = Kept(5_000)


def statements(
    literals: Iterable[Literal], subjects: Mapping[str, Subject], answers: Answers, *, most_named: int = MOST_NAMED
) -> tuple[Statement, ...]:
    """What the literals say together, subject by subject, in the order of their first mention.

    What is ruled out is said where it is at most `most_named` values, else what the reader answered.
    """
    by_subject: dict[str, list[Literal]] = {}
    for one in literals:
        by_subject.setdefault(one.subject, []).append(one)
    return tuple(
        _stated(condition, subjects[name], is_asked=not may_be_unasked(answers[name]))
        for name, several in by_subject.items()
        for condition in _conditions(subjects[name], several, answers[name], most_named)
    )


def _conditions(subject: Subject, literals: list[Literal], possible: Possible, most_named: int) -> list[Condition]:
    """The shortest true conditions on one subject that imply all its literals."""
    if may_be_unasked(possible):
        return _ruled_out(literals, subject)
    if isinstance(possible, Several):
        return _picked(literals, possible, subject)
    if isinstance(possible, Interval):
        return list(dict.fromkeys(_dated(one, subject, possible) for one in literals))
    values = frozenset({possible.value}) if isinstance(possible, Presumed) else possible
    known = frozenset(value for value in values if value is not None and value != UNASKED)
    if subject.type == "integer":
        return [_numbered(subject, literals, known)]
    return [_named(subject, literals, known, most_named)]


def _ruled_out(literals: list[Literal], subject: Subject) -> list[Condition]:
    """Of somebody who may not be asked nothing holds but that an answer is not given."""
    clauses = [one.clause for one in literals if one.clause is not None and not one.wanted]
    ranges = [Not(Clause(subject.name, one.allowed)) for one in clauses if subject.type == "date"]
    numbers = subject.values or range(subject.low, subject.high + 1)
    named = frozenset(value for one in literals if subject.type != "date" for value in _values(one, numbers))
    return [*dict.fromkeys(ranges), *([Not(Clause(subject.name, named))] if named else [])]


def _named(subject: Subject, literals: list[Literal], known: frozenset[str | int], most_named: int) -> Condition:
    ruled_out = frozenset(value for one in literals if not one.wanted for value in _values(one, subject.values))
    only_negative = all(not one.wanted for one in literals)
    says_no = subject.phrase is None and len(ruled_out) <= most_named
    if ruled_out and only_negative and (says_no or not known):
        return Not(Clause(subject.name, ruled_out))
    if len(known) <= MOST_NAMED:
        return Clause(subject.name, known)
    allowed = [value for value in subject.values if _is_allowed(value, literals, known)]
    return Clause(subject.name, frozenset(allowed))


def _numbered(subject: Subject, literals: list[Literal], known: frozenset[str | int]) -> Condition:
    numbers = range(subject.low, subject.high + 1)
    if not known:
        ruled_out = frozenset(value for one in literals for value in _values(one, numbers))
        return Not(Clause(subject.name, ruled_out))
    allowed = [value for value in numbers if _is_allowed(value, literals, known)]
    is_one_stretch = allowed[-1] - allowed[0] == len(allowed) - 1
    return Clause(subject.name, frozenset(allowed) if is_one_stretch else known)


def _is_allowed(value: str | int, literals: Iterable[Literal], known: Collection[str | int]) -> bool:
    """Whether every literal is true of a value; of an answer as a whole, whether it is one of those possible."""
    return all(
        value in known if one.clause is None else admits(one.clause.allowed, value) is one.wanted for one in literals
    )


def _values(literal: Literal, every: Iterable[str | int]) -> list[str | int]:
    """The values that a literal's clause names."""
    return [] if literal.clause is None else [value for value in every if admits(literal.clause.allowed, value)]


def _picked(literals: list[Literal], possible: Several, subject: Subject) -> list[Condition]:
    """Of several answers at once: for each clause one that was chosen, or all that were not."""
    chosen = possible.chosen or frozenset()
    found: dict[Condition, None] = {}
    ruled_out: set[str | int] = set()
    for one in literals:
        named = _values(one, subject.values)
        if one.clause is None:
            found |= {Clause(subject.name, frozenset({value})): None for value in subject.values if value in chosen}
            ruled_out |= set(subject.values) - chosen
        elif one.wanted:
            found[Clause(subject.name, frozenset(next([value] for value in named if value in chosen)))] = None
        else:
            ruled_out |= set(named)
    if ruled_out:
        found[Not(Clause(subject.name, frozenset(ruled_out)))] = None
    return list(found)


def _dated(literal: Literal, subject: Subject, possible: Interval) -> Condition:
    if literal.clause is None:
        return Clause(subject.name, Range(possible.low, possible.high))
    clause = Clause(subject.name, literal.clause.allowed)
    return clause if literal.wanted else Not(clause)


def _stated(condition: Condition, subject: Subject, *, is_asked: bool) -> Statement:
    """A statement in the project's words, but of a question not asked: "you are a citizen" may be how it says no."""

    def state() -> tuple[Subject, Statement]:
        said = None
        if is_asked:
            with suppress(NoPhrase):
                said = phrase(condition, {subject.name: subject}, {subject.name: subject.everything()})
        return subject, Statement(condition, text.curly(said or _labeled(condition, subject)))

    return _STATED.get((id(subject), condition, is_asked), 1, state, lambda known: known[0] is subject)[1]


def _labeled(condition: Condition, subject: Subject) -> str:
    """A statement in the labels of the questions, where the project has no words for it."""
    is_positive = isinstance(condition, Clause)
    (clause,) = condition.clauses()
    answer = date_words(clause.allowed) if isinstance(clause.allowed, Range) else answer_label(clause.allowed, subject)
    if subject.name.startswith(PLAN):
        pattern = words.PLANNED if is_positive else words.NOT_PLANNED
    else:
        pattern = words.ANSWER if is_positive else words.OTHER_ANSWER
    return pattern.format(label=subject.label, answer=answer)
