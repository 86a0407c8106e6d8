"""How long a guide holds: until a cited fact has to be checked again, or the season is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator import text
from generator.logic.reader import Reader
from generator.model.guide import CitedFact, Renewal


def season_end(reader: Reader, milestone: str | None) -> dt.date | None:
    """The day of the milestone that ends the season, whether or not it has passed; None where nothing says it."""
    end = None if milestone is None else reader.calendar.milestone(milestone)
    return None if end is None else end.day


def renewal(sources: Iterable[CitedFact], reader: Reader, milestone: str | None) -> Renewal | None:
    """The first day on which something the guide says runs out; None where nothing does.

    `milestone` ends the season. What has run out before today is not waited for.
    """
    calendar, today = reader.calendar, reader.today
    expiring = [
        Renewal(cited.fact.expires, cited.number, None)
        for cited in sources
        if cited.fact.expires is not None and cited.fact.expires >= today
    ]
    if milestone is not None and (end := season_end(reader, milestone)) is not None and end >= today:
        expiring.append(Renewal(end, None, text.curly(calendar.milestones[milestone].label)))
    return min(expiring, key=lambda one: one.day, default=None)
