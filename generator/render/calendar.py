"""The calendar: a guide's dates as an .ics file, all-day, with reminders.

RFC 5546 (section 2.1.5) lets a program take an entry for newer by its SEQUENCE, then by its DTSTAMP. Both say here on
which day the entry last changed, so that the same guide and history give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from generator import text
from generator.model.calendar_history import CalendarHistory, Remembered
from generator.model.project import Project
from generator.render.calendar_entries import Event

FIRST_DAY = dt.date(2020, 1, 1)
"""The day whose SEQUENCE is 0; that of any other is the number of days since then."""

MORNING = dt.timedelta(hours=9)
"""Reminders come at nine in the morning of the reader's own day."""

DAY = dt.timedelta(days=1)


def calendar_file(project: Project, entries: Iterable[Event], history: CalendarHistory) -> bytes | None:
    """A calendar of some entries, and of those that its history cancels; None where there are none.

    `history` is that after these entries.
    """
    import icalendar  # noqa: PLC0415 -- 70 ms: only where a calendar is made

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//guidegen//guidegen//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", text.curly(project.settings.title))
    events = [_event(icalendar, entry, history[entry.uid]) for entry in entries]
    gone = [(uid, one) for uid, one in history.items() if one.fingerprint is None]
    for uid, one in sorted(gone, key=lambda pair: (pair[1].start, pair[0])):
        event = _stamped(icalendar, uid, one)
        event.add("summary", one.summary)
        event.add("status", "CANCELLED")
        events.append(event)
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content if events else None


def _stamped(icalendar: Any, uid: str, one: Remembered) -> Any:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", dt.datetime.combine(one.day, dt.time(), dt.UTC))
    event.add("sequence", max(0, (one.day - FIRST_DAY).days))
    event.add("dtstart", one.start)
    event.add("dtend", one.end + DAY)
    return event


def _event(icalendar: Any, entry: Event, known: Remembered) -> Any:
    event = _stamped(icalendar, entry.uid, known)
    event.add("summary", entry.summary)
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if entry.is_sure else "TENTATIVE")
    if entry.lines:
        event.add("description", "\n".join(entry.lines))
    if entry.url:
        event.add("url", entry.url)
    if entry.alarm is not None:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", MORNING - entry.alarm * DAY)
        event.add_component(alarm)
    return event
