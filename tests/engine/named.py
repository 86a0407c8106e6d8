"""What a text may name of a reader, and what would change their plan, in the form in which telling.js tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import text
from generator.assemble.plan_items import plan_items
from generator.diagnostics import Diagnostics
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.logic.values import NoValue
from generator.model.project import Project


def texts_named(project: Project, reader: Reader, fields: Iterable[str]) -> dict[str, Any]:
    """All that a text may name of a reader, and what it stands for."""
    tables = [f"plan.{name}{more}" for name in project.tables for more in ("", ".number", ".because")]
    kinds = (("profile", project.facets), ("milestone", project.milestones), ("const", project.constants))
    others = [f"{kind}.{name}" for kind, all_ in kinds for name in all_]
    named = [*tables, *others, "season.year", *(() if reader.journey is None else fields)]
    return {name: _text(reader, name) for name in named}


def _text(reader: Reader, name: str) -> str | None:
    try:
        return text.curly(reader.values.text(tuple(name.split("."))))
    except NoValue:
        return None


def changes_told(subjects: Subjects, reader: Reader, diagnostics: Diagnostics) -> dict[str, Any]:
    """What would change each value that is shown."""
    items = {one.name: one.changes for one in plan_items(reader, subjects, diagnostics)}
    shown = [name for name, one in reader.plan.values.items() if one.table.show]
    return {name: [[one.lead, one.text, one.because] for one in items.get(name, ())] for name in shown}
