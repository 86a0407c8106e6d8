"""Narrowing: from the answers given to the values still possible, by constraints and derived facets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.logic.evaluate import evaluate
from generator.logic.subject import Subjects
from generator.model.answers import Answers, Interval, Possible, Removal, Several
from generator.model.condition import AnyOf, Condition, Not
from generator.model.facet import DerivedRow, Facet
from generator.model.profile import Answer
from generator.model.rules import Constraint
from generator.model.truth import FALSE, TRUE


class Contradiction(Exception):
    """The answers break a constraint. Caught by `plan`, which knows the profile."""

    def __init__(self, constraint: Constraint) -> None:
        self.constraint = constraint
        super().__init__(constraint.because)


def possible_answers(given: Mapping[str, Answer], facets: Mapping[str, Facet], subjects: Subjects) -> Answers:
    """The set of values each answer leaves; everything where a facet is unanswered."""
    answers: dict[str, Possible] = {}
    for name, facet in facets.items():
        answer = given.get(name)
        if answer is None:
            answers[name] = subjects[name].everything()
        elif isinstance(answer, frozenset):
            answers[name] = Several(answer)
        elif isinstance(answer, str):
            answers[name] = facet.expand(answer)
        elif isinstance(answer, int):
            answers[name] = frozenset({answer})
        else:
            answers[name] = Interval(answer, answer)
    return answers


def derived(answers: Answers, facets: Mapping[str, Facet]) -> Answers:
    """The answers with the facets derived by rows, in the order declared: the values some completion reaches."""
    following = dict(answers)
    _derive(following, facets)
    return following


def _derive(answers: dict[str, Possible], facets: Mapping[str, Facet]) -> None:
    for name, facet in facets.items():
        if isinstance(facet.derived, tuple):
            answers[name] = frozenset(_reached(facet.derived, answers))


def _reached(rows: Iterable[DerivedRow], answers: Answers) -> set[str]:
    reached: set[str] = set()
    for row in rows:
        truth = evaluate(row.when, answers)
        if truth is not FALSE:
            reached.add(row.value)
        if truth is TRUE:
            break
    return reached


def narrow(
    possible: Answers, facets: Mapping[str, Facet], constraints: tuple[Constraint, ...]
) -> tuple[Answers, tuple[Removal, ...]]:
    """Remove the values that constraints make impossible, until nothing changes; derived facets follow.

    Gives the answers left, and each removal with its reason. Raises Contradiction where the answers given break a
    constraint.
    """
    answers = dict(possible)
    removals: list[Removal] = []
    _derive(answers, facets)
    changed = True
    while changed:
        changed = False
        for constraint in constraints:
            for removal in _apply(constraint, answers, facets):
                removals.append(removal)
                changed = True
        if changed:
            _derive(answers, facets)
    return answers, tuple(removals)


def _apply(constraint: Constraint, answers: dict[str, Possible], facets: Mapping[str, Facet]) -> list[Removal]:
    rule = AnyOf((Not(constraint.if_), constraint.then))
    if evaluate(rule, answers) is FALSE:
        raise Contradiction(constraint)
    removals: list[Removal] = []
    asked = {clause.subject for clause in rule.clauses()}
    behind = _behind(asked, facets)
    for name in sorted(asked | behind):
        possible = answers[name]
        if not isinstance(possible, frozenset) or len(possible) == 1 or facets[name].derived is not None:
            continue
        kept = frozenset(value for value in possible if _is_open(rule, name, value, answers, facets if behind else {}))
        if not kept:
            raise Contradiction(constraint)
        if kept != possible:
            gone = tuple(sorted(str(value) for value in possible - kept))
            answers[name] = kept
            removals.append(Removal(name, gone, constraint.id, constraint.because, constraint.span))
    return removals


def _behind(names: set[str], facets: Mapping[str, Facet]) -> set[str]:
    """The facets that decide the derived ones among some names."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        derived = facets[waiting.pop()].derived
        if isinstance(derived, tuple):
            subjects = {clause.subject for row in derived for clause in row.when.clauses()} - found
            found |= subjects
            waiting.extend(subjects)
    return found


def _is_open(
    rule: Condition, name: str, value: str | int, answers: Mapping[str, Possible], facets: Mapping[str, Facet]
) -> bool:
    """Whether a rule can hold once a facet has a value; the `facets` derived by rows follow it."""
    trial = {**answers, name: frozenset({value})}
    _derive(trial, facets)
    return evaluate(rule, trial) is not FALSE
