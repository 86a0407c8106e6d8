"""Names that conditions, rules and marks use: each must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check.other_ids import OtherIds
from generator.check.settings import NO_SEASON
from generator.diagnostics import Diagnostics, Span, nearest, nearest_or_all
from generator.logic.comparison import PATH
from generator.logic.path_field import PathField, known_field
from generator.logic.subject import PLAN
from generator.logic.values import PLAN_ATTRIBUTES, Path
from generator.model.dates import DateRule
from generator.model.milestone import RelativeDay
from generator.model.project import Project
from generator.model.rules import Table

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
class Names:
    """Reports the names of a project that lead nowhere. `others` are the ids of sources that points stand for."""

    project: Project
    diagnostics: Diagnostics
    others: OtherIds

    def known(self, name: str, names: Iterable[str], kind: str, span: Span) -> bool:
        """Whether a name is one of some; where not, that is reported."""
        names = list(names)
        if name in names:
            return True
        if any(self.diagnostics.is_lost(one, name.removeprefix(PLAN)) for one in _PLACES.get(kind, ())):
            return False
        self.diagnostics.error(
            f"unknown-{kind.replace(' ', '-')}", f"there is no {kind} '{name}'", span, nearest_or_all(name, names)
        )
        return False

    def date_rule(self, rule: DateRule, span: Span, tables: Iterable[str]) -> None:
        """Report a rule whose anchor is not a date; of plan dates those of `tables` are decided."""
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

    def path(self, path: Path, span: Span, tables: Mapping[str, Table] | None = None) -> None:
        """Report a value path that stands for nothing; of plan values those of `tables` are decided."""
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
        """Whether a plan value is decided already; where not, that is reported."""
        if name not in tables and name in self.project.tables:
            self.diagnostics.error(
                "later-plan-value", f"'{PLAN}{name}' is not defined above; a table can use only those above it", span
            )
            return False
        return self.known(name, tables, "plan value", span)

    def is_in_circle(self, name: str) -> bool:
        """Whether a milestone or date facet rests on itself, by milestones' rules and facets' planned dates."""
        seen: set[str] = set()
        following = self._rests_on(name)
        while following is not None and following not in seen:
            if following == name:
                return True
            seen.add(following)
            following = self._rests_on(following)
        return False

    def _rests_on(self, name: str) -> str | None:
        facet = self.project.facets.get(name)
        if facet is not None:
            return None if facet.planned is None else facet.planned.anchor
        milestone = self.project.milestones.get(name)
        return milestone.start.to if milestone is not None and isinstance(milestone.start, RelativeDay) else None

    def plain(self, words: str | None, key: str, span: Span) -> None:
        """Report a mark where it would stay as it is written."""
        if words is not None and ("{{" in words or "[[" in words):
            self.diagnostics.error("bad-mark", f"'{key}' takes no marks", span, "say it in words")

    def point(self, point: str, span: Span) -> None:
        """Report a point that is not declared."""
        if point in self.project.points or not self.others.report(point, span, self.diagnostics):
            self.known(point, self.project.points, "point", span)
