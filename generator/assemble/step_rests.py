"""What the days of a step rest on: it does not move while days pass, so it is compared in place of days that do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.logic.anchors import facets_behind
from generator.logic.reader import Reader
from generator.model.dates import DateRule
from generator.model.guide_path import StepRests
from generator.model.path import PathStep
from generator.model.project import Project
from generator.path.situation import Standing


def step_rests(project: Project, reader: Reader, one: PathStep, waits_for: Sequence[str], why: str) -> StepRests:
    """What the days and reasons of a step still to be done rest on.

    `waits_for` are the steps it waits for, `why` its reason as if it were in time.
    """
    assert reader.journey is not None
    step, standing = one.step, reader.journey.standings[one.id]
    takes = step.takes
    unlike = [("either", step.any_after), ("soft", step.soft)]
    ways = tuple((kind, name) for kind, names in unlike for name in names if name in waits_for)
    set_days = ((standing.starts, step.starts_on), (standing.ends, step.ends_on))
    planned = tuple(_day(project, reader, dated.day, rule) for dated, rule in set_days if dated and rule)
    not_before = tuple(_day(project, reader, day, rule) for day, rule in standing.not_before)
    hard = tuple(str(due.by.date) for due in standing.dues if due.by.hard and due.by.date.anchor in project.milestones)
    is_never_of_the_week = takes.basis == "event" and not waits_for
    return StepRests(
        start=(not_before, *_window(standing), step.weekday, planned, ways, is_never_of_the_week),
        room=(takes.typical, standing.repeats, tuple((one.from_, one.to) for one in step.closed)),
        why=(why, step.missed, hard),
    )


def _window(standing: Standing) -> tuple[object, ...]:
    """The days between which a step begins, season by season, and how many must be left."""
    window = standing.window
    if window is None:
        return (None,)
    return standing.openings, (window.left or standing.step.takes).typical


def _day(project: Project, reader: Reader, day: dt.date, rule: DateRule) -> dt.date | str:
    """A day; its rule where it is counted from today."""
    assert reader.journey is not None
    counted = reader.journey.path.counted
    moves = any(isinstance(counted.get(name), dt.date) for name in facets_behind(project, rule.anchor))
    return str(rule) if moves else day
