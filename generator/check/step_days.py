"""Days of steps that nobody can keep: due before the step, or one that it waits for, can begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator import text
from generator.check.questions import Questions
from generator.logic.calendar import Calendar
from generator.logic.combine import all_of, negated
from generator.logic.season import is_fixed
from generator.model.condition import Condition
from generator.model.dates import DateRule
from generator.model.project import Project
from generator.model.step import NotAfter, Step
from generator.path import Order

_LEAP_YEAR = 2028
_YEAR = tuple(dt.date(_LEAP_YEAR, 1, 1) + dt.timedelta(days) for days in range(366))
"""Where two rules count from the same day of a reader, they are compared for every day of a year."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """A day before which a step cannot begin: that of its own or of one it waits for, and the days between."""

    rule: DateRule
    whose: str
    days: int
    conditions: tuple[Condition, ...]


def check_step_days(project: Project, ask: Questions) -> None:
    """Report steps that are due before they can begin, for the readers in the witness."""
    calendar = Calendar(project.milestones, project.facets, {}, project.settings.season)
    begins: dict[str, Mapping[DateRule, _Begin]] = {}
    reported: set[str] = set()
    for name in Order(project.steps).forward:
        step = project.steps[name]
        begins[name] = _begins(name, step, project, begins)
        for last in step.by:
            for begin in begins[name].values():
                found = _never(project, calendar, begin.rule, last.date, begin.days + step.takes.min)
                if found is not None and begin.whose not in reported and _report(name, step, last, begin, found, ask):
                    reported.add(name)


def check_windows(project: Project, ask: Questions) -> None:
    """Report windows in which a step has no room even at best, for the readers in the witness."""
    calendar = Calendar(project.milestones, project.facets, {}, project.settings.season)
    for name, step in project.steps.items():
        for window in step.within:
            least = (window.left or step.takes).min
            opens, closes = window.opens_early or window.opens, window.closes
            days = _never(project, calendar, opens, closes, least)
            if days is None or (witness := ask.witness(all_of(step.when, window.when))) is None:
                continue
            left = f", and {text.counted(least, 'day', 'days')} must be left" if least else ""
            ask.diagnostics.error(
                "no-room",
                f"'{name}' never fits into its window: it opens on {days[0]} and closes on {days[1]}{left}",
                window.place("closes"),
                "move 'opens' or 'closes', or say with 'left' how many days must be left",
                witness,
            )


def _begins(
    name: str, step: Step, project: Project, known: Mapping[str, Mapping[DateRule, _Begin]]
) -> Mapping[DateRule, _Begin]:
    """The days before which a step cannot begin, by rule: the way to it that takes longest."""
    found = {one.date: _Begin(one.date, name, 0, (one.when,)) for one in step.from_}
    if step.starts_on is not None:
        found[step.starts_on] = _Begin(step.starts_on, name, 0, ())
    for earlier in step.after:
        before = project.steps[earlier]
        theirs = (before.when, *(() if before.done is None else (negated(before.done),)))
        for rule, one in known[earlier].items():
            days = one.days + before.takes.min
            if rule not in found or days > found[rule].days:
                found[rule] = replace(one, days=days, conditions=(*one.conditions, *theirs))
    return found


def _never(project: Project, calendar: Calendar, first: DateRule, last: DateRule, least: int) -> tuple[str, str] | None:
    """The two days in words, begin and end, where no reader has so many days between them; else None."""
    if is_fixed(project, first.anchor) and is_fixed(project, last.anchor):
        begin, end = calendar.resolve(first), calendar.resolve(last)
        if begin is None or end is None or begin.day + dt.timedelta(least) <= end.day:
            return None
        return str(begin.day), str(end.day)
    if first.anchor != last.anchor or any(first.shift(day) + dt.timedelta(least) <= last.shift(day) for day in _YEAR):
        return None
    return f"'{first}'", f"'{last}'"


def _report(name: str, step: Step, last: NotAfter, begin: _Begin, days: tuple[str, str], ask: Questions) -> bool:
    """Report it; whether there is such a reader."""
    takes = begin.days + step.takes.min
    counted = text.counted(takes, "day", "days")
    if begin.whose == name:
        who, stretch = "begins", f" and takes {counted}" if takes else ""
    else:
        who, stretch = f"waits for '{begin.whose}', which begins", f"; from there it takes {counted}" if takes else ""
    done = () if step.done is None else (negated(step.done),)
    with ask.about(last.span):
        witness = ask.witness(all_of(step.when, last.when, *done, *begin.conditions))
        if witness is not None:
            ask.diagnostics.error(
                "by-before-from",
                f"'{name}' is due on {days[1]}, but {who} on {days[0]} at the earliest{stretch}",
                last.place("date"),
                "move 'by' or 'from', or give them different readers with 'when'",
                witness,
            )
            return True
    return False
