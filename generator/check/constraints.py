"""Constraints that exclude nobody: what they forbid cannot be answered anyway."""

from __future__ import annotations

from generator.check.questions import Questions
from generator.logic.combine import all_of, negated
from generator.logic.describe import condition_words
from generator.logic.space import Space
from generator.model.project import Project
from generator.model.rules import Constraint


def check_constraints(project: Project, ask: Questions) -> None:
    """Report each constraint without which the very same readers would be possible."""
    for number, constraint in enumerate(project.constraints):
        others = project.constraints[:number] + project.constraints[number + 1 :]
        space = Space(project.facets, ask.space.subjects, project.tables, others, proven=ask.space.proven)
        with ask.about(constraint.span):
            if space.nobody(all_of(constraint.if_, negated(constraint.then))):
                _report(constraint, space, ask)


def _report(constraint: Constraint, space: Space, ask: Questions) -> None:
    applies = not space.nobody(constraint.if_)
    condition, key = (constraint.then, "then") if applies else (constraint.if_, "if")
    why = "holds anyway" if applies else "never holds"
    ask.diagnostics.warning(
        "idle-constraint",
        f"constraint '{constraint.id}' excludes nobody: {condition_words(condition)} {why}",
        constraint.place(key),
        "leave it out, or correct its condition",
    )
