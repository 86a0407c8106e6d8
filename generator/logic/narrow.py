"""Narrowing: from the answers given to the values still possible, by constraints and derived facets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.asked import asked, deciding, perhaps_asked
from generator.logic.comparison import FAILS, HOLDS
from generator.logic.evaluate import evaluate
from generator.logic.subject import Subject, Subjects, asked_about
from generator.model.answers import ABSENT, Answers, Given, Interval, Possible, Removal, Several
from generator.model.condition import ALWAYS, AnyOf, Condition, Not
from generator.model.facet import DerivedRow, Facet
from generator.model.profile import Answer
from generator.model.rules import Constraint
from generator.model.truth import FALSE, TRUE


class Contradiction(Exception):
    """The answers break a constraint. Caught by `plan`, which knows the profile.

    `before` are the constraints that left the broken one only values it does not allow, the nearest first.
    """

    def __init__(self, constraint: Constraint, before: tuple[Constraint, ...] = ()) -> None:
        self.constraint = constraint
        self.before = before
        super().__init__(constraint.because)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A constraint as one condition, what it asks about, and whether derived facets are among that.

    The constraint and the facets are held on to, so that nothing else gets the ids by which it is kept.
    """

    constraint: Constraint
    facets: Mapping[str, Facet]
    rule: Condition
    asks: tuple[str, ...]
    is_following: bool


