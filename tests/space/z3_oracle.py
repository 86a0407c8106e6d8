"""Z3 as the judge: what is dead, always true, a hole or a tie, worked out from formulas alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import z3

from generator.diagnostics import Span
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not, Range
from generator.model.facet import Facet
from generator.model.module import Aside, Block, Body, Module, Run, Text
from generator.model.outline import SlotEntry
from generator.model.project import Project

Finding = tuple[str, Span]


class Oracle:
    """One project as formulas: a variable for each facet, definitions for what is derived, facts for constraints."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.solver = z3.Solver()
        self.has_circle = False
        self.variables: dict[str, Any] = {}
        self.codes: dict[str, dict[str, int]] = {}
        for name, facet in project.facets.items():
            if facet.derived is None:
                self._declare(name)
        for name, facet in project.facets.items():
            if isinstance(facet.derived, tuple):
                codes = self.codes[name] = {value: code for code, value in enumerate(facet.real_values)}
                chosen: Any = z3.IntVal(-1)
                for row in reversed(facet.derived):
                    chosen = z3.If(self.formula(row.when), codes[row.value], chosen)
                self.variables[name] = chosen
        for constraint in project.constraints:
            self.solver.add(z3.Implies(self.formula(constraint.if_), self.formula(constraint.then)))
        for name in project.tables:
            self._decide(name)

    def _declare(self, name: str) -> None:
        facet = self.project.facets[name]
        if facet.type == "choices":
            for value in facet.real_values:
                self.variables[f"{name}.{value}"] = z3.Bool(f"{name}.{value}")
            return
        variable = self.variables[name] = z3.Int(name)
        if facet.type == "choice":
            self.codes[name] = {value: code for code, value in enumerate(facet.real_values)}
            self.solver.add(variable >= 0, variable < len(facet.real_values))
        elif facet.type == "integer":
            self.solver.add(variable >= facet.min, variable <= facet.max)
        else:
            self.solver.add(variable >= dt.date.min.toordinal(), variable <= dt.date.max.toordinal())

    def _decide(self, name: str) -> None:
        """A table as two terms: its value as a number, and whether any row sets it."""
        table = self.project.tables[name]
        codes = self.codes.setdefault("plan", {})
        value, is_set = z3.IntVal(0), z3.BoolVal(False)
        if table.default != "none":
            value, is_set = self._row_value(table.default.value, table.type, codes)
        if table.policy == "first":
            for row in reversed(table.rows):
                given, has = self._row_value(row.value, table.type, codes)
                hit = z3.And(self.formula(row.when), has)
                value, is_set = z3.If(hit, given, value), z3.Or(hit, is_set)
        else:
            best, found = z3.IntVal(0), z3.BoolVal(False)
            for row in table.rows:
                given, has = self._row_value(row.value, table.type, codes)
                hit = z3.And(self.formula(row.when), has)
                better = given < best if table.policy == "min" else given > best
                take = z3.And(hit, z3.Or(z3.Not(found), better))
                best, found = z3.If(take, given, best), z3.Or(found, hit)
            value, is_set = z3.If(found, best, value), z3.Or(found, is_set)
        self.variables[f"plan.{name}"], self.variables[f"plan.{name}?"] = value, is_set

    def _row_value(self, value: str, kind: str, codes: dict[str, int]) -> tuple[Any, Any]:
        if value.startswith("plan."):
            return self.variables[value], self.variables[f"{value}?"]
        number = int(value) if kind == "integer" else codes.setdefault(value, len(codes))
        return z3.IntVal(number), z3.BoolVal(True)

    def formula(self, condition: Condition) -> Any:
        match condition:
            case AllOf(parts):
                return z3.And(*(self.formula(part) for part in parts)) if parts else z3.BoolVal(True)
            case AnyOf(parts):
                return z3.Or(*(self.formula(part) for part in parts)) if parts else z3.BoolVal(False)
            case Not(part):
                return z3.Not(self.formula(part))
            case Clause():
                return self._clause(condition)
        raise TypeError(condition)

    def _clause(self, clause: Clause) -> Any:
        name, allowed = clause.subject, clause.allowed
        facet = self.project.facets.get(name)
        if facet is not None and facet.type == "choices":
            assert isinstance(allowed, frozenset)
            values = (self.variables[f"{name}.{value}"] for value in sorted(map(str, allowed)))
            return z3.And(self._asked(facet), z3.Or(*values))
        variable = self.variables[name]
        if isinstance(allowed, Range):
            bounds = []
            if allowed.low is not None:
                bounds.append(variable >= _number(allowed.low))
            if allowed.high is not None:
                bounds.append(variable <= _number(allowed.high))
            holds = z3.And(*bounds)
        else:
            codes = self.codes["plan"] if name.startswith("plan.") else self.codes.get(name, {})
            holds = z3.Or(*(variable == (codes[one] if isinstance(one, str) else one) for one in sorted(allowed)))
        return (
            z3.And(self.variables[f"{name}?"], holds) if name.startswith("plan.") else z3.And(self._asked(facet), holds)
        )

    def _asked(self, facet: Facet | None) -> Any:
        """Who is asked: on everybody else no clause holds."""
        return z3.BoolVal(True) if facet is None else self.formula(facet.asked_when)

    def possible(self, *formulas: Any) -> bool:
        """Whether some reader satisfies all of these."""
        self.solver.push()
        self.solver.add(*formulas)
        answer = self.solver.check()
        self.solver.pop()
        assert answer != z3.unknown
        return bool(answer == z3.sat)

    # what check reports

    def findings(self) -> set[Finding]:
        """Dead text, conditions always true, holes, alternatives that never win, and ties, each with its place."""
        found: set[Finding] = set()
        there: dict[str, Any] = {}
        for part in self.project.outline.parts:
            outer = self.formula(part.when)
            found |= self._condition("dead-part", part.when, part.place("when"), [])
            for chapter in part.chapters:
                found |= self._condition("dead-chapter", chapter.when, chapter.place("when"), [outer])
                inner = [outer, self.formula(chapter.when)]
                filling = []
                for number, entry in enumerate(chapter.contents):
                    name = entry.slot if isinstance(entry, SlotEntry) else entry
                    around = list(inner)
                    place = chapter.place("contents", number)
                    if isinstance(entry, SlotEntry):
                        found |= self._condition("dead-slot", entry.when, entry.place("when"), inner)
                        around.append(self.formula(entry.when))
                        place = entry.place("slot")
                    if name in self.project.slots:
                        found |= set(self._slot(name, around, there))
                        gets = [there[module.id] for module in self.project.slots[name]]
                        if self.possible(*around, z3.Not(z3.Or(*gets))):
                            found.add(("hole", place))
                        filling.append(z3.And(*around))
                    else:
                        module = self.project.modules[name]
                        found |= self._module(module, around, [])
                        there[name] = z3.And(*around, self.formula(module.condition), self._filled(module.body))
                        filling.append(there[name])
                if self.possible(*inner, z3.Not(z3.Or(*filling))):
                    found.add(("hole", chapter.place("id")))
            if self.possible(outer, z3.Not(z3.Or(*(self.formula(chapter.when) for chapter in part.chapters)))):
                found.add(("hole", part.place("id")))
        return found

    def _condition(self, code: str, condition: Condition, place: Span, around: Sequence[Any]) -> set[Finding]:
        formula = self.formula(condition)
        if not self.possible(*around):
            return set()
        if not self.possible(*around, formula):
            return {(code, place)}
        if condition != ALWAYS and not self.possible(*around, z3.Not(formula)):
            return {("always-true", place)}
        return set()

    def _slot(self, name: str, around: list[Any], there: dict[str, Any]) -> Iterator[Finding]:
        order, ties = self._ranked(self.project.slots[name])
        yield from (("tie", first.front.place("when")) for first, _ in ties)
        for number, module in enumerate(order):
            better = [self.formula(one.condition) for one in order[:number]]
            not_better = z3.Not(z3.Or(*better)) if better else z3.BoolVal(True)
            there[module.id] = z3.And(*around, self.formula(module.condition), not_better, self._filled(module.body))
            yield from self._module(module, around, [not_better])

    def _ranked(self, rivals: Sequence[Module]) -> tuple[list[Module], list[tuple[Module, Module]]]:
        """The special cases first, then by priority, then by id; and the pairs that nothing puts in order."""
        before: dict[str, set[str]] = {module.id: set() for module in rivals}
        ties = []
        for number, one in enumerate(rivals):
            for other in rivals[number + 1 :]:
                first, second = self.formula(one.condition), self.formula(other.condition)
                implies = not self.possible(first, z3.Not(second))
                implied = not self.possible(second, z3.Not(first))
                if implies != implied:
                    before[other.id if implies else one.id].add(one.id if implies else other.id)
                elif self.possible(first, second):
                    if one.front.priority == other.front.priority:
                        ties.append((one, other))
                    else:
                        high, low = sorted((one, other), key=lambda module: -module.front.priority)
                        before[low.id].add(high.id)
        order: list[Module] = []
        waiting = sorted(rivals, key=lambda module: module.id)
        while waiting:
            placed = {module.id for module in order}
            free = next((module for module in waiting if before[module.id] <= placed), None)
            if free is None:
                self.has_circle = True
                return [*order, *waiting], ties
            order.append(free)
            waiting.remove(free)
        return order, ties

    def _module(self, module: Module, around: list[Any], reached: list[Any]) -> set[Finding]:
        own = self.formula(module.condition)
        found = self._condition("dead-module", module.condition, module.front.place("when"), around)
        if reached and self.possible(*around, own) and not self.possible(*around, own, *reached):
            found = {("never-wins", module.front.place("when"))}
        return found | self._blocks(module.body, [*around, own, *reached])

    def _blocks(self, body: Body, around: list[Any]) -> set[Finding]:
        found: set[Finding] = set()
        for node in body:
            if isinstance(node, Aside | Run):
                found |= self._blocks(node.body, around)
            elif isinstance(node, Block):
                earlier: list[Any] = []
                for arm in node.arms:
                    own = self.formula(arm.condition)
                    here = self._condition("dead-block", arm.condition, arm.span, around)
                    if self.possible(*around, own) and not self.possible(*around, own, *earlier):
                        here = {("dead-block", arm.span)}
                    found |= here | self._blocks(arm.body, [*around, own, *earlier])
                    earlier = [*earlier, z3.Not(own)]
        return found

    def _filled(self, body: Body) -> Any:
        parts: list[Any] = []
        for node in body:
            match node:
                case Text():
                    return z3.BoolVal(True)
                case Aside() | Run():
                    parts.append(self._filled(node.body))
                case Block():
                    earlier: list[Any] = []
                    for arm in node.arms:
                        own = self.formula(arm.condition)
                        parts.append(z3.And(own, *earlier, self._filled(arm.body)))
                        earlier.append(z3.Not(own))
        return z3.Or(*parts) if parts else z3.BoolVal(False)


def _number(bound: int | dt.date) -> int:
    return bound.toordinal() if isinstance(bound, dt.date) else bound
