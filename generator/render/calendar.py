"""The calendar: a guide's dates as an .ics file, all-day, with reminders, the same bytes for the same guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator import text
from generator.model.guide import Guide, ListedTask, TimelineEntry
from generator.model.project import Project

STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""No event says when its file was made, so that the same guide gives the same bytes."""

MORNING = dt.timedelta(hours=9)
"""Reminders come at nine in the morning of the reader's own day."""

TASK_ALARMS = (7,)
LONG = dt.timedelta(days=31)
"""A longer window is two events, its first and its last day, instead of a bar over months."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One event. `key` is the same in every build for the same milestone or task."""

    key: str
    summary: str
    start: dt.date
    end: dt.date
    category: str
    is_sure: bool
    alarms: tuple[int, ...] = ()
    lines: list[str] = field(default_factory=list)
    url: str | None = None


def calendar_file(guide: Guide, project: Project) -> bytes | None:
    """The calendar of one guide: milestones still to come, and dated tasks; None where there are none."""
    import icalendar  # noqa: PLC0415 -- 70 ms: only where a calendar is made

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//guidegen//guidegen//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", text.curly(project.settings.title))
    entries = sorted(_entries(guide), key=lambda one: (one.start, one.key))
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", f"{entry.key}.{guide.id}@guidegen")
        event.add("dtstamp", STAMP)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + dt.timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("categories", [entry.category])
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED" if entry.is_sure else "TENTATIVE")
        if entry.lines:
            event.add("description", "\n".join(entry.lines))
        if entry.url:
            event.add("url", entry.url)
        for days in entry.alarms:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.summary)
            alarm.add("trigger", MORNING - dt.timedelta(days=days))
            event.add_component(alarm)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content if entries else None


def _entries(guide: Guide) -> Iterator[_Entry]:
    for milestone in guide.timeline:
        if not milestone.is_past:
            yield from _milestone(milestone)
    for group in guide.tasks:
        for listed in group.tasks:
            if listed.task.due is not None and not group.is_overdue:
                yield _task(listed, guide.chapter(listed.chapter).numbered, listed.task.due)


def _milestone(one: TimelineEntry) -> Iterator[_Entry]:
    if one.start is None:
        return
    summary = one.label if one.beside.lead is None else f"{one.beside.lead}: {one.label}"
    lines = [] if one.beside.note is None else [one.beside.note]
    if one.planned:
        lines.append("A planned day: it moves when you know your own dates.")
    if one.rule is not None:
        lines.append(f"{text.capitalized(one.rule)}.")
    if one.beside.verify:
        lines.append("Confirm the date at the source.")
    if one.beside.source is not None:
        lines.append(f"Source: {one.beside.source.name}")
    is_sure = one.beside.lead is None and not one.planned and (one.official or not one.beside.verify)
    url = None if one.beside.source is None else one.beside.source.url
    last = one.end or one.start
    if last - one.start <= LONG:
        yield _Entry(one.id, summary, one.start, last, one.lane, is_sure, one.alarms, lines, url)
        return
    for which, day, alarms in (("first", one.start, one.alarms), ("last", last, TASK_ALARMS)):
        yield _Entry(f"{one.id}-{which}", f"{summary} ({which} day)", day, day, one.lane, is_sure, alarms, lines, url)


def _task(listed: ListedTask, chapter: str, due: dt.date) -> _Entry:
    filled = listed.task
    lines = [f"From your guide: {chapter}"]
    if filled.rule is not None:
        lines.append(f"{text.capitalized(filled.rule)}.")
    if filled.planned:
        lines.append("A planned day: it moves when you know your own dates.")
    is_sure = not filled.planned and not listed.leads
    return _Entry(f"task-{filled.id}", listed.summary, due, due, "Tasks", is_sure, TASK_ALARMS, lines)
