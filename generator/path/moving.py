"""Moving days: to a weekday, out of days on which nothing can end, into a window that returns each season."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator.model.path import Pace
from generator.model.step import Closed, Durations, Step, Window
from generator.path.situation import Situation

DAY = dt.timedelta(days=1)
MOST_SEASONS = 8
"""How many seasons are looked through for an open window."""


def to_weekday(day: dt.date, weekday: int | None) -> dt.date:
    """The day itself or the next such weekday."""
    return day if weekday is None else day + DAY * ((weekday - day.weekday()) % 7)


def back_to_weekday(day: dt.date, weekday: int | None) -> dt.date:
    """The day itself or the last such weekday before it."""
    return day if weekday is None else day - DAY * ((day.weekday() - weekday) % 7)


def out_of(day: dt.date, closed: Iterable[Closed], *, back: bool = False) -> dt.date:
    """The day itself, or the next one (the last one before it, where `back`) on which a step can end."""
    spans = tuple(closed)
    step = -DAY if back else DAY
    for _ in range(2 * 366):
        if not any(one.holds(day) for one in spans):
            return day
        day += step
    return day


def days_of(durations: Durations, pace: Pace) -> int:
    """How many days it takes in one pass."""
    return {"best": durations.min, "typical": durations.typical, "careful": durations.max}[pace]


def into_window(day: dt.date, step: Step, window: Window, pace: Pace, situation: Situation) -> dt.date:
    """The first day from `day` on in a window that is open and long enough.

    Where no window has a date, the day itself.
    """
    left = days_of(window.left, pace) if window.left is not None else days_of(step.takes, pace)
    opens = window.opens_early if pace == "best" and window.opens_early is not None else window.opens
    for season in range(window.season, window.season + MOST_SEASONS):
        first, last = situation.resolve(opens, season), situation.resolve(window.closes, season)
        if first is None or last is None:
            break
        begin = max(day, first.day)
        if begin + DAY * left <= last.day:
            return begin
    return day
