"""Moving days: to a weekday, out of days on which nothing can end, into a window that returns each season."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from generator.model.path import Pace
from generator.model.step import Closed, Durations
from generator.path.situation import Standing

DAY = dt.timedelta(days=1)
_FIELDS: dict[Pace, Literal["min", "typical", "max"]] = {"best": "min", "typical": "typical", "careful": "max"}


def to_weekday(day: dt.date, weekday: int | None) -> dt.date:
    """The day itself or the next such weekday."""
    return day if weekday is None else day + DAY * ((weekday - day.weekday()) % 7)


def back_to_weekday(day: dt.date, weekday: int | None) -> dt.date:
    """The day itself or the last such weekday before it."""
    return day if weekday is None else day - DAY * ((day.weekday() - weekday) % 7)


def out_of(day: dt.date, closed: tuple[Closed, ...], *, back: bool = False) -> dt.date:
    """The day itself, or the next one (the last one before it, where `back`) on which a step can end.

    There is one: a step whose days are all closed is refused when it is read.
    """
    step = -DAY if back else DAY
    while any(one.holds(day) for one in closed):
        day += step
    return day


def days_of(durations: Durations, pace: Pace) -> int:
    """How many days it takes in one pass."""
    days: int = getattr(durations, _FIELDS[pace])
    return days


def into_window(day: dt.date, standing: Standing, pace: Pace) -> dt.date:
    """The first day from `day` on in a window that is open and long enough.

    Where no window has a date, the day itself.
    """
    window = standing.window
    if window is None:
        return day
    left = DAY * days_of(window.left or standing.takes, pace)
    for first, last in standing.early_openings if pace == "best" else standing.openings:
        begin = max(day, first)
        if begin + left <= last:
            return begin
    return day
