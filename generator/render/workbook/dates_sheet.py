"""The sheet of dates."""

from __future__ import annotations

from collections.abc import Sequence

from generator import text
from generator.model.data import Source
from generator.model.entries import TimelineEntry
from generator.render.workbook import words
from generator.render.workbook.sheet import Cell, Sheet

WIDTHS = ((13, 24), 13, (24, 54), (12, 24), (20, 54), (20, 44))
LOOKS = ("date", "date", "text", "quiet", "text", "quiet")


def dates_sheet(sheet: Sheet, entries: Sequence[TimelineEntry]) -> None:
    """A row for each date or window."""
    sheet.heads(0, words.DATE_HEADS)
    for number, entry in enumerate(entries, 1):
        lead, label = entry.beside.lead, entry.label
        notes = [entry.beside.note or "", words.PLANNED if entry.planned else ""]
        notes.append(words.CONFIRM if entry.beside.verify else "")
        source = "" if entry.beside.source is None else _source(entry.beside.source)
        name = label if lead is None else words.UNDER.format(lead=lead, label=label)
        first: Cell = entry.start or text.capitalized(entry.rule or words.NO_DATE)
        cells = (first, entry.end, name, entry.lane, " ".join(filter(None, notes)), source)
        sheet.row(number, cells, LOOKS)
    sheet.filters(len(entries))


def _source(source: Source) -> str:
    return words.SOURCE.format(name=source.called, address=source.url)
