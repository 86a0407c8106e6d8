"""Names across files: every reference must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check.other_ids import OtherIds
from generator.check.settings import NO_SEASON, check_settings
from generator.diagnostics import Diagnostics, Span, nearest
from generator.logic.comparison import PATH
from generator.logic.path_field import PathField, known_field
from generator.logic.subject import PLAN, Subjects
from generator.logic.values import PLAN_ATTRIBUTES, VALUE_MARK, Path, mark_paths
from generator.model.data import Document, DocumentSet, RelativeDay
from generator.model.dates import DateRule, parse_date_rule
from generator.model.facet import MonthsBetween
from generator.model.module import FactMark, LinkMark, Mark, Module, TaskMark, TermMark, ValueMark
from generator.model.outline import RESERVED, SlotEntry
from generator.model.project import Project
from generator.model.rules import DefaultRow, Row, Table


def check_references(project: Project, subjects: Subjects, diagnostics: Diagnostics) -> None:
    """Report every name that leads nowhere."""
    others = OtherIds(project)
    others.check(diagnostics)
    checker = _References(project, subjects, diagnostics, others)
    checker.facets()
    checker.tables()
    checker.milestones()
    checker.outline()
    for module in project.modules.values():
        checker.module(module)
    checker.data()
    checker.budget()
    checker.documents()
    check_settings(project, diagnostics)


TODAY = "today"
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_MODULES = ("modules", "slots")
_PLACES = {
    "module": _MODULES, "slot": _MODULES, "module or slot": _MODULES,
    "plan value": ("plan",), "plan date": ("plan",), "whole number of the plan": ("plan",),
    "facet": ("facets",), "milestone": ("milestones",), "date": ("facets", "milestones"),
    "fact": ("facts",), "term": ("terms",), "constant": ("constants",), "resource": ("resources",),
    "point": ("points",), "set of documents": ("sets",), "step": ("steps",),
}  # fmt: skip
"""Where a kind of name is declared: a name that is there, but could not be read, is not reported as unknown."""


@dataclass(slots=True)
class _References:
    project: Project
    subjects: Subjects
    diagnostics: Diagnostics
    others: OtherIds

    def known(self, name: str, names: Iterable[str], kind: str, span: Span) -> bool:
        names = list(names)
        if name in names:
            return True
        if any(self.diagnostics.is_lost(one, name.removeprefix(PLAN)) for one in _PLACES.get(kind, ())):
            return False
        self.diagnostics.error(
            f"unknown-{kind.replace(' ', '-')}", f"there is no {kind} '{name}'", span, nearest(name, names)
        )
        return False

    def date_rule(self, rule: DateRule, span: Span, tables: Iterable[str]) -> None:
        anchor = rule.anchor
        if anchor.startswith(PATH):
            field = self.field(anchor, span)
            if field is not None and not field.is_day:
                self.diagnostics.error("not-a-date", f"'{anchor}' is not a date", span)
        elif anchor.startswith(PLAN):
            dates = [PLAN + name for name in tables if self.project.tables[name].type in ("date", "month")]
            self.known(anchor, dates, "plan date", span)
        elif anchor in self.project.facets:
            if self.project.facets[anchor].type != "date":
                self.diagnostics.error("not-a-date", f"'{anchor}' is not a date", span)
        else:
            dates = [name for name, facet in self.project.facets.items() if facet.type == "date"]
            self.known(anchor, [*self.project.milestones, *dates], "date", span)
            under = self._plan_date_under(anchor)
            if under is not None and under not in tables:
                message = f"'{anchor}' rests on '{PLAN}{under}', which is not decided yet at this place"
                self.diagnostics.error("circle", message, span)

    def path(self, path: Path, span: Span, tables: Mapping[str, Table] | None = None) -> None:
        tables = self.project.tables if tables is None else tables
        match path:
            case ("plan", name):
                self.plan_value(name, tables, span)
            case ("plan", name, attribute):
                if self.plan_value(name, tables, span) and attribute not in PLAN_ATTRIBUTES:
                    self.diagnostics.error(
                        "bad-mark",
                        f"a plan value has no '{attribute}'",
                        span,
                        nearest(attribute, PLAN_ATTRIBUTES) or "known: number, because",
                    )
            case ("path", *_):
                self.field(".".join(path), span)
            case ("profile", name):
                self.known(name, self.project.facets, "facet", span)
            case ("const", name):
                self.known(name, self.project.constants, "constant", span)
            case ("milestone", name):
                self.known(name, self.project.milestones, "milestone", span)
            case ("season", "year"):
                if self.project.settings.season is None:
                    message = "there is no season: guidegen.yaml has none"
                    self.diagnostics.error("no-season", message, span, NO_SEASON)
            case ("applicant" | "reader", *_):
                self.diagnostics.error(
                    "personal-in-module",
                    "a person's name may appear only on the cover and the plan",
                    span,
                    "remove it",
                )
            case _:
                roots = ["plan", "path", "profile", "milestone", "const", "season.year"]
                self.diagnostics.error(
                    "unknown-value-path",
                    f"there is no value '{'.'.join(path)}'",
                    span,
                    nearest(path[0], roots) or f"values begin with {', '.join(roots)}",
                )

    def field(self, name: str, span: Span) -> PathField | None:
        """The field of a step that a name stands for; None where there is none."""
        return known_field(name, self.project.steps, span, self.diagnostics)

    def plan_value(self, name: str, tables: Mapping[str, Table], span: Span) -> bool:
        if name not in tables and name in self.project.tables:
            self.diagnostics.error(
                "later-plan-value", f"'{PLAN}{name}' is not defined above; a table can use only those above it", span
            )
            return False
        return self.known(name, tables, "plan value", span)

    def facets(self) -> None:
        for facet_name, facet in self.project.facets.items():
            if facet.planned is not None:
                self.date_rule(facet.planned, facet.place("planned"), self.project.tables)
                if self._in_circle(facet_name):
                    place = facet.place("planned")
                    self.diagnostics.error("circle", f"the planned date of '{facet_name}' depends on itself", place)
            if facet.counted_as is not None and facet.type == "date":
                rule = parse_date_rule(facet.counted_as)
                if rule.anchor != TODAY:
                    self.date_rule(rule, facet.place("counted_as"), self.project.tables)
            if facet.not_before is not None:
                place = facet.place("not_before")
                dates = [name for name, one in self.project.facets.items() if one.type == "date"]
                if facet.type != "date":
                    self.diagnostics.error("not-a-date", f"'{facet_name}' is not a date", place, "remove 'not_before'")
                else:
                    self.known(facet.not_before, dates, "date", place)
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
            if table.policy in ("min", "max") and table.type == "text":
                self.diagnostics.error(
                    "bad-table",
                    f"'{table.policy}' needs numbers or dates to compare, and '{name}' is of type text",
                    table.place("policy"),
                    "write 'policy: first' or 'policy: collect'",
                )
            above[name] = table

    def row(self, table: Table, row: Row | DefaultRow, above: Mapping[str, Table]) -> None:
        for path in mark_paths(row.because):
            self.path(path, row.place("because"), above)
        if "{{" in VALUE_MARK.sub("", row.because):
            self.diagnostics.error(
                "bad-mark",
                "what is in these braces is not a value",
                row.place("because"),
                "write a plain path such as {{ plan.goal }}",
            )
        for number, point in enumerate(row.points):
            self.point(point, row.place("points", number))
        place = row.place("value")
        if row.value.startswith(PLAN) and table.type not in ("date", "month"):
            if (
                self.plan_value(row.value.removeprefix(PLAN), above, place)
                and above[row.value.removeprefix(PLAN)].type != table.type
            ):
                self.diagnostics.error("bad-value", f"'{row.value}' is not of type {table.type}", place)
        elif row.value.startswith(PATH) and table.type not in ("date", "month"):
            field = self.field(row.value, place)
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
                self.date_rule(parse_date_rule(row.value), place, above)
            except ValueError as error:
                self.diagnostics.error("bad-value", f"'value': {error}", place)

    def milestones(self) -> None:
        for name, milestone in self.project.milestones.items():
            for rule in (milestone.start, milestone.end):
                if isinstance(rule, RelativeDay):
                    self.date_rule(DateRule(rule.to), rule.place("to"), self.project.tables)
            if self._in_circle(name):
                self.diagnostics.error("circle", f"the date of '{name}' depends on itself", milestone.place("start"))
            for number, point in enumerate(milestone.points):
                self.point(point, milestone.place("points", number))

    def _in_circle(self, name: str) -> bool:
        """Whether a milestone or date facet rests on itself, by milestones' rules and facets' planned dates."""
        seen: set[str] = set()
        following = self._rests_on(name)
        while following is not None and following not in seen:
            if following == name:
                return True
            seen.add(following)
            following = self._rests_on(following)
        return False

    def _plan_date_under(self, milestone: str) -> str | None:
        """The plan date that a milestone is counted from, by whatever milestones lie between."""
        seen: set[str] = set()
        name: str | None = milestone
        while name is not None and name in self.project.milestones and name not in seen:
            seen.add(name)
            name = self._rests_on(name)
        return name.removeprefix(PLAN) if name is not None and name.startswith(PLAN) else None

    def _rests_on(self, name: str) -> str | None:
        facet = self.project.facets.get(name)
        if facet is not None:
            return None if facet.planned is None else facet.planned.anchor
        milestone = self.project.milestones.get(name)
        return milestone.start.to if milestone is not None and isinstance(milestone.start, RelativeDay) else None

    def outline(self) -> None:
        placed: dict[str, str] = {}
        astray: list[str] = []
        parts: set[str] = set()
        chapters: set[str] = set()
        for part, chapter in self.project.outline.chapters():
            if chapter is part.chapters[0]:
                self.outline_id(part.id, parts, "part", part.place("id"))
                self.plain(part.title, "title", part.place("title"))
            self.outline_id(chapter.id, chapters, "chapter", chapter.place("id"))
            self.plain(chapter.title, "title", chapter.place("title"))
            self.plain(chapter.summary, "summary", chapter.place("summary"))
            for number, entry in enumerate(chapter.contents):
                name = entry.slot if isinstance(entry, SlotEntry) else entry
                place = entry.place("slot") if isinstance(entry, SlotEntry) else chapter.place("contents", number)
                if not self.entry(entry, place):
                    astray.append(name)
                elif name in placed:
                    self.diagnostics.error("placed-twice", f"'{name}' is already in chapter '{placed[name]}'", place)
                placed.setdefault(name, chapter.id)
        for module in self.project.modules.values():
            self.placement(module, placed, astray)

    def outline_id(self, name: str, seen: set[str], kind: str, span: Span) -> None:
        """Report an id of the outline that is none, is taken, or has a meaning of its own."""
        if not _ID.fullmatch(name):
            advice = "use lower-case letters, digits and hyphens"
            self.diagnostics.error("bad-id", f"'{name}' is not a valid {kind} id", span, advice)
        elif name in RESERVED and kind == "chapter":
            self.diagnostics.error("bad-id", f"every guide has a page '{name}' of its own", span, "name it differently")
        elif name in seen:
            self.diagnostics.error(f"duplicate-{kind}", f"{kind} '{name}' is written twice", span)
        seen.add(name)

    def entry(self, entry: str | SlotEntry, place: Span) -> bool:
        """Report an entry of a chapter that leads nowhere."""
        if isinstance(entry, SlotEntry):
            return self.known(entry.slot, self.project.slots, "slot", place)
        module = self.project.modules.get(entry)
        if module is None or module.front.slot is None or entry in self.project.slots:
            free = [one.id for one in self.project.modules.values() if one.front.slot is None]
            return self.known(entry, [*free, *self.project.slots], "module or slot", place)
        self.diagnostics.error(
            "unknown-module-or-slot",
            f"'{entry}' competes for slot '{module.front.slot}'",
            place,
            f"name the slot '{module.front.slot}' here",
        )
        return False

    def placement(self, module: Module, placed: Mapping[str, str], astray: list[str]) -> None:
        """Report a module that the outline does not name, unless it names something much like it."""
        slot = module.front.slot
        name = slot or module.id
        if module.id in RESERVED:
            advice = "give the file another name"
            self.diagnostics.error("bad-id", f"every guide has a part '{module.id}' of its own", module.span, advice)
        is_lost = self.diagnostics.is_lost("fronts", module.id)
        if name not in placed and nearest(name, astray) is None and module.id not in placed and not is_lost:
            what = f"its slot '{slot}'" if slot else "it"
            self.diagnostics.error(
                "unplaced",
                f"the outline does not name {what}, so nobody gets '{module.id}'",
                module.front.place("slot"),
                (nearest(name, placed) if slot else None) or "name it under 'contents' in content/outline.yaml",
            )
        twin = self.project.modules.get(slot or "")
        if twin is not None and twin.front.slot != slot:
            self.diagnostics.error(
                "bad-id", f"slot '{slot}' has the name of a module", module.front.place("slot"), "name them differently"
            )

    def module(self, module: Module) -> None:
        front = module.front
        self.plain(front.title, "title", front.place("title"))
        self.plain(front.lead, "lead", front.place("lead"))
        for key in ("requires", "before", "after"):
            for number, other in enumerate(getattr(front, key)):
                place = front.place(key, number)
                if other in self.project.slots and other not in self.project.modules:
                    rivals = ", ".join(rival.id for rival in self.project.slots[other])
                    message = f"'{other}' is a slot; '{key}' names modules"
                    self.diagnostics.error("unknown-module", message, place, f"its modules: {rivals}")
                else:
                    self.known(other, self.project.modules, "module", place)
        for number, point in enumerate(front.points):
            self.point(point, front.place("points", number))
        for arm in module.arms():
            self.plain(arm.lead, "lead", arm.span)
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
            case LinkMark("module", target, span) if self.diagnostics.is_lost("drafts", target):
                message = f"'{target}' is a draft, so nobody gets it yet"
                self.diagnostics.error("draft-target", message, span, "take the link out, or 'draft: true' there")
            case LinkMark("module", target, span):
                self.known(target, [*self.project.modules, *self.project.slots], "module", span)
            case LinkMark("resource", target, span):
                self.known(target, self.project.resources, "resource", span)
            case TaskMark(_, due, span, _, step):
                if step is not None:
                    self.known(step, self.project.steps, "step", span)
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

    def budget(self) -> None:
        numbers = [PLAN + name for name, table in self.project.tables.items() if table.type == "integer"]
        for cost in self.project.costs.values():
            for count in (cost.times, cost.fee.count if cost.fee else None):
                if count is not None and count.of is not None:
                    self.known(count.of, numbers, "whole number of the plan", count.place("of"))

    def documents(self) -> None:
        dated: list[Document | DocumentSet] = [*self.project.documents.values(), *self.project.document_sets.values()]
        for one in dated:
            if one.due is not None:
                self.date_rule(one.due, one.place("due"), self.project.tables)
        for document in self.project.documents.values():
            for name in document.sets:
                self.known(name, self.project.document_sets, "set of documents", document.place("sets"))

    def plain(self, words: str | None, key: str, span: Span) -> None:
        """Report a mark where it would stay as it is written."""
        if words is not None and ("{{" in words or "[[" in words):
            self.diagnostics.error("bad-mark", f"'{key}' takes no marks", span, "say it in words")

    def point(self, point: str, span: Span) -> None:
        if point in self.project.points or not self.others.report(point, span, self.diagnostics):
            self.known(point, self.project.points, "point", span)
