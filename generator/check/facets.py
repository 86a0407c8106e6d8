"""Facets that nothing in the project looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.catalogs import conditions_of
from generator.check.conditionals import Conditional
from generator.diagnostics import Diagnostics
from generator.logic.subject import ANSWERED
from generator.logic.values import mark_paths
from generator.model.dates import parse_date_rule
from generator.model.facet import MonthsBetween
from generator.model.module import TaskMark, ValueMark
from generator.model.project import Project


def check_facets(project: Project, found: Iterable[Conditional], diagnostics: Diagnostics) -> None:
    """Warn of facets that no condition, mark or date uses. The season dates every guide."""
    used = {project.settings.season_facet, *_in_conditions(project, found), *_in_marks(project), *_in_dates(project)}
    for name, facet in project.facets.items():
        if name not in used:
            diagnostics.warning(
                "unused-facet",
                f"nothing depends on '{name}'",
                facet.span,
                "use it in a condition, or take the question out",
            )


def _in_conditions(project: Project, found: Iterable[Conditional]) -> Iterator[str]:
    for decided in (*(one.condition for one in found), *conditions_of(project)):
        for clause in decided.clauses():
            yield from clause.subject.removeprefix(f"{ANSWERED}.").split(" ")
    for constraint in (one for one in project.constraints if not one.is_order):
        for condition in (constraint.if_, constraint.then):
            for clause in condition.clauses():
                yield from clause.subject.removeprefix(f"{ANSWERED}.").split(" ")


def _in_marks(project: Project) -> Iterator[str]:
    for module in project.modules.values():
        for mark in module.marks:
            if isinstance(mark, ValueMark) and mark.path[0] == "profile":
                yield mark.path[1]
            elif isinstance(mark, TaskMark) and mark.due is not None:
                yield mark.due.anchor
    for table in project.tables.values():
        for row in table.every_row:
            named = (path for words in row.texts.values() for path in mark_paths(words))
            yield from (path[1] for path in named if path[0] == "profile")


def _in_dates(project: Project) -> Iterator[str]:
    for table in project.tables.values():
        if table.type in ("date", "month"):
            yield from (parse_date_rule(row.value).anchor for row in table.every_row)
    for step in project.steps.values():
        yield from (one.date.anchor for one in step.from_)
        yield from (one.date.anchor for one in step.by)
        yield from (rule.anchor for rule in (step.starts_on, step.ends_on) if rule is not None)
    for facet in project.facets.values():
        if isinstance(facet.derived, MonthsBetween):
            yield from (facet.derived.months_from, facet.derived.to)
        if facet.planned is not None:
            yield facet.planned.anchor
