"""The entries of a reader's calendar, and what became of those of earlier calendars."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import text
from generator.logic.subject import PLAN
from generator.model.calendar_history import CalendarHistory, Remembered
from generator.model.condition import Condition
from generator.model.entries import TimelineEntry
from generator.model.guide import Guide, ListedTask
from generator.model.guide_path import StepLine
from generator.model.line_kinds import DATE, QUESTION
from generator.render import words

TASK_ALARM = 7
LONG = dt.timedelta(days=31)
"""A longer window is an entry on its first day that names the last, in place of a bar over months."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `uid` is the same in every build for the same milestone or task; `alarm` counts days before it."""

    uid: str
    summary: str
    start: dt.date
    end: dt.date
    category: str
    is_sure: bool
    alarm: int | None = None
    lines: tuple[str, ...] = ()
    url: str | None = None

    @property
    def fingerprint(self) -> str:
        """Changes with anything that the entry says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def entries_of(guide: Guide) -> list[Event]:
    """Milestones still to come, dated tasks, and steps that neither of them tells, in the order of their days.

    What may not be for the reader is left out, unless it turns on a question that they can still answer.
    """
    asked = {one.facet for one in guide.entries(QUESTION)}
    made = [*_milestones(guide, asked), *_tasks(guide, asked), *_steps(guide, asked)]
    return sorted(made, key=lambda one: (one.start, one.uid))


def remembered(entries: Iterable[Event], before: CalendarHistory, today: dt.date) -> CalendarHistory:
    """The history after a calendar of these entries.

    An entry that is as it was keeps its day, any other has today's. One that is gone is cancelled, until its last day
    has passed. Days never go back, so that a program takes the later of two calendars.
    """
    after: dict[str, Remembered] = {}
    for one in entries:
        known = before.get(one.uid)
        day = today if known is None else max(known.day, today)
        if known is not None and known.fingerprint == one.fingerprint:
            day = known.day
        after[one.uid] = Remembered(one.fingerprint, day, one.start, one.end, one.summary)
    for uid, known in before.items():
        if uid in after or known.end < today:
            continue
        day = known.day if known.fingerprint is None else max(known.day, today)
        after[uid] = Remembered(None, day, known.start, known.end, known.summary)
    return after


def _uid(guide: Guide, key: str) -> str:
    return f"{key}.{guide.id}@guidegen"


def _milestones(guide: Guide, asked: set[str]) -> Iterator[Event]:
    for one in guide.entries(DATE):
        if one.start is None or one.is_past or not _may_decide(one.beside.unsettled, asked):
            continue
        last = one.end or one.start
        bare = one.label if last - one.start <= LONG else words.UNTIL.format(label=one.label, day=text.long_date(last))
        summary = bare if one.beside.lead is None else f"{one.beside.lead}: {bare}"
        is_sure = not one.planned and (one.official or not one.beside.verify)
        yield Event(
            uid=_uid(guide, one.id),
            summary=summary,
            start=one.start,
            end=one.start if last - one.start > LONG else last,
            category=one.lane,
            is_sure=one.beside.lead is None and is_sure,
            alarm=one.alarm,
            lines=tuple(_milestone_lines(one)),
            url=None if one.beside.source is None else one.beside.source.url,
        )


def _milestone_lines(one: TimelineEntry) -> Iterator[str]:
    if one.beside.note is not None:
        yield one.beside.note
    if one.planned:
        yield words.MOVES
    if one.rule is not None:
        yield words.RULE.format(rule=text.capitalized(one.rule))
    if one.beside.verify:
        yield words.CONFIRM
    if one.beside.source is not None:
        yield words.SOURCE.format(name=one.beside.source.called)


def _tasks(guide: Guide, asked: set[str]) -> Iterator[Event]:
    for group in guide.tasks:
        for listed in group.tasks:
            due = listed.task.due
            if due is not None and not group.is_overdue and all(_may_decide(one, asked) for one in listed.unsettled):
                yield _task(guide, listed, due)


def _task(guide: Guide, listed: ListedTask, due: dt.date) -> Event:
    filled = listed.task
    lines = [words.CHAPTER.format(chapter=guide.chapter(listed.chapter).numbered)]
    if filled.rule is not None:
        lines.append(words.RULE.format(rule=text.capitalized(filled.rule)))
    if filled.missed is not None:
        lines.append(words.NEW_DAY.format(missed=text.long_date(filled.missed)))
    elif filled.begin is not None and filled.begin < due:
        lines.append(words.BEGIN_BY.format(day=text.long_date(filled.begin)))
    elif filled.planned:
        lines.append(words.LAST if filled.is_last else words.MOVES)
    return Event(
        uid=_uid(guide, f"task-{filled.id}"),
        summary=listed.summary,
        start=due,
        end=due,
        category=words.TASKS,
        is_sure=not filled.planned and not listed.leads,
        alarm=_alarm(filled.begin, due),
        lines=tuple(lines),
    )


def _steps(guide: Guide, asked: set[str]) -> Iterator[Event]:
    """The steps that no date of the guide has either, so that each is told once."""
    told = {one.step for one in guide.entries(DATE)}
    for one in guide.lone_steps:
        if one.id not in told and _may_decide(one.unsettled, asked):
            yield _step(guide, one)


def _step(guide: Guide, one: StepLine) -> Event:
    lines = [one.why]
    if one.is_planned:
        lines.insert(0, words.MOVES)
    elif one.missed is None and one.begin is not None and one.begin < one.day:
        lines.insert(0, words.BEGIN_BY.format(day=text.long_date(one.begin)))
    return Event(
        uid=_uid(guide, f"step-{one.id}"),
        summary=one.label if one.lead is None else f"{one.lead}: {one.label}",
        start=one.day,
        end=one.day,
        category=one.lane,
        is_sure=one.lead is None and one.missed is None and not one.is_planned,
        alarm=_alarm(one.begin, one.day),
        lines=tuple(lines),
    )


def _alarm(begin: dt.date | None, day: dt.date) -> int:
    """How many days before its day somebody is reminded: on the last day to begin, where that is known."""
    return TASK_ALARM if begin is None else max(TASK_ALARM, (day - begin).days)


def _may_decide(unsettled: Condition | None, asked: set[str]) -> bool:
    """Whether an open condition turns on a question the reader can still answer; a plan value turns on several."""
    if unsettled is None:
        return True
    return any(clause.subject in asked or clause.subject.startswith(PLAN) for clause in unsettled.clauses())
