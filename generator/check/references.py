"""Names across files: every reference must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostics, Span, nearest
from generator.logic.subject import PLAN, Subjects
from generator.logic.values import PLAN_ATTRIBUTES, VALUE_MARK, Path, mark_paths
from generator.model.data import Milestone, RelativeDay
from generator.model.dates import DateRule, parse_date_rule
from generator.model.facet import MonthsBetween
from generator.model.module import FactMark, LinkMark, Mark, Module, TaskMark, TermMark, ValueMark
from generator.model.outline import SlotEntry
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table


def check_references(project: Project, subjects: Subjects, diagnostics: Diagnostics) -> None:
    """Report every name that leads nowhere."""
    checker = _References(project, subjects, diagnostics)
    checker.facets()
    checker.tables()
    checker.milestones()
    checker.outline()
    for module in project.modules.values():
        checker.module(module)
    checker.data()


@dataclass(slots=True)
class _References:
    project: Project
    subjects: Subjects
    diagnostics: Diagnostics

    def known(self, name: str, names: Iterable[str], kind: str, span: Span) -> bool:
        names = list(names)
        if name in names:
            return True
        self.diagnostics.error(
            f"unknown-{kind.replace(' ', '-')}", f"there is no {kind} '{name}'", span, nearest(name, names)
        )
        return False

    def date_rule(self, rule: DateRule, span: Span, tables: Iterable[str]) -> None:
        anchor = rule.anchor
        if anchor.startswith(PLAN):
            dates = [PLAN + name for name in tables if self.project.tables[name].type in ("date", "month")]
            self.known(anchor, dates, "plan date", span)
        elif anchor in self.project.facets:
            if self.project.facets[anchor].type != "date":
                self.diagnostics.error("not-a-date", f"'{anchor}' is not a date", span)
        else:
            dates = [name for name, facet in self.project.facets.items() if facet.type == "date"]
            self.known(anchor, [*self.project.milestones, *dates], "date", span)

    def path(self, path: Path, span: Span, tables: Mapping[str, Table] | None = None) -> None:
        tables = self.project.tables if tables is None else tables
        match path:
            case ("plan", name):
                self.known(name, tables, "plan value", span)
            case ("plan", name, attribute):
                if self.known(name, tables, "plan value", span) and attribute not in PLAN_ATTRIBUTES:
                    self.diagnostics.error(
                        "bad-mark",
                        f"a plan value has no '{attribute}'",
                        span,
                        nearest(attribute, PLAN_ATTRIBUTES) or "known: number, because",
                    )
            case ("profile", name):
                self.known(name, self.project.facets, "facet", span)
            case ("milestone", name):
                self.known(name, self.project.milestones, "milestone", span)
            case ("match", "year"):
                pass
            case ("applicant" | "reader", *_):
                self.diagnostics.error(
                    "personal-in-module",
                    "a person's name stands only on the cover and the plan",
                    span,
                    "remove it",
                )
            case _:
                roots = ["plan", "profile", "milestone", "match.year"]
                self.diagnostics.error(
                    "unknown-value-path",
                    f"there is no value '{'.'.join(path)}'",
                    span,
                    nearest(path[0], roots) or f"values begin with {', '.join(roots)}",
                )

    def facets(self) -> None:
        for facet in self.project.facets.values():
            if facet.planned is not None:
                self.date_rule(facet.planned, facet.place("planned"), self.project.tables)
            if isinstance(facet.derived, MonthsBetween):
                for key in ("months_from", "to"):
                    name = getattr(facet.derived, key)
                    if name != "today":
                        self.date_rule(DateRule(name), facet.derived.place(key), ())

    def tables(self) -> None:
        above: dict[str, Table] = {}
        for name, table in self.project.tables.items():
            rows: list[Row | DefaultRow] = list(table.rows)
            if isinstance(table.default, DefaultRow):
                rows.append(table.default)
            for row in rows:
                self.row(table, row, above)
            above[name] = table

    def row(self, table: Table, row: Row | DefaultRow, above: Mapping[str, Table]) -> None:
        for path in mark_paths(row.because):
            self.path(path, row.place("because"), above)
        if "{{" in VALUE_MARK.sub("", row.because):
            self.diagnostics.error(
                "bad-mark",
                "a brace form here is no value",
                row.place("because"),
                "write a plain path such as {{ plan.goal }}",
            )
        for point in row.points:
            self.point(point, row.place("points"))
        place = row.place("value")
        if row.value.startswith(PLAN) and table.type not in ("date", "month"):
            if (
                self.known(row.value.removeprefix(PLAN), above, "plan value", place)
                and above[row.value.removeprefix(PLAN)].type != table.type
            ):
                self.diagnostics.error("bad-value", f"'{row.value}' is not of type {table.type}", place)
        elif table.type == "integer":
            if not row.value.lstrip("-").isdigit():
                self.diagnostics.error(
                    "bad-value",
                    f"'value' is a whole number, not '{row.value}'",
                    place,
                    nearest(row.value, [PLAN + name for name in above]),
                )
        elif table.type in ("date", "month"):
            try:
                self.date_rule(parse_date_rule(row.value), place, above)
            except ValueError as error:
                self.diagnostics.error("bad-value", f"'value': {error}", place)

    def milestones(self) -> None:
        for name, milestone in self.project.milestones.items():
            for rule in (milestone.start, milestone.end):
                if isinstance(rule, RelativeDay):
                    names = [
                        *self.project.milestones,
                        *(n for n, f in self.project.facets.items() if f.type == "date"),
                    ]
                    self.known(rule.to, names, "date", rule.place("to"))
            if self._in_circle(name, milestone):
                self.diagnostics.error("circle", f"the date of '{name}' depends on itself", milestone.place("start"))
            for point in milestone.points:
                self.point(point, milestone.place("points"))

    def _in_circle(self, name: str, milestone: Milestone) -> bool:
        seen: set[str] = set()
        rule = milestone.start
        while isinstance(rule, RelativeDay) and rule.to in self.project.milestones and rule.to not in seen:
            if rule.to == name:
                return True
            seen.add(rule.to)
            rule = self.project.milestones[rule.to].start
        return False

    def outline(self) -> None:
        placed: dict[str, str] = {}
        chapters: set[str] = set()
        for _, chapter in self.project.outline.chapters():
            if chapter.id in chapters:
                self.diagnostics.error(
                    "duplicate-chapter", f"chapter '{chapter.id}' is written twice", chapter.place("id")
                )
            chapters.add(chapter.id)
            for entry in chapter.contents:
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                place = entry.place("slot") if isinstance(entry, SlotEntry) else chapter.place("contents")
                free = [one.id for one in self.project.modules.values() if one.front.slot is None]
                if isinstance(entry, SlotEntry):
                    self.known(name, self.project.slots, "slot", place)
                elif name in self.project.modules and name not in free and name not in self.project.slots:
                    slot = self.project.modules[name].front.slot
                    self.diagnostics.error(
                        "unknown-module-or-slot",
                        f"'{name}' competes for slot '{slot}'",
                        place,
                        f"name the slot '{slot}' here",
                    )
                else:
                    self.known(name, [*free, *self.project.slots], "module or slot", place)
                if name in placed:
                    self.diagnostics.error(
                        "placed-twice", f"'{name}' stands already in chapter '{placed[name]}'", place
                    )
                placed[name] = chapter.id
        for module in self.project.modules.values():
            name = module.front.slot or module.id
            if name not in placed:
                what = f"its slot '{name}'" if module.front.slot else "it"
                self.diagnostics.error(
                    "unplaced",
                    f"the outline does not name {what}, so nobody gets '{module.id}'",
                    module.front.place("slot"),
                    nearest(name, placed) if module.front.slot else None,
                )
            twin = self.project.modules.get(module.front.slot or "")
            if twin is not None and twin.front.slot != module.front.slot:
                self.diagnostics.error(
                    "bad-id",
                    f"slot '{module.front.slot}' has the name of a module",
                    module.front.place("slot"),
                    "name them differently",
                )

    def module(self, module: Module) -> None:
        front = module.front
        for key in ("requires", "before", "after"):
            for other in getattr(front, key):
                self.known(other, self.project.modules, "module", front.place(key))
        for point in front.points:
            self.point(point, front.place("points"))
        for arm in module.arms():
            for point in arm.points:
                self.point(point, arm.span)
        for mark in module.marks:
            self.mark(mark)

    def mark(self, mark: Mark) -> None:
        match mark:
            case ValueMark(path, span):
                self.path(path, span)
            case FactMark(fact, _, span):
                self.known(fact, self.project.facts, "fact", span)
            case TermMark(term, _, span):
                self.known(term, self.project.terms, "term", span)
            case LinkMark("module", target, span):
                self.known(target, [*self.project.modules, *self.project.slots], "module", span)
            case LinkMark("resource", target, span):
                self.known(target, self.project.resources, "resource", span)
            case TaskMark(_, due, span):
                if due is not None:
                    self.date_rule(due, span, self.project.tables)

    def data(self) -> None:
        for term in self.project.terms.values():
            for other in term.see:
                self.known(other, self.project.terms, "term", term.place("see"))
        for entries in (
            self.project.costs,
            self.project.documents,
            self.project.terms,
            self.project.resources,
        ):
            for entry in entries.values():
                for fact in entry.facts:
                    self.known(fact, self.project.facts, "fact", entry.place("facts"))
        for lines in (self.project.costs, self.project.documents):
            for line in lines.values():
                for point in line.points:
                    self.point(point, line.place("points"))

    def point(self, point: str, span: Span) -> None:
        self.known(point, self.project.points, "point", span)
