"""What can be proved of steps over all readers: that each is for those who are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.questions import Questions
from generator.diagnostics import Span
from generator.logic.combine import all_of, any_of, negated
from generator.logic.entries import condition_of
from generator.logic.presence import Presence
from generator.logic.stages import late_subjects
from generator.model.condition import Condition
from generator.model.module import TaskMark, mark_numbers
from generator.model.project import Project


@dataclass(frozen=True, slots=True)
class _Naming:
    """Something that names a step, and for whom it is there."""

    what: str
    step: str
    place: Span
    there: Condition


def check_path(presence: Presence, ask: Questions) -> None:
    """Report tasks of steps that some of their readers lack, and what a plan excludes."""
    project = presence.project
    tasks = list(_tasks(presence))
    for one in tasks:
        _check_task(one, project, ask)
    _check_told(tasks, project, ask)
    everything = [*tasks, *_entries(project), *_steps(project)]
    for one in everything:
        _check_excluded(one, project, ask)


def _tasks(presence: Presence) -> Iterator[_Naming]:
    for placed in presence.placed.values():
        for stretch in presence.texts(placed):
            for number in mark_numbers(stretch.text.markdown):
                mark = placed.module.marks[number]
                if isinstance(mark, TaskMark) and mark.step is not None and mark.step in presence.project.steps:
                    yield _Naming("task", mark.step, mark.span, stretch.there)


def _entries(project: Project) -> Iterator[_Naming]:
    for what, entries in (("milestone", project.milestones), ("cost", project.costs), ("document", project.documents)):
        for name, entry in entries.items():
            if entry.step is not None and entry.step in project.steps:
                yield _Naming(f"{what} '{name}'", entry.step, entry.place("step"), condition_of(project, entry))


def _steps(project: Project) -> Iterator[_Naming]:
    for name, step in project.steps.items():
        yield _Naming(f"step '{name}'", name, step.span, step.when)


def _check_task(one: _Naming, project: Project, ask: Questions) -> None:
    with ask.about(one.place):
        witness = ask.witness(all_of(one.there, negated(project.steps[one.step].when)))
        if witness is not None:
            ask.diagnostics.error(
                "foreign-step",
                f"some who read this task do not have its step '{one.step}'",
                one.place,
                f"put it into a block for those whose step it is, or widen the 'when' of '{one.step}'",
                witness,
            )


def _check_told(tasks: list[_Naming], project: Project, ask: Questions) -> None:
    """Warn of steps with tasks that some of those who have the step never read, while it is before them.

    Where a task depends on how the path fits, some are meant to read none of it.
    """
    late = late_subjects(project.tables)
    for name, step in project.steps.items():
        there = [one.there for one in tasks if one.step == name]
        if not there or any(late(clause.subject) for one in there for clause in one.clauses()):
            continue
        untold = [step.when, negated(any_of(*there)), *([] if step.done is None else [negated(step.done)])]
        with ask.about(step.span):
            witness = ask.witness(all_of(*untold))
            if witness is not None:
                ask.diagnostics.warning(
                    "untold-step",
                    f"some who have the step '{name}' read none of its tasks",
                    step.span,
                    f"write a task for them, {{step: {name}}}, or narrow the 'when' of the step",
                    witness,
                )


def _check_excluded(one: _Naming, project: Project, ask: Questions) -> None:
    phase = project.steps[one.step].phase
    for excluded in project.excluded:
        if phase not in excluded.phases:
            continue
        with ask.about(one.place):
            witness = ask.witness(all_of(one.there, excluded.when))
            if witness is not None:
                ask.diagnostics.error(
                    "excluded-step",
                    f"{one.what} belongs to '{phase}', which the plan of some of its readers excludes",
                    one.place,
                    "add to its condition that the plan does not exclude it",
                    witness,
                )
