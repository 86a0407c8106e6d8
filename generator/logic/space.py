"""The profile space: every fully answered reader that could make a difference to some conditions.

A question about conditions is decided over its *cone*: the facets they mention, directly or through derived facets,
plan values and constraints. Values that no clause of the cone tells apart are collapsed to one.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.logic.decide import decide
from generator.logic.evaluate import admits, evaluate
from generator.logic.narrow import derive
from generator.logic.subject import PLAN, Subject, Subjects
from generator.logic.wording import excludes, says_more
from generator.model.answers import Answers, Interval, Possible, Several
from generator.model.condition import AnyOf, Clause, Condition, Not, Range
from generator.model.facet import Facet
from generator.model.plan import PlanScalar
from generator.model.rules import Constraint, DefaultRow, Row, Table
from generator.model.truth import TRUE

LIMIT = 200_000
"""The most readers one question may enumerate; above it the question is refused, never passed over."""

ANY_DAY = dt.date(2000, 1, 1)
Value = TypeVar("Value", str, int)


class ConeTooLarge(Exception):
    """A question would need more readers than LIMIT. Caught by whoever asked; `count` is how many."""

    def __init__(self, count: int, facets: Iterable[str]) -> None:
        self.count, self.facets = count, tuple(facets)
        super().__init__(f"{count} combinations of {', '.join(self.facets)}")


@dataclass(frozen=True, slots=True)
class Relation:
    """How two conditions relate over the space. `witness` satisfies both."""

    first_implies_second: bool
    second_implies_first: bool
    witness: Mapping[str, str] | None


@dataclass(slots=True)
class Space:
    """Enumerates readers. Built once for a project."""

    facets: Mapping[str, Facet]
    subjects: Subjects
    tables: Mapping[str, Table]
    constraints: tuple[Constraint, ...]
    limit: int = LIMIT
    _relations: dict[tuple[Condition, Condition], Relation] = field(default_factory=dict)

    def relation(self, first: Condition, second: Condition) -> Relation:
        """Whether each condition implies the other, and a reader for whom both hold.

        Raises ConeTooLarge.
        """
        key = (first, second)
        if key not in self._relations:
            self._relations[key] = self._relate(first, second)
        return self._relations[key]

    def _relate(self, first: Condition, second: Condition) -> Relation:
        """Enumerate only as far as the words of the conditions leave open."""
        forward, backward = says_more(first, second), says_more(second, first)
        several = {name for name, subject in self.subjects.items() if subject.type == "choices"}
        apart = excludes(first, second, several)
        first_only = second_only = False
        witness: Mapping[str, str] | None = None
        for reader in self.readers((first, second)):
            one, other = evaluate(first, reader) is TRUE, evaluate(second, reader) is TRUE
            first_only = first_only or (one and not other)
            second_only = second_only or (other and not one)
            if one and other and witness is None:
                witness = self.words(reader)
            if (forward or first_only) and (backward or second_only) and (apart or witness is not None):
                break
        return Relation(not first_only, not second_only, witness)

    def readers(self, conditions: Iterable[Condition]) -> Iterator[Answers]:
        """Every fully answered reader who could tell the conditions apart, as answers with plan values.

        Raises ConeTooLarge before the first reader.
        """
        cone = Cone.of(tuple(conditions), self)
        cells = {name: cone.cells(self.subjects[name]) for name in cone.facets}
        count = 1
        for values in cells.values():
            count *= len(values)
        if count > self.limit:
            raise ConeTooLarge(count, cells)
        return self._enumerate(cone, cells)

    def _enumerate(self, cone: Cone, cells: Mapping[str, tuple[Possible, ...]]) -> Iterator[Answers]:
        derived = {name: self.facets[name] for name in cone.derived}
        names = tuple(cells)
        for combination in itertools.product(*cells.values()):
            reader: dict[str, Possible] = dict(zip(names, combination, strict=True))
            derive(reader, derived)
            if not all(evaluate(rule, reader) is TRUE for rule in cone.rules):
                continue
            for name in cone.plan:
                reader[PLAN + name] = self._plan_value(name, reader)
            yield reader

    def _plan_value(self, name: str, reader: Mapping[str, Possible]) -> Possible:
        def resolve(table: Table, row: Row | DefaultRow) -> tuple[PlanScalar | None, frozenset[str | int | None]]:
            if row.value.startswith(PLAN):
                possible = reader[row.value]
                assert isinstance(possible, frozenset)
                (value,) = possible
            else:
                value = int(row.value) if table.type == "integer" else row.value
            return value, frozenset({value})

        decided = decide(name, self.tables[name], reader, resolve, lambda _: "")
        return frozenset({decided.value})  # type: ignore[arg-type]

    def words(self, reader: Answers) -> dict[str, str]:
        """A reader as answers anybody can write into a profile."""
        words: dict[str, str] = {}
        for name in self.facets:
            if name in reader and self.facets[name].derived is None:
                possible = reader[name]
                match possible:
                    case Several(chosen):
                        words[name] = f"[{', '.join(sorted(chosen or ()))}]"
                    case Interval():
                        words[name] = str(possible.low)
                    case frozenset():
                        words[name] = str(next(iter(possible)))
        return words


@dataclass(frozen=True, slots=True)
class Cone:
    """What some conditions depend on: asked facets, derived facets, plan values, constraints, and all their clauses."""

    facets: tuple[str, ...]
    derived: tuple[str, ...]
    plan: tuple[str, ...]
    rules: tuple[Condition, ...]
    clauses: tuple[Clause, ...]

    @classmethod
    def of(cls, conditions: tuple[Condition, ...], space: Space) -> Cone:
        """Follow the conditions through derived facets, tables and constraints until nothing is added."""
        clauses: list[Clause] = []
        seen: set[str] = set()
        rules: dict[str, Condition] = {}
        waiting = [clause for condition in conditions for clause in condition.clauses()]
        while waiting:
            clause = waiting.pop()
            clauses.append(clause)
            if clause.subject not in seen:
                seen.add(clause.subject)
                waiting.extend(_behind(clause.subject, space))
                for constraint in space.constraints:
                    rule = AnyOf((Not(constraint.if_), constraint.then))
                    if constraint.id not in rules and any(one.subject in seen for one in rule.clauses()):
                        rules[constraint.id] = rule
                        waiting.extend(rule.clauses())
            if clause.subject.startswith(PLAN):
                for name in _earlier(clause.subject.removeprefix(PLAN), space.tables):
                    if PLAN + name not in seen:
                        seen.add(PLAN + name)
                        waiting.extend(_behind(PLAN + name, space))
        asked = [name for name in space.facets if name in seen and not isinstance(space.facets[name].derived, tuple)]
        derived = [name for name in space.facets if name in seen and isinstance(space.facets[name].derived, tuple)]
        plan = [name for name in space.tables if PLAN + name in seen]
        return cls(tuple(asked), tuple(derived), tuple(plan), tuple(rules.values()), tuple(clauses))

    def cells(self, subject: Subject) -> tuple[Possible, ...]:
        """One representative for each set of values that no clause tells apart."""
        allowed = [clause.allowed for clause in self.clauses if clause.subject == subject.name]
        match subject.type:
            case "choice":
                return tuple(frozenset({value}) for value in _representatives(subject.values, allowed))
            case "integer":
                numbers = sorted(_cut_points(subject, allowed))
                return tuple(frozenset({value}) for value in _representatives(numbers, allowed))
            case "choices":
                mentioned = sorted({value for one in allowed if not isinstance(one, Range) for value in one})
                picks = itertools.chain.from_iterable(
                    itertools.combinations(mentioned, size) for size in range(len(mentioned) + 1)
                )
                return tuple(Several(frozenset(str(one) for one in pick)) for pick in picks)
            case "date":
                days = sorted(_day_cuts(allowed)) or [ANY_DAY]
                return tuple(Interval(day, day) for day in days)


def _behind(subject: str, space: Space) -> list[Clause]:
    """The clauses that decide a derived facet or a plan value."""
    if subject.startswith(PLAN):
        table = space.tables[subject.removeprefix(PLAN)]
        return [clause for row in table.rows for clause in row.when.clauses()]
    derived = space.facets[subject].derived
    return [clause for row in derived for clause in row.when.clauses()] if isinstance(derived, tuple) else []


def _earlier(name: str, tables: Mapping[str, Table]) -> set[str]:
    """The plan values a table takes over from earlier tables."""
    table = tables[name]
    values = [row.value for row in table.rows]
    if isinstance(table.default, DefaultRow):
        values.append(table.default.value)
    found = {value.removeprefix(PLAN) for value in values if value.startswith(PLAN)} & set(tables)
    for earlier in tuple(found):
        found |= _earlier(earlier, tables)
    return found


def _representatives(values: Iterable[Value], allowed: Iterable[frozenset[str | int] | Range]) -> list[Value]:
    groups: dict[tuple[bool, ...], Value] = {}
    for value in values:
        groups.setdefault(tuple(admits(one, value) for one in allowed), value)
    return list(groups.values())


def _cut_points(subject: Subject, allowed: list[frozenset[str | int] | Range]) -> set[int]:
    points = {subject.low, subject.high}
    for one in allowed:
        bounds = (one.low, one.high) if isinstance(one, Range) else one
        for bound in bounds:
            if isinstance(bound, int):
                points |= {bound - 1, bound, bound + 1}
    return {point for point in points if subject.low <= point <= subject.high}


def _day_cuts(allowed: list[frozenset[str | int] | Range]) -> set[dt.date]:
    day = dt.timedelta(days=1)
    cuts: set[dt.date] = set()
    for one in allowed:
        if isinstance(one, Range):
            for bound in (one.low, one.high):
                if isinstance(bound, dt.date):
                    cuts |= {bound - day, bound, bound + day}
    return cuts
