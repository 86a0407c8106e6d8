"""How long a guide holds: until a cited fact has to be checked again, or the season is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator import text
from generator.logic.calendar import Calendar
from generator.model.guide import CitedFact, Renewal


def renewal(sources: Iterable[CitedFact], calendar: Calendar, milestone: str | None, today: dt.date) -> Renewal | None:
    """The first day on which something the guide says runs out; None where nothing does.

    `milestone` ends the season. What has run out before today is not waited for.
    """
    expiring = [
        Renewal(cited.fact.expires, cited.number, None)
        for cited in sources
        if cited.fact.expires is not None and cited.fact.expires >= today
    ]
    if milestone is not None and (end := calendar.milestone(milestone)) is not None and end.day >= today:
        expiring.append(Renewal(end.day, None, text.curly(calendar.milestones[milestone].label)))
    return min(expiring, key=lambda one: one.day, default=None)
