"""The documents: what this reader needs, by when, and when to start on each."""

from __future__ import annotations

import datetime as dt

from generator import text
from generator.assemble.beside import Beside
from generator.logic.calendar import Calendar
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.model.data import Document, DocumentSet
from generator.model.dates import Dated, DateRule
from generator.model.guide import DataNote, DocumentLine
from generator.model.project import Project
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
            lines.append(_line(name, document, mine, reader, note))
    return tuple(sorted(lines, key=lambda one: one.start or dt.date.max))


def _line(name: str, document: Document, sets: list[DocumentSet], reader: Reader, note: DataNote) -> DocumentLine:
    needed, rule = _needed(document, sets, reader.calendar)
    start = None if needed is None else needed.day - dt.timedelta(days=document.lead_days.typical)
    return DocumentLine(
        id=name,
        label=text.curly(document.label),
        content=text.curly(document.content),
        issuer=text.curly(document.issuer),
        who=text.curly(document.who),
        validity=None if document.validity is None else text.curly(document.validity),
        sets=tuple(text.curly(one.label) for one in sets),
        lead_days=document.lead_days.typical,
        least_days=document.lead_days.min,
        needed=None if needed is None else needed.day,
        rule=None if rule is None else reader.calendar.words(rule),
        planned=needed is not None and needed.planned,
        start=start,
        latest=None if needed is None else needed.day - dt.timedelta(days=document.lead_days.min),
        is_late=start is not None and start < reader.today,
        beside=note,
    )


def _needed(document: Document, sets: list[DocumentSet], calendar: Calendar) -> tuple[Dated | None, DateRule | None]:
    """The first day one of its uses needs it, and the rule that gives that day."""
    rules = [document.due] if document.due is not None else [one.due for one in sets if one.due is not None]
    dated = [(found, rule) for rule in rules if (found := calendar.resolve(rule)) is not None]
    if dated:
        return min(dated, key=lambda one: one[0].day)
    return None, rules[0] if rules else None
