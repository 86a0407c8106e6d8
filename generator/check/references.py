"""Names across files: every reference must lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.check.names import Names
from generator.check.other_ids import OtherIds
from generator.check.outline import OutlineCheck
from generator.check.plain_texts import check_plain_texts
from generator.check.settings import check_settings
from generator.check.stories import check_stories
from generator.diagnostics import Diagnostics, Span, nearest
from generator.logic.comparison import PATH
from generator.logic.subject import PLAN, Subjects
from generator.logic.values import VALUE_MARK, mark_paths
from generator.model.dates import TODAY, DateRule, parse_date_rule
from generator.model.facet import MonthsBetween
from generator.model.milestone import RelativeDay
from generator.model.module import FactMark, LinkMark, Mark, Module, TaskMark, TermMark, ValueMark
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table


def check_references(project: Project, subjects: Subjects, diagnostics: Diagnostics) -> None:
    """Report every name that leads nowhere."""
    others = OtherIds(project)
    others.check(diagnostics)
    names = Names(project, diagnostics, others)
    checker = _References(names)
    checker.facets()
    checker.tables()
    checker.milestones()
    checker.comparisons(subjects)
    OutlineCheck(names).run()
    for module in project.texts:
        checker.module(module)
    checker.data()
    checker.budget()
    checker.documents()
    check_plain_texts(names)
    check_stories(names)
    check_settings(project, diagnostics)


@dataclass(slots=True)
class _References:
    names: Names

    @property
    def project(self) -> Project:
        return self.names.project

    @property
    def diagnostics(self) -> Diagnostics:
        return self.names.diagnostics

    def facets(self) -> None:
        for facet_name, facet in self.project.facets.items():
            if facet.planned is not None:
                self.names.date_rule(facet.planned, facet.place("planned"), self.project.tables)
                if self.names.is_in_circle(facet_name):
                    place = facet.place("planned")
                    self.diagnostics.error("circle", f"the planned date of '{facet_name}' depends on itself", place)
            if facet.counted_as is not None and facet.type == "date":
                rule = parse_date_rule(facet.counted_as)
                if rule.anchor != TODAY:
                    self.names.date_rule(rule, facet.place("counted_as"), self.project.tables)
            if facet.not_before is not None:
                place = facet.place("not_before")
                dates = [name for name, one in self.project.facets.items() if one.type == "date"]
                if facet.type != "date":
                    self.diagnostics.error("not-a-date", f"'{facet_name}' is not a date", place, "remove 'not_before'")
                else:
                    self.names.known(facet.not_before, dates, "date", place)
            if isinstance(facet.derived, MonthsBetween):
                for key in ("months_from", "to"):
                    name = getattr(facet.derived, key)
                    if name != TODAY:
                        self.names.date_rule(DateRule(name), facet.derived.place(key), ())

    def comparisons(self, subjects: Subjects) -> None:
        """The days that conditions compare with: a date answer is compared before there is a plan or a path."""
        for subject in subjects.values():
            one = subject.comparison
            if one is None or not isinstance(one.bound, DateRule):
                continue
            for place in subject.places:
                if one.bound.anchor == TODAY and not one.is_on_path:
                    continue
                if one.is_on_path or not one.bound.anchor.startswith((PLAN, PATH)):
                    self.names.date_rule(one.bound, place, self.project.tables)
                else:
                    message = f"'{one.bound.anchor}' is not known yet where '{one.left}' is compared"
                    advice = "compare it with a milestone or another date answer"
                    self.diagnostics.error("bad-condition", message, place, advice)

    def tables(self) -> None:
        above: dict[str, Table] = {}
        for name, table in self.project.tables.items():
            rows: list[Row | DefaultRow] = list(table.rows)
            if isinstance(table.default, DefaultRow):
                rows.append(table.default)
            for row in rows:
                self.row(table, row, above)
            if table.policy in ("min", "max") and table.type == "text":
                self.diagnostics.error(
                    "bad-table",
                    f"'{table.policy}' needs numbers or dates to compare, and '{name}' is of type text",
                    table.place("policy"),
                    "write 'policy: first' or 'policy: collect'",
                )
            above[name] = table

    def words(self, words: str, place: Span, above: Mapping[str, Table]) -> None:
        for path in mark_paths(words):
            self.names.path(path, place, above)
        if "{{" in VALUE_MARK.sub("", words) or "[[" in words:
            message = "what is in these brackets is not a value"
            self.diagnostics.error("bad-mark", message, place, "write a plain path such as {{ plan.goal }}")

    def row(self, table: Table, row: Row | DefaultRow, above: Mapping[str, Table]) -> None:
        for key, words in row.texts.items():
            self.words(words, row.place(key), above)
        for number, point in enumerate(row.points):
            self.names.point(point, row.place("points", number))
        if (
            isinstance(row, Row)
            and row.reconsider
            and not any(one.subject.startswith(PATH) for one in row.when.clauses())
        ):
            message = "this row asks nothing of the path, so there is nothing to reconsider"
            advice = "test a step in its 'when', or take 'reconsider' out"
            self.diagnostics.error("bad-value", message, row.place("reconsider"), advice)
        place = row.place("value")
        if row.value.startswith(PLAN) and table.type not in ("date", "month"):
            if (
                self.names.plan_value(row.value.removeprefix(PLAN), above, place)
                and above[row.value.removeprefix(PLAN)].type != table.type
            ):
                self.diagnostics.error("bad-value", f"'{row.value}' is not of type {table.type}", place)
        elif row.value.startswith(PATH) and table.type not in ("date", "month"):
            field = self.names.field(row.value, place)
            if field is not None and (field.is_day or table.type != "integer"):
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
                self.names.date_rule(parse_date_rule(row.value), place, above)
            except ValueError as error:
                self.diagnostics.error("bad-value", f"'value': {error}", place)

    def milestones(self) -> None:
        for name, milestone in self.project.milestones.items():
            for rule in (milestone.start, milestone.end):
                if isinstance(rule, RelativeDay):
                    self.names.known(rule.to, self.project.milestones, "milestone", rule.place("to"))
            if self.names.is_in_circle(name):
                self.diagnostics.error("circle", f"the date of '{name}' depends on itself", milestone.place("start"))
            for number, point in enumerate(milestone.points):
                self.names.point(point, milestone.place("points", number))

    def module(self, module: Module) -> None:
        front = module.front
        self.names.plain(front.title, "title", front.place("title"))
        self.names.plain(front.lead, "lead", front.place("lead"))
        for key in ("requires", "before", "after"):
            for number, other in enumerate(getattr(front, key)):
                place = front.place(key, number)
                if other in self.project.slots and other not in self.project.modules:
                    rivals = ", ".join(rival.id for rival in self.project.slots[other])
                    message = f"'{other}' is a slot; '{key}' names modules"
                    self.diagnostics.error("unknown-module", message, place, f"its modules: {rivals}")
                else:
                    self.names.known(other, self.project.modules, "module", place)
        for number, point in enumerate(front.points):
            self.names.point(point, front.place("points", number))
        for arm in module.arms():
            self.names.plain(arm.lead, "lead", arm.span)
            for point in arm.points:
                self.names.point(point, arm.span)
        for mark in module.marks:
            self.mark(mark)

    def mark(self, mark: Mark) -> None:
        match mark:
            case ValueMark(path, span):
                self.names.path(path, span)
            case FactMark(fact, _, span):
                self.names.known(fact, self.project.facts, "fact", span)
            case TermMark(term, _, span):
                self.names.known(term, self.project.terms, "term", span)
            case LinkMark("module", target, span) if self.diagnostics.is_lost("drafts", target):
                message = f"'{target}' is a draft, so nobody gets it yet"
                self.diagnostics.error("draft-target", message, span, "take the link out, or 'draft: true' there")
            case LinkMark("module", target, span):
                self.names.known(target, [*self.project.modules, *self.project.slots], "module", span)
            case LinkMark("resource", target, span):
                self.names.known(target, self.project.resources, "resource", span)
            case TaskMark(_, due, span, _, step):
                if step is not None:
                    self.names.known(step, self.project.steps, "step", span)
                if due is not None:
                    self.names.date_rule(due, span, self.project.tables)

    def data(self) -> None:
        for term in self.project.terms.values():
            for other in term.see:
                self.names.known(other, self.project.terms, "term", term.place("see"))
        for entries in (
            self.project.costs,
            self.project.documents,
            self.project.terms,
            self.project.resources,
        ):
            for entry in entries.values():
                for fact in entry.facts:
                    self.names.known(fact, self.project.facts, "fact", entry.place("facts"))
        for lines in (self.project.costs, self.project.documents):
            for line in lines.values():
                for point in line.points:
                    self.names.point(point, line.place("points"))

    def budget(self) -> None:
        numbers = [PLAN + name for name, table in self.project.tables.items() if table.type == "integer"]
        for cost in self.project.costs.values():
            for count in (cost.times, cost.fee.count if cost.fee else None):
                if count is not None and count.of is not None:
                    self.names.known(count.of, numbers, "whole number of the plan", count.place("of"))

    def documents(self) -> None:
        for document in self.project.documents.values():
            for name in document.sets:
                self.names.known(name, self.project.document_sets, "set of documents", document.place("sets"))
