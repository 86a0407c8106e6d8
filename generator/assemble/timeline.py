"""The timeline: every milestone that is, or may be, for this reader, on their dates."""

from __future__ import annotations

import datetime as dt

from generator import text
from generator.assemble.beside import Beside
from generator.assemble.step_days import shown_step
from generator.logic.calendar import Calendar
from generator.logic.reader import Reader
from generator.model.dates import Dated, DateRule
from generator.model.entries import Standing, TimelineEntry
from generator.model.milestone import Milestone, RelativeDay
from generator.model.project import Project


def timeline(project: Project, reader: Reader, beside: Beside) -> tuple[TimelineEntry, ...]:
    """The milestones in the order of their dates; those without a date at the end, in the order written."""
    calendar, drawn = reader.calendar, project.settings.timeline
    lanes = {phase: lane.label for lane in (drawn.lanes if drawn else ()) for phase in lane.phases}
    entries: list[TimelineEntry] = []
    for name, milestone in sorted(project.milestones.items()):
        note = beside.note(milestone)
        if note is None or not milestone.show:
            continue
        first, last, moves = _days(name, milestone, reader)
        over = last or first
        entries.append(
            TimelineEntry(
                id=name,
                label=text.curly(milestone.label),
                lane=text.curly(lanes.get(milestone.phase) or text.capitalized(milestone.phase)),
                kind=milestone.kind,
                start=None if first is None else first.day,
                end=None if first is None or last is None else last.day,
                rule=_words(milestone, calendar),
                planned=(first is not None and first.planned) or (last is not None and last.planned),
                official=calendar.season is not None and calendar.season in milestone.dates,
                standing=standing(milestone, calendar.season),
                is_past=over is not None and over.day < reader.today,
                alarm=milestone.alarm,
                beside=note,
                moves=moves,
                step=milestone.step,
            )
        )
    return tuple(sorted(entries, key=lambda one: one.start or dt.date.max))


def _days(name: str, milestone: Milestone, reader: Reader) -> tuple[Dated | None, Dated | None, bool]:
    """The first and the last day, and whether they follow from the day the guide counts from."""
    calendar = reader.calendar
    if milestone.step is None:
        return calendar.milestone(name), calendar.milestone_end(name), False
    if shown_step(reader, milestone.step) is None:
        return None, None, False
    assert reader.journey is not None
    days = reader.journey.path.steps[milestone.step].typical
    ends = None if days.finish == days.start else Dated(days.finish, planned=True)
    return Dated(days.start, planned=True), ends, True


def standing(milestone: Milestone, season: int | None) -> Standing:
    """What the date of a milestone rests on in a season."""
    stored = None if season is None else milestone.dates.get(season)
    if stored is not None:
        return stored.status
    if milestone.basis != "planning":
        return "rule"
    return "advice" if milestone.confidence == "low" else "own"


def _words(milestone: Milestone, calendar: Calendar) -> str | None:
    rule = milestone.start
    return calendar.words(DateRule(rule.to, rule.days)) if isinstance(rule, RelativeDay) and rule.days else None
