"""Readers who are alike to the path: their days, and what is possible at best, are found once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from generator.kept import Kept
from generator.logic.asked import deciding
from generator.logic.likeness import Likeness
from generator.logic.narrow import behind_of
from generator.logic.reader import Reader
from generator.logic.subject import PLAN, Subjects
from generator.model.answers import Given
from generator.model.condition import Condition
from generator.model.project import Project
from generator.path import Journey
from generator.plan.standings import conditions_of

MOST_KEPT = 250
"""Different paths that are kept for the next readers."""


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A path, the days it gives to dates that were not answered, and what conditions ask of it."""

    journey: Journey
    days: Mapping[str, dt.date]
    last: Mapping[str, dt.date]
    compared: Mapping[str, Given]


class Alike:
    """Tells the readers of one project apart as far as their paths differ, and keeps what is found for those alike."""

    def __init__(self, project: Project, subjects: Subjects) -> None:
        self.project, self.subjects = project, subjects
        self.paths: Kept[FoundPath] = Kept(MOST_KEPT)
        self.best: Kept[Mapping[str, Given]] = Kept(MOST_KEPT)
        facets, steps = project.facets, project.steps.values()
        counted = {name for name, one in facets.items() if one.counted_as is not None}
        moving, others = _moving(project, counted)
        exact = counted | {name for name, one in facets.items() if one.type == "date"}
        exact |= {step.takes.answer for step in steps if step.takes.answer is not None}
        asked = [condition for step in steps for condition in conditions_of(step)]
        self._answers = Likeness([*asked, *others], exact, moving)
        self._numbers = sorted({step.repeat.of.removeprefix(PLAN) for step in steps if step.repeat is not None})

    def of(self, reader: Reader) -> Hashable:
        """Equal for readers with the same path, as long as the same tables are decided."""
        return (
            reader.today,
            reader.plan.season,
            tuple(reader.profile.ticks.items()),
            tuple(sorted(reader.calendar.plan_dates.items())),
            tuple([reader.plan.values[name].value for name in self._numbers]),
            self._answers.of(reader.plan.answers),
        )


_ALIKE: Kept[Alike] = Kept(10)


def alike(project: Project, subjects: Subjects) -> Alike:
    """Tells the readers of a project apart; it holds on to the project, so that nothing else gets these ids."""
    held = project.steps, project.facets, project.milestones, project.constraints, subjects
    return _ALIKE.get(tuple(map(id, held)), 1, lambda: Alike(project, subjects))


def _moving(project: Project, counted: set[str]) -> tuple[set[str], list[Condition]]:
    """The facets that move, by constraints and derivation, where some of them do; and the conditions that move them."""
    facets = project.facets
    ties = []
    for one in project.constraints:
        named = {clause.subject for part in (one.if_, one.then) for clause in part.clauses()}
        ties.append((named | behind_of(named, facets), [one.if_, one.then]))
    for name, facet in facets.items():
        conditions = list(deciding(facet))
        asked = {clause.subject for one in conditions for clause in one.clauses()}
        ties.append(({name, *asked}, conditions))
    moving, found = set(counted), list[Condition]()
    while ties:
        met = [one for one in ties if not one[0].isdisjoint(moving)]
        if not met:
            break
        ties = [one for one in ties if one not in met]
        for tied, conditions in met:
            moving |= tied
            found += conditions
    return moving, found
