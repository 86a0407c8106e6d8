"""Narrowing: from the answers given to the values still possible, by constraints and derived facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.asked import asked, deciding, perhaps_asked
from generator.logic.comparison import FAILS, HOLDS
from generator.logic.evaluate import evaluate
from generator.logic.subject import ANSWERED, Subject, Subjects, asked_about
from generator.model.answers import ABSENT, Answers, Given, Interval, Possible, Removal, Several
from generator.model.condition import ALWAYS, AnyOf, Condition, Not
from generator.model.facet import DerivedRow, Facet
from generator.model.profile import Answer
from generator.model.rules import Constraint
from generator.model.truth import FALSE, TRUE

NOTHING: Answers = {}


class Contradiction(Exception):
    """The answers break a constraint. Caught by `plan`, which knows the profile.

    `before` are the constraints that left the broken one only values it does not allow, the nearest first.
    """

    def __init__(self, constraint: Constraint, before: tuple[Constraint, ...] = ()) -> None:
        self.constraint, self.before = constraint, before
        super().__init__(constraint.because)


@dataclass(frozen=True, slots=True)
class _Following:
    """A facet that is not only answered, and what it follows from."""

    name: str
    facet: Facet
    rests_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Scope:
    """A constraint as one condition, what it asks about, and which of that follows from other answers."""

    constraint: Constraint
    facets: Mapping[str, Facet]
    rule: Condition
    asks: tuple[str, ...]
    followed: tuple[_Following, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What ties answers together, `answered` what is known later of them. `held` are held on to, for their ids."""

    scopes: tuple[_Scope, ...]
    following: tuple[_Following, ...]
    answered: tuple[str, ...]
    held: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a constraint does to answers: those it narrowed, or that they break it."""

    scope: _Scope
    kept: Mapping[str, Possible]
    removals: tuple[Removal, ...]
    is_broken: bool


# What a constraint does depends on the answers it asks about alone: it is worked out once for these.
_RULES: Kept[_Rules] = Kept(10)
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


def _derive(answers: dict[str, Possible], following: Iterable[_Following], changed: set[str]) -> None:
    """Derive what follows from answers that changed, in the order declared; it is among the `changed` then."""
    for one in following:
        if one.rests_on.isdisjoint(changed):
            continue
        facet, possible = one.facet, answers[one.name]
        if facet.asked_when != ALWAYS:
            answers[one.name] = asked(answers[one.name], evaluate(facet.asked_when, answers))
        if isinstance(facet.derived, tuple):
            answers[one.name] = frozenset(_reached(facet.derived, answers))
        if answers[one.name] != possible:
            changed.add(one.name)


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
    like: Answers = NOTHING,
) -> tuple[Answers, tuple[Removal, ...]]:
    """Remove the values that constraints make impossible, until nothing changes; derived facets follow.

    Gives the answers left, and each removal with its reason, after those made `earlier`. Only what changed since they
    were `like` answers that were narrowed already is worked out. Raises Contradiction where the answers given break a
    constraint.
    """
    answers, removals, rules = dict(possible), list(earlier), _rules(facets, constraints)
    changed = {*rules.answered, *[name for name, one in answers.items() if one is not like.get(name)]}
    _derive(answers, rules.following, changed)
    while changed:
        moved = set[str]()
        for scope in rules.scopes:
            if changed.isdisjoint(scope.asks) and moved.isdisjoint(scope.asks):
                continue
            effect = _effect(scope, answers)
            if effect.is_broken:
                raise Contradiction(scope.constraint, _before(scope.constraint, removals, facets, constraints))
            answers |= effect.kept
            moved |= effect.kept.keys()
            removals += effect.removals
        if moved:
            _derive(answers, rules.following, moved)
        changed = moved
    return answers, tuple(removals)


def _rules(facets: Mapping[str, Facet], constraints: tuple[Constraint, ...]) -> _Rules:
    def make() -> _Rules:
        following = tuple(_followings(facets))
        scopes = tuple(_scope(one, facets, following) for one in constraints)
        named = {name for one in (*(one.asks for one in scopes), *(one.rests_on for one in following)) for name in one}
        answered = tuple(name for name in named if name.startswith(ANSWERED))
        return _Rules(scopes, following, answered, (facets, constraints))

    return _RULES.get((id(facets), id(constraints)), 1, make)


def _scope(constraint: Constraint, facets: Mapping[str, Facet], following: Iterable[_Following]) -> _Scope:
    rule = AnyOf((Not(constraint.if_), constraint.then))
    asks = {clause.subject for clause in rule.clauses()}
    behind = behind_of(asks, facets)
    followed = tuple(one for one in following if behind and one.name in asks | behind)
    return _Scope(constraint, facets, rule, tuple(sorted(asks | behind)), followed)


def _followings(facets: Mapping[str, Facet]) -> Iterator[_Following]:
    """The facets that follow from others, or of which others decide whether they are asked."""
    for name, facet in facets.items():
        if facet.asked_when != ALWAYS or isinstance(facet.derived, tuple):
            subjects = {clause.subject for one in deciding(facet) for clause in one.clauses()}
            yield _Following(name, facet, frozenset({name, *subjects}))


def _effect(scope: _Scope, answers: Answers) -> _Effect:
    asks = tuple([answers[name] for name in scope.asks])
    return _EFFECTS.get((id(scope), asks), 1, lambda: _worked_out(scope, asks))


def _worked_out(scope: _Scope, asks: Iterable[Possible]) -> _Effect:
    """What a constraint leaves of the answers that it asks about, one facet after the other."""
    constraint, facets, answers = scope.constraint, scope.facets, dict(zip(scope.asks, asks, strict=True))
    if evaluate(scope.rule, answers) is FALSE:
        return _Effect(scope, {}, (), is_broken=True)
    narrowed: dict[str, Possible] = {}
    removals: list[Removal] = []
    for name, possible in tuple(answers.items()):
        if not isinstance(possible, frozenset) or len(possible) == 1:
            continue
        if name not in facets or facets[name].derived is not None:
            continue
        kept = frozenset(value for value in possible if _is_open(scope, name, value, answers))
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


def _is_open(scope: _Scope, name: str, value: str | int, answers: Mapping[str, Possible]) -> bool:
    """Whether a constraint can hold once a facet has a value; those derived by rows follow it."""
    trial: dict[str, Possible] = {**answers, name: frozenset({value})}
    _derive(trial, scope.followed, set(trial))
    return evaluate(scope.rule, trial) is not FALSE
