"""The documents as templates see them: by the month to start on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import text
from generator.model.entries import DocumentLine
from generator.render import words
from generator.render.beside import beside_view
from generator.render.fill import Filler

View = dict[str, Any]


def documents_view(lines: Iterable[DocumentLine], filler: Filler) -> list[View]:
    """Groups of documents, each with the month in which to start."""
    groups: list[View] = []
    for line in lines:
        title = _title(line)
        if not groups or groups[-1]["title"] != title:
            groups.append({"title": title, "documents": []})
        groups[-1]["documents"].append(_document(line, filler))
    return groups


def _title(line: DocumentLine) -> str:
    if line.start is None:
        return words.WHEN_ASKED
    return words.START_IN.format(month=text.month_year(line.start))


def _document(line: DocumentLine, filler: Filler) -> View:
    return {
        "id": line.id,
        "label": line.label,
        "content": line.content,
        "issuer": line.issuer,
        "who": line.who,
        "validity": line.validity,
        "sets": list(line.sets),
        "takes": None if line.typical_days is None else text.days(line.typical_days),
        "least": text.days(line.least_days) if line.least_days else None,
        "needed": None if line.needed is None else text.long_date(line.needed),
        "planned": line.planned,
        "date": None if line.start is None else line.start.isoformat(),
        "start": None if line.start is None else text.long_date(line.start),
        "latest": None if line.latest is None else text.long_date(line.latest),
        "beside": beside_view(line.beside, filler),
    }
