"""For whom an entry of a data file is there."""

from __future__ import annotations

from generator.logic.combine import all_of, negated
from generator.model.condition import Condition
from generator.model.cost import Cost
from generator.model.document import Document
from generator.model.milestone import Milestone
from generator.model.project import DataEntry, Project


def condition_of(project: Project, entry: DataEntry) -> Condition:
    """What an entry asks; one that names a step is for those who still have that step before them."""
    step = project.steps.get(entry.step or "") if isinstance(entry, Milestone | Cost | Document) else None
    if step is None:
        return entry.when
    return all_of(entry.when, step.when, *(() if step.done is None else (negated(step.done),)))
