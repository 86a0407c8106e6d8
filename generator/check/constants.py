"""Constants that nothing prints."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
from generator.logic.values import mark_paths
from generator.model.module import ValueMark
from generator.model.project import Project


def check_constants(project: Project, diagnostics: Diagnostics) -> None:
    """Warn of each constant that no module and no reason uses."""
    paths = [mark.path for one in project.texts for mark in one.marks if isinstance(mark, ValueMark)]
    for table in project.tables.values():
        paths += [path for row in table.every_row for path in mark_paths(row.because)]
    used = {path[1] for path in paths if len(path) == 2 and path[0] == "const"}
    for name, constant in project.constants.items():
        if name not in used:
            advice = f"write {{{{ const.{name} }}}} where it belongs, or take it out"
            diagnostics.warning("unused-constant", f"nothing prints the constant '{name}'", constant.span, advice)
