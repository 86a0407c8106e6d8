"""A condition that tests what nobody declared: said with the nearest name."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Diagnostics, Span, nearest
from generator.logic.subject import PLAN
from generator.model.catalog_row import ROW

JOINS = ("any", "all", "not")
"""Keys that join conditions instead of testing something."""


def report_unknown(
    key: str, place: Span, subjects: Iterable[str], later: frozenset[str], diagnostics: Diagnostics
) -> None:
    """Report a facet or plan value that no condition can test.

    `later` are the plan values defined further down. Nothing is said of names whose own definition is already wrong.
    """
    if key.startswith(ROW):
        columns = [name for name in subjects if name.startswith(ROW)]
        known = f"testable: {', '.join(columns)}" if columns else "only tables below 'catalogs' test columns"
        advice = nearest(key, columns) or known
        diagnostics.error("unknown-column", f"no condition can test '{key}' here", place, advice)
        return
    if not key.startswith(PLAN):
        if not diagnostics.is_lost("facets", key):
            diagnostics.error("unknown-facet", f"there is no facet '{key}'", place, nearest(key, [*subjects, *JOINS]))
        return
    if diagnostics.is_lost("plan", key.removeprefix(PLAN)):
        return
    if key in later:
        diagnostics.error(
            "later-plan-value", f"'{key}' is defined further down; a table can use only those above it", place
        )
        return
    plan = [name for name in subjects if name.startswith(PLAN)]
    near = nearest(key, plan) or (f"testable: {', '.join(plan)}" if plan else None)
    diagnostics.error("unknown-plan-value", f"no condition can test '{key}'", place, near)