@dataclass(frozen=True, slots=True)
class _Following:
    """Of some facets those that are not only answered; the facets are held on to, for their id."""

    facets: Mapping[str, Facet]
    following: Mapping[str, Facet]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a constraint does to answers: those it narrowed, or that they break it."""

    scope: _Scope
    kept: Mapping[str, Possible]
    removals: tuple[Removal, ...]
    is_broken: bool


# What a constraint does depends on the answers it asks about alone: it is worked out once for these.
_SCOPES: Kept[_Scope] = Kept(1_000)
_FOLLOWING: Kept[_Following] = Kept(10)
_EFFECTS: Kept[_Effect] = Kept(50_000)


def possible_answers(given: Mapping[str, Answer], facets: Mapping[str, Facet], subjects: Subjects) -> Answers:
    """The set of values each answer leaves; everything where a facet is unanswered, and of every comparison.

    Whether something was answered is known from the start: a constraint may ask it of a day.
    """
    answers: dict[str, Possible] = {
        name: subject.everything() for name, subject in subjects.items() if subject.comparison is not None
    }
    answers |= {name: HOLDS if asked in given else FAILS for name, asked in asked_about(subjects).items()}
    for name, facet in facets.items():
        possible = _possible(given.get(name), facet, subjects[name])
        answers[name] = possible if facet.asked_when == ALWAYS else perhaps_asked(possible)
    return answers


def _possible(answer: Answer | None, facet: Facet, subject: Subject) -> Given:
    if answer is None:
        return subject.everything()
    if isinstance(answer, frozenset):
        return Several(answer)
    if isinstance(answer, str):
        return facet.expand(answer)
    if isinstance(answer, int):
        return frozenset({answer})
    return Interval(answer, answer)


def derived(answers: Answers, facets: Mapping[str, Facet]) -> Answers:
    """The answers with the facets derived by rows, in the order declared: the values some completion reaches."""
    following = dict(answers)
    _derive(following, _following(facets))
    return following


def _following(facets: Mapping[str, Facet]) -> Mapping[str, Facet]:
    """The facets that follow from others, or of which others decide whether they are asked."""

    def make() -> _Following:
        found = {
            name: one for name, one in facets.items() if one.asked_when != ALWAYS or isinstance(one.derived, tuple)
        }
        return _Following(facets, found)

    return _FOLLOWING.get(id(facets), 1, make, lambda _: True).following


def _derive(answers: dict[str, Possible], facets: Mapping[str, Facet]) -> None:
    for name, facet in facets.items():
        if facet.asked_when != ALWAYS:
            answers[name] = asked(answers[name], evaluate(facet.asked_when, answers))
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
    possible: Answers,
    facets: Mapping[str, Facet],
    constraints: tuple[Constraint, ...],
    earlier: tuple[Removal, ...] = (),
) -> tuple[Answers, tuple[Removal, ...]]:
    """Remove the values that constraints make impossible, until nothing changes; derived facets follow.

    Gives the answers left, and each removal with its reason, after those made `earlier`. Raises Contradiction where the
    answers given break a constraint.
    """
    answers = dict(possible)
    removals, following = list(earlier), _following(facets)
    _derive(answers, following)
    changed = True
    while changed:
        changed = False
        for constraint in constraints:
            effect = _effect(_scope(constraint, facets), answers)
            if effect.is_broken:
                raise Contradiction(constraint, _before(constraint, removals, facets, constraints))
            answers |= effect.kept
            removals += effect.removals
            changed = changed or bool(effect.removals)
        if changed:
            _derive(answers, following)
    return answers, tuple(removals)


def _scope(constraint: Constraint, facets: Mapping[str, Facet]) -> _Scope:
    def make() -> _Scope:
        rule = AnyOf((Not(constraint.if_), constraint.then))
        asked = {clause.subject for clause in rule.clauses()}
        behind = behind_of(asked, facets)
        return _Scope(constraint, facets, rule, tuple(sorted(asked | behind)), bool(behind))

    return _SCOPES.get((id(constraint), id(facets)), 1, make, lambda _: True)


def _effect(scope: _Scope, answers: Answers) -> _Effect:
    asked = {name: answers[name] for name in scope.asks}
    key = id(scope), tuple(asked.values())
    return _EFFECTS.get(key, 1, lambda: _worked_out(scope, asked), lambda _: True)


def _worked_out(scope: _Scope, asked: Mapping[str, Possible]) -> _Effect:
    """What a constraint leaves of the answers that it asks about, one facet after the other."""
    constraint, facets, answers = scope.constraint, scope.facets, dict(asked)
    if evaluate(scope.rule, answers) is FALSE:
        return _Effect(scope, {}, (), is_broken=True)
    followed = {name: facet for name, facet in facets.items() if scope.is_following and name in asked}
    narrowed: dict[str, Possible] = {}
    removals: list[Removal] = []
    for name, possible in asked.items():
        if not isinstance(possible, frozenset) or len(possible) == 1:
            continue
        if name not in facets or facets[name].derived is not None:
            continue
        kept = frozenset(value for value in possible if _is_open(scope.rule, name, value, answers, followed))
        if not kept:
            return _Effect(scope, {}, (), is_broken=True)
        if kept != possible:
            gone = tuple(sorted(str(value) for value in possible - kept - ABSENT))
            answers[name] = narrowed[name] = kept
            removals.append(Removal(name, gone, constraint.id, constraint.because, constraint.span))
    return _Effect(scope, narrowed, tuple(removals), is_broken=False)


def _before(
    broken: Constraint, removals: list[Removal], facets: Mapping[str, Facet], constraints: tuple[Constraint, ...]
) -> tuple[Constraint, ...]:
    """The constraints that narrowed what a broken one asks about, and what those ask about, the nearest first."""
    narrowed: dict[str, set[str]] = {}
    for removal in removals:
        narrowed.setdefault(removal.facet, set()).add(removal.constraint)
    found = [broken]
    for one in found:
        asked = {clause.subject for part in (one.if_, one.then) for clause in part.clauses()}
        ids = {id_ for name in asked | behind_of(asked, facets) for id_ in narrowed.get(name, ())}
        found += [other for other in constraints if other.id in ids and other not in found]
    return tuple(found[1:])


def behind_of(names: set[str], facets: Mapping[str, Facet]) -> set[str]:
    """The facets that decide the derived ones among some names, and whether some are asked."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        facet = facets.get(waiting.pop())
        if facet is not None:
            subjects = {clause.subject for one in deciding(facet) for clause in one.clauses()} - found
            found |= subjects
            waiting.extend(subjects)
    return found


def _is_open(
    rule: Condition, name: str, value: str | int, answers: Mapping[str, Possible], facets: Mapping[str, Facet]
) -> bool:
    """Whether a rule can hold once a facet has a value; the `facets` derived by rows follow it."""
    trial: dict[str, Possible] = {**answers, name: frozenset({value})}
    _derive(trial, facets)
    return evaluate(rule, trial) is not FALSE
