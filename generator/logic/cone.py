"""The cone of a question: what its conditions depend on, and the values that its clauses tell apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator import text
from generator.logic.asked import deciding
from generator.logic.cells import Allowed, cells_of, kinds_of
from generator.logic.combine import conjuncts
from generator.logic.loose import loose_ends
from generator.logic.narrow import behind_of
from generator.logic.nearby import meetings, nearby
from generator.logic.subject import PLAN, Subjects
from generator.model.answers import Given
from generator.model.condition import ALWAYS, AnyOf, Condition, Not
from generator.model.facet import Facet, MonthsBetween
from generator.model.rules import Constraint, Table


class ConeTooLarge(Exception):
    """A question is about more readers than can be gone through. Caught by the caller.

    `count` is how many they are; so many as are `drawn` were looked at, and the question was open for all of them.
    """

    def __init__(self, count: int, facets: Iterable[str]) -> None:
        self.count, self.facets, self.drawn = count, tuple(facets), 0
        super().__init__(f"it depends on {_rounded(count)} combinations of {text.joined(self.facets)}")


@dataclass(frozen=True, slots=True)
class Cone:
    """Asked facets, derived facets and plan values in the order declared, constraints, and what clauses allow.

    `asking` are the conditions it is the cone of, which only say what is best kept near. Facets counted in months
    from a day to another are taken as asked: every number of months is some reader's.
    """

    facets: tuple[str, ...]
    derived: tuple[str, ...]
    plan: tuple[str, ...]
    rules: tuple[Condition, ...]
    allowed: Mapping[str, frozenset[Allowed]]
    asking: tuple[Condition, ...]

    @property
    def key(self) -> object:
        """Equal for cones that have the same readers."""
        return tuple((name, self.allowed[name]) for name in self.facets), self.derived, self.plan, self.rules


@dataclass(slots=True)
class _Reach:
    """What a condition leads to: subjects, constraints by number, and what the clauses among them allow."""

    subjects: set[str]
    rules: set[int]
    allowed: dict[str, set[Allowed]]

    def add(self, other: _Reach) -> None:
        self.subjects |= other.subjects
        self.rules |= other.rules
        for name, several in other.allowed.items():
            self.allowed.setdefault(name, set()).update(several)


class Cones:
    """Finds cones in one project: follows conditions through derived facets, tables and constraints to the end."""

    def __init__(
        self,
        facets: Mapping[str, Facet],
        subjects: Subjects,
        tables: Mapping[str, Table],
        constraints: Iterable[Constraint],
        orders: tuple[Condition, ...] = (),
    ) -> None:
        self.facets, self.subjects, self.tables = facets, subjects, tables
        parts = ((one.if_, part) for one in constraints for part in conjuncts(one.then))
        self.rules = (*(AnyOf((Not(given), part)) for given, part in parts), *orders)
        self._rules_on: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            named = {clause.subject for clause in rule.clauses()}
            for name in named | behind_of(named, facets):
                self._rules_on.setdefault(name, []).append(number)
        self._loose = loose_ends(self.rules, subjects, facets)
        self._reaches: dict[str, _Reach] = {}
        self._cones: dict[frozenset[str], Cone] = {}
        self._cells: dict[tuple[str, frozenset[Allowed]], tuple[Given, ...]] = {}

    def reach(self, name: str) -> _Reach:
        """What a clause on this subject leads to."""
        if name not in self._reaches:
            reach = _Reach({name}, set(), {})
            waiting = [name]

            def meet(condition: Condition) -> None:
                for clause in condition.clauses():
                    reach.allowed.setdefault(clause.subject, set()).add(clause.allowed)
                    add(clause.subject)

            def add(subject: str) -> None:
                if subject not in reach.subjects:
                    reach.subjects.add(subject)
                    waiting.append(subject)

            while waiting:
                self._follow(waiting.pop(), reach, meet, add)
            self._reaches[name] = reach
        return self._reaches[name]

    def _follow(
        self, subject: str, reach: _Reach, meet: Callable[[Condition], None], add: Callable[[str], None]
    ) -> None:
        if subject.startswith(PLAN):
            table = self.tables[subject.removeprefix(PLAN)]
            for row in table.rows:
                meet(row.when)
            for giving in table.every_row:
                if giving.value.startswith(PLAN) and giving.value in self.subjects:
                    add(giving.value)
            return
        for condition in deciding(self.facets[subject]):
            meet(condition)
        for number in self._rules_on.get(subject, ()):
            is_loose = self._loose[number] and subject not in self._loose[number]
            if number not in reach.rules and not is_loose:
                reach.rules.add(number)
                meet(self.rules[number])

    def of(self, conditions: Iterable[Condition]) -> Cone:
        """The cone of some conditions together."""
        asking = tuple(conditions)
        own: dict[str, set[Allowed]] = {}
        for condition in asking:
            for clause in condition.clauses():
                own.setdefault(clause.subject, set()).add(clause.allowed)
        reached = self._reached(frozenset(own))
        allowed = {**reached.allowed, **{name: reached.allowed[name] | several for name, several in own.items()}}
        return replace(reached, allowed=allowed, asking=asking)

    def _reached(self, subjects: frozenset[str]) -> Cone:
        """The cone that clauses on some subjects lead to; what these clauses themselves allow is not in it."""
        if subjects not in self._cones:
            whole = _Reach(set(), set(), {})
            for name in subjects:
                whole.add(self.reach(name))
            seen = whole.subjects
            self._cones[subjects] = Cone(
                facets=tuple(name for name in self.facets if name in seen and not self._is_computed(name)),
                derived=tuple(name for name in self.facets if name in seen and self._is_computed(name)),
                plan=tuple(name for name in self.tables if PLAN + name in seen),
                rules=tuple(self.rules[number] for number in sorted(whole.rules)),
                allowed={name: frozenset(whole.allowed.get(name, ())) for name in seen},
                asking=(),
            )
        return self._cones[subjects]

    def nearby(self, cone: Cone) -> tuple[str, ...]:
        """The asked facets of a cone, those near each other that are tested together."""
        names = frozenset(cone.facets)
        behind = {
            name: names.intersection(self.reach(name).subjects if name in cone.derived else (name,))
            for name in cone.allowed
        }
        rows = (row.when for name in cone.plan for row in self.tables[name].rows)
        following = (one for name in (*cone.facets, *cone.derived) for one in deciding(self.facets[name]))
        conditions = [*cone.asking, *cone.rules, *rows, *following]
        return nearby(cone.facets, (one for condition in conditions for one in meetings(condition, behind)))

    def _is_computed(self, name: str) -> bool:
        return isinstance(self.facets[name].derived, tuple)

    def asked(self, condition: Condition) -> frozenset[str]:
        """The asked facets a condition depends on."""
        found: set[str] = set()
        for clause in condition.clauses():
            found |= self.reach(clause.subject).subjects
        return frozenset(name for name in found if name in self.facets and not self._is_computed(name))

    def is_free(self, name: str) -> bool:
        """Whether a subject is asked and tied to no other: any answer goes with any answers to the others."""
        reach = self.reach(name)
        return (
            name in self.facets
            and not self._is_computed(name)
            and self.facets[name].asked_when == ALWAYS
            and not reach.rules
        )

    def count(self, cone: Cone) -> int:
        """How many readers a cone has before constraints. Counted, not listed."""
        return math.prod(self.size(cone, name) for name in cone.facets)

    def size(self, cone: Cone, name: str) -> int:
        """How many answers to a facet of a cone are told apart, or more. Counted, not listed."""
        subject = self.subjects[name]
        if subject.type == "choices":
            return 1 << len(set(kinds_of(subject.values, cone.allowed[name]).values()) - {0})
        return len(self.cells(cone, name))

    def cells(self, cone: Cone, name: str) -> tuple[Given, ...]:
        """One answer for each set of values that no clause of the cone tells apart.

        A facet counted in months keeps all values of a set, so that a day can be found for one of them.
        """
        key = name, cone.allowed[name]
        if key not in self._cells:
            months = isinstance(self.facets[name].derived, MonthsBetween)
            self._cells[key] = cells_of(self.subjects[name], cone.allowed[name], whole=months)
        return self._cells[key]


def _rounded(count: int) -> str:
    return f"{count:,}" if count < 10**15 else f"about 10^{math.floor(math.log10(count))}"
