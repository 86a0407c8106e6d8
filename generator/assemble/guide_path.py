"""The path of a guide: its steps with their days and why now, the few of this week, and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator import text
from generator.assemble import words
from generator.assemble.state import counted_items, state_items
from generator.assemble.step_lines import StepLines, asked_of_steps
from generator.kept import Kept
from generator.logic.reader import Reader
from generator.logic.subject import Subjects
from generator.model.guide_path import Anchor, GuidePath, SaidVerdict, StepLine, WeekStep
from generator.model.project import Project

MOST = 5
"""Steps of one week."""

NEXT = 3
"""Where none can begin now, so many of the next."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of some readers; all else is held on to for its id."""

    todo: tuple[StepLine, ...]
    done: tuple[StepLine, ...]
    this_week: tuple[WeekStep, ...]
    anchors: tuple[Anchor, ...]
    held: tuple[object, ...]


# The lines of steps depend on the path, the season, what is lost, and what steps ask of the answers: they are made once
# for these.
_STEPS: Kept[_Steps] = Kept(100)


def guide_path(
    project: Project, subjects: Subjects, reader: Reader, verdicts: tuple[SaidVerdict, ...]
) -> GuidePath | None:
    """The path as a guide prints it, with these verdicts; None where the project has no steps."""
    if reader.journey is None:
        return None
    steps = _steps(project, subjects, reader, {one.name: one.sentence for one in verdicts if one.is_stop})
    return GuidePath(
        as_of=reader.journey.path.as_of,
        state=state_items(project, reader),
        counted=counted_items(project, reader),
        verdicts=verdicts,
        steps=steps.todo,
        done=steps.done,
        this_week=steps.this_week,
        anchors=steps.anchors,
    )


def _steps(project: Project, subjects: Subjects, reader: Reader, lost: dict[str, str]) -> _Steps:
    asked = asked_of_steps(project)
    answers = {name: reader.plan.answers[name] for name in asked.names}
    held = project, subjects, reader.journey

    def make() -> _Steps:
        maker = StepLines(project, subjects, reader, answers, lost)
        todo = maker.todo()
        return _Steps(todo, maker.done(), _this_week(todo), _anchors(project, reader), held)

    key = tuple(map(id, held)), reader.calendar.season, tuple(lost.items()), asked.likeness.of(answers)
    return _STEPS.get(key, 1, make)


def _this_week(steps: tuple[StepLine, ...]) -> tuple[WeekStep, ...]:
    """The steps to begin with, those with the least to spare; the one with the longest wait is always there.

    They are in the order of the days by which to begin, with what is late before them. What is likely settled comes
    after what is not; where something is not possible, what decides about it comes first.
    """
    sure = [one for one in steps if one.lead is None]
    ready = sorted((one for one in sure if one.is_ready), key=_hurry)
    first = ready[:MOST] or sure[:NEXT]
    longest = max(ready, key=lambda one: one.waiting, default=None)
    if longest is not None and longest.waiting and longest not in first:
        first[-1] = longest
    waits = longest.waiting if longest else 0
    return tuple(
        WeekStep(one.id, _why(one, one.why, waits), _why(one, one.brief, waits)) for one in sorted(first, key=_begin)
    )


def _hurry(one: StepLine) -> tuple[bool, bool, int]:
    return not one.decides, one.slack is None, one.slack or 0


def _begin(one: StepLine) -> tuple[bool, bool, bool, dt.date, int]:
    """By when it has to be begun, or had to be; steps alike in that are in the order of the path."""
    had_to = None if one.missed is None or one.slack is None else one.start + dt.timedelta(one.slack)
    return one.is_settled, not one.decides, one.missed is None, had_to or one.begin or dt.date.max, one.number


def _why(one: StepLine, why: str, longest: int) -> str:
    """Why a step of this week is there: for what waits for it, or because others take long once it is begun."""
    if one.waiting and one.waiting == longest:
        return words.WHY_WAITS.format(why=why, days=text.days(one.waiting), steps=text.joined(one.awaited, "and"))
    return why


def _anchors(project: Project, reader: Reader) -> tuple[Anchor, ...]:
    """The days of others that limit steps still to be done, each once, in order."""
    assert reader.journey is not None
    found: dict[str, Anchor] = {}
    for one in reader.journey.path.todo():
        for due in reader.journey.standings[one.id].dues:
            name = due.by.date.anchor
            dated = reader.calendar.anchor(name) if name in project.milestones and due.by.hard else None
            if dated is not None:
                found[name] = Anchor(text.curly(project.milestones[name].label), dated.day, due.by.date)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.label)))
