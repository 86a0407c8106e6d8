"""Reading `content/rules.yaml`: constraints between facets, and the tables of the plan."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import nearest
from generator.load.conditions import ConditionReader
from generator.load.facets import ID, check_range
from generator.load.schema import build
from generator.logic.subject import PLAN
from generator.logic.tables import plan_subject
from generator.model.located import Map, Seq
from generator.model.rules import Constraint, Table

KEYS = ("constraints", "plan", "catalogs")


def read_rules(raw: Map, reader: ConditionReader) -> tuple[tuple[Constraint, ...], dict[str, Table]]:
    """Constraints test facets only; each table may test the tables above it, which are added to the subjects."""
    return _Rules(reader).read(raw)


class _Rules:
    def __init__(self, reader: ConditionReader) -> None:
        self.reader, self.diagnostics, self.subjects = reader, reader.diagnostics, reader.subjects

    def read(self, raw: Map) -> tuple[tuple[Constraint, ...], dict[str, Table]]:
        for key in raw:
            if key not in KEYS:
                self.diagnostics.error(
                    "unknown-key",
                    f"'{key}' is not known here",
                    raw.key_spans[key],
                    nearest(key, KEYS) or f"known keys: {', '.join(KEYS)}",
                )
        return self.constraints(raw), self.tables(raw)

    def constraints(self, raw: Map) -> tuple[Constraint, ...]:
        entries = raw.get("constraints")
        if entries is None:
            return ()
        if not isinstance(entries, Seq):
            advice = "begin each with '- id: ...'"
            self.diagnostics.error("bad-value", "write the constraints as a list", raw.spans["constraints"], advice)
            return ()
        constraints: dict[str, Constraint] = {}
        reader = replace(self.reader, path=None, asks_answered=True, asks_days_only=True)
        for entry, place in zip(entries, entries.spans, strict=True):
            if not isinstance(entry, Map):
                self.diagnostics.error("bad-value", "a constraint has the keys id, if, then and because", place)
                continue
            built = build(Constraint, entry, reader, self.diagnostics)
            if built is not None and built.id in constraints:
                first = constraints[built.id].span
                self.diagnostics.error(
                    "duplicate-constraint",
                    f"constraint '{built.id}' is already defined on line {first.line}",
                    built.place("id"),
                    "give one of them another id",
                )
            elif built is not None:
                constraints[built.id] = built
        return tuple(constraints.values())

    def tables(self, raw: Map) -> dict[str, Table]:
        plan = raw.get("plan")
        if not isinstance(plan, Map):
            if plan is not None:
                self.diagnostics.error("bad-value", "write the tables as 'name: ...' lines", raw.spans["plan"])
            if plan is not None or set(raw) - set(KEYS):
                self.diagnostics.lose("plan")
            return {}
        tables: dict[str, Table] = {}
        waiting = dict.fromkeys(plan)
        for name, entry in plan.items():
            place = plan.key_spans[name]
            if not ID.fullmatch(name):
                advice = "use lower-case letters, digits and '_'"
                self.diagnostics.error("bad-id", f"'{name}' cannot name a plan value", place, advice)
            later = frozenset(PLAN + one for one in waiting)
            reader = replace(self.reader, later=later, asks_answered=True)
            del waiting[name]
            if not isinstance(entry, Map):
                self.diagnostics.error("bad-value", f"write the keys of '{name}' below it", place)
            table = build(Table, entry, reader, self.diagnostics) if isinstance(entry, Map) else None
            if table is None:
                self.diagnostics.lose("plan", name)
                continue
            tables[name] = table
            check_range(table.if_, table.place("if"), self.diagnostics)
            subject = plan_subject(name, table, tables)
            if subject is not None:
                self.subjects[subject.name] = subject
        return tables
