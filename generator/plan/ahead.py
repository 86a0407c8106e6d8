"""Ticks whose day is still to come."""

from __future__ import annotations

import datetime as dt

from generator.diagnostics import Diagnostic
from generator.errors import ProfileError
from generator.model.profile import Profile

ELSEWHERE = dt.timedelta(days=1)
"""East of the office the next day has begun already."""


def check_ticks(profile: Profile, today: dt.date) -> None:
    """Raises ProfileError for what is said to be done on a day to come."""
    found = [
        Diagnostic(
            "error",
            "tick-ahead",
            f"'{name}' cannot be done on {day}, since today is {today}",
            profile.place(f"ticks.{name}"),
            "write the day on which it was done, or take the tick out",
        )
        for name, day in profile.ticks.items()
        if day is not None and day > today + ELSEWHERE
    ]
    if found:
        raise ProfileError(profile.id, found)
