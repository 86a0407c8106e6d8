"""Verdicts, and the few ways they may go while questions are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.plan import Plan
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class Way:
    """What other verdicts follow from one answer (of days, from a day on) to an open question."""

    facet: str
    value: str
    verdicts: Mapping[str, str]


def verdicts_of(plan: Plan, project: Project) -> dict[str, str]:
    """The verdicts that are said of a reader, in the order of the rules."""
    return {
        name: str(plan.values[name].value)
        for name, table in project.tables.items()
        if table.verdict and plan.values[name].value is not None
    }
