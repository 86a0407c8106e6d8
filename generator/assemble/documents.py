"""The documents: what this reader needs, by when, and when to start on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator import text
from generator.assemble.beside import Beside
from generator.assemble.step_days import shown_step
from generator.logic.evaluate import evaluate
from generator.logic.reader import Reader
from generator.model.document import Document, DocumentSet
from generator.model.entries import DataNote, DocumentLine
from generator.model.project import Project
from generator.model.step import Durations
from generator.model.truth import FALSE


def check_documents(project: Project, beside: Beside) -> None:
    """Find what is wrong with the leads of a reader's documents; nothing else of them can go wrong."""
    for _, document, _ in _mine(project, beside):
        beside.check(document)


def documents(project: Project, reader: Reader, beside: Beside) -> tuple[DocumentLine, ...]:
    """The documents in the order to start on them; those without a day at the end, in the order written.

    A document whose sets are all for other readers is left out.
    """
    lines: list[DocumentLine] = []
    for name, document, mine in _mine(project, beside):
        note = beside.note(document, document.facts)
        if note is not None:
            lines.append(_line(name, document, mine, note, project, reader))
    return tuple(sorted(lines, key=lambda one: one.start or dt.date.max))


def _mine(project: Project, beside: Beside) -> Iterator[tuple[str, Document, list[DocumentSet]]]:
    """The documents that are in sets a reader may need, with these."""
    kept = {name: one for name, one in project.document_sets.items() if evaluate(one.when, beside.answers) is not FALSE}
    for name, document in project.documents.items():
        mine = [kept[one] for one in document.sets if one in kept]
        if mine:
            yield name, document, mine


def _takes(step: str, project: Project, reader: Reader) -> Durations:
    """How long a step takes this reader."""
    return project.steps[step].takes if reader.journey is None else reader.journey.standings[step].takes


def _line(
    name: str, document: Document, sets: list[DocumentSet], note: DataNote, project: Project, reader: Reader
) -> DocumentLine:
    takes = None if document.step is None else _takes(document.step, project, reader)
    shown = None if document.step is None else shown_step(reader, document.step)
    least = None if takes is None else takes.min
    return DocumentLine(
        id=name,
        label=text.curly(document.label),
        content=text.curly(document.content),
        issuer=text.curly(document.issuer),
        who=text.curly(document.who),
        validity=None if document.validity is None else text.curly(document.validity),
        sets=tuple(text.curly(one.label) for one in sets),
        typical_days=None if takes is None else takes.typical,
        least_days=least,
        needed=None if shown is None else shown.day,
        planned=shown is not None and shown.planned,
        start=None if shown is None else shown.begin,
        latest=None if shown is None or least is None else shown.day - dt.timedelta(days=least),
        moves=shown is None or shown.planned,
        beside=note,
    )
