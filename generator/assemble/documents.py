"""The documents: what this reader needs, by when, and when to start on each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator import text
from generator.assemble.beside import Beside
from generator.assemble.step_days import shown_step
from generator.logic.calendar import Calendar
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.model.dates import Dated, DateRule
from generator.model.document import Document, DocumentSet
from generator.model.entries import DataNote, DocumentLine
from generator.model.project import Project
from generator.model.step import Takes
from generator.model.truth import FALSE


def documents(project: Project, reader: Reader, beside: Beside) -> tuple[DocumentLine, ...]:
    """The documents in the order to start on them; those without a date at the end, in the order written.

    A document whose sets are all for other readers is left out.
    """
    kept = {name: one for name, one in project.document_sets.items() if evaluate(one.when, beside.answers) is not FALSE}
    lines: list[DocumentLine] = []
    for name, document in project.documents.items():
        mine = [kept[one] for one in document.sets if one in kept]
        note = beside.note(document, document.facts) if mine else None
        if note is not None:
            takes = None if document.step is None else project.steps[document.step].takes
            times = _times(document, mine, reader) if takes is None else _times_of_step(document, takes, reader)
            lines.append(_line(name, document, mine, times, note, is_late=times.is_late(reader.today)))
    return tuple(sorted(lines, key=lambda one: one.start or dt.date.max))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    """When a document is needed, and when to start. `moves` where these days follow from today's."""

    lead_days: int
    least_days: int
    needed: dt.date | None
    rule: str | None
    planned: bool
    start: dt.date | None
    latest: dt.date | None
    moves: bool

    def is_late(self, today: dt.date) -> bool:
        return self.start is not None and self.start < today and not self.moves


def _line(
    name: str, document: Document, sets: list[DocumentSet], times: _Times, note: DataNote, *, is_late: bool
) -> DocumentLine:
    return DocumentLine(
        id=name,
        label=text.curly(document.label),
        content=text.curly(document.content),
        issuer=text.curly(document.issuer),
        who=text.curly(document.who),
        validity=None if document.validity is None else text.curly(document.validity),
        sets=tuple(text.curly(one.label) for one in sets),
        lead_days=times.lead_days,
        least_days=times.least_days,
        needed=times.needed,
        rule=times.rule,
        planned=times.planned,
        start=times.start,
        latest=times.latest,
        is_late=is_late,
        moves=times.moves,
        beside=note,
    )


def _times(document: Document, sets: list[DocumentSet], reader: Reader) -> _Times:
    """The days of a document that is needed on a day of its own or of its sets."""
    lead = document.lead_days
    assert lead is not None
    needed, rule = _needed(document, sets, reader.calendar)
    start = None if needed is None else needed.day - dt.timedelta(days=lead.typical)
    moves = rule is not None and rule.anchor in reader.calendar.path_days
    return _Times(
        lead_days=lead.typical,
        least_days=lead.min,
        needed=None if needed is None else needed.day,
        rule=None if rule is None else reader.calendar.words(rule),
        planned=needed is not None and needed.planned,
        start=start,
        latest=None if needed is None else needed.day - dt.timedelta(days=lead.min),
        moves=moves,
    )


def _times_of_step(document: Document, takes: Takes, reader: Reader) -> _Times:
    """The days of a document that is part of a step."""
    assert document.step is not None
    shown = shown_step(reader, document.step)
    return _Times(
        lead_days=takes.typical,
        least_days=takes.min,
        needed=None if shown is None else shown.day,
        rule=None,
        planned=shown is not None and shown.planned,
        start=None if shown is None else shown.begin,
        latest=None if shown is None else shown.day - dt.timedelta(days=takes.min),
        moves=shown is None or shown.planned,
    )


def _needed(document: Document, sets: list[DocumentSet], calendar: Calendar) -> tuple[Dated | None, DateRule | None]:
    """The first day one of its uses needs it, and the rule that gives that day."""
    rules = [document.due] if document.due is not None else [one.due for one in sets if one.due is not None]
    dated = [(found, rule) for rule in rules if (found := calendar.resolve(rule)) is not None]
    if dated:
        return min(dated, key=lambda one: one[0].day)
    return None, rules[0] if rules else None
