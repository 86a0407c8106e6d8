"""The day that is shown for a step: when it must be over, or when it can be where that has become impossible."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.logic.reader import Reader
from generator.model.path import Path, PathStep
from generator.path import Journey
from generator.path.chain import Link, chain_before


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step that is still to be done.

    `day` is its last day, `planned` where it is not a rule but follows from the path: the day it can be over, because
    nothing waits for it or it comes too late. `begin` is the day to begin. `fixed` is what does not move while nothing
    changes but the day. `missed` is the last day of a step that comes too late.
    """

    day: dt.date
    begin: dt.date
    planned: bool
    fixed: dt.date | None
    missed: dt.date | None = None


def shown_step(reader: Reader, name: str) -> ShownStep | None:
    """The days of a step to print; None where it is not for the reader, or lies behind them."""
    if reader.journey is None or reader.journey.path.steps[name].state != "todo":
        return None
    one = reader.journey.path.steps[name]
    days = one.typical
    set_day = kept_start(reader.journey, name)
    if set_day is not None:
        return ShownStep(day=days.start, begin=days.start, planned=False, fixed=set_day)
    if days.due is None or days.latest is None:
        later = _last_end(reader.journey, name) - days.finish
        return ShownStep(day=days.finish + later, begin=days.start + later, planned=True, fixed=None)
    if is_missed(reader.journey.path, one):
        return ShownStep(day=days.finish, begin=days.start, planned=True, fixed=days.due, missed=days.due)
    if days.finish > days.due:
        return ShownStep(day=days.finish, begin=days.start, planned=True, fixed=None)
    if _has_set_end(reader.journey, name):
        return ShownStep(day=days.finish, begin=days.start, planned=False, fixed=days.finish)
    return ShownStep(day=days.due, begin=days.latest, planned=False, fixed=days.due)


def kept_start(journey: Journey, name: str) -> dt.date | None:
    """The day on which the reader said that a step begins; None where there is none, or the path cannot keep it."""
    set_day = journey.standings[name].set_start
    return None if set_day is None or journey.path.steps[name].typical.start > set_day else set_day


def _last_end(journey: Journey, name: str) -> dt.date:
    """The day a step is over where everything before it is over on its last day.

    So a reminder comes after the message, whose last day is printed. What hangs on a day that is set keeps to that.
    """
    one = journey.path.steps[name]
    days = one.typical
    if one.state == "done" or _is_bound(journey, name):
        return days.finish
    if one.state == "todo" and days.due is not None:
        return max(days.due, days.finish)
    before = one.step.after if days.wait.step is None else (*one.step.after, days.wait.step)
    return days.finish + max([dt.timedelta(0), *(_last_end(journey, other) - days.start for other in before)])


def _is_bound(journey: Journey, name: str) -> bool:
    """Whether a step comes right after a day that the reader or others have set."""
    root = chain_before(journey.path, name)[-1]
    return root.why == "day" or _is_event(journey.path, root)


def _has_set_end(journey: Journey, name: str) -> bool:
    """Whether the reader said on which day it is over; one that is only counted is not theirs."""
    ends, rule = journey.standings[name].ends, journey.path.steps[name].step.ends_on
    return ends is not None and not ends.planned and rule is not None and rule.anchor not in journey.path.counted


def is_missed(path: Path, one: PathStep) -> bool:
    """Whether a step cannot be over on its last day any more.

    A day of advice that lies before what an event allows at best is not missed: nobody could keep it.
    """
    days = one.typical
    return days.due is not None and days.finish > days.due and not _is_before_event(path, one, days.due)


def _is_before_event(path: Path, one: PathStep, due: dt.date) -> bool:
    limit = one.typical.limit
    if limit is None or limit.is_hard or due >= one.days["best"].soonest:
        return False
    return _is_event(path, chain_before(path, one.id, "best")[-1])


def _is_event(path: Path, root: Link) -> bool:
    """Whether a chain begins with an event, on the day that others set for it."""
    return root.why == "from" and path.steps[root.id].step.takes.basis == "event"
