"""What earlier calendars of one reader held: each entry with a fingerprint and the day on which it last changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

FILE = "calendar.json"
"""The file of a persona's history, in the folder of their guide."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One entry as it was last given out. A `fingerprint` of None says that it was cancelled on that `day`."""

    fingerprint: str | None
    day: dt.date
    start: dt.date
    end: dt.date
    summary: str


CalendarHistory = Mapping[str, Remembered]
"""The entries by their UID."""


def history_text(history: CalendarHistory) -> str:
    """A history as JSON, the same text for the same history."""
    rows = {
        uid: [one.fingerprint, one.day.isoformat(), one.start.isoformat(), one.end.isoformat(), one.summary]
        for uid, one in sorted(history.items())
    }
    return json.dumps(rows, ensure_ascii=False, indent=0) + "\n"


def parsed_history(written: str) -> CalendarHistory:
    """A history from its JSON; an empty one where it cannot be read, so that nothing is cancelled by mistake."""
    try:
        rows = json.loads(written)
        return {
            str(uid): Remembered(
                fingerprint=None if fingerprint is None else str(fingerprint),
                day=dt.date.fromisoformat(day),
                start=dt.date.fromisoformat(start),
                end=dt.date.fromisoformat(end),
                summary=str(summary),
            )
            for uid, (fingerprint, day, start, end, summary) in rows.items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}
