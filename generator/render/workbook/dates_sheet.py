"""The sheet of dates."""

from __future__ import annotations

from collections.abc import Sequence

from generator import text
from generator.model.entries import TimelineEntry
from generator.render.workbook.sheet import Cell, Sheet

LABELS = ("Date", "Until", "What", "Part", "Note", "Source")
WIDTHS = ((13, 24), 13, (24, 54), (12, 24), (20, 54), (20, 44))
LOOKS = ("date", "date", "text", "quiet", "text", "quiet")


def dates_sheet(sheet: Sheet, entries: Sequence[TimelineEntry]) -> None:
    """A row for each date or window."""
    sheet.heads(0, LABELS)
    for number, entry in enumerate(entries, 1):
        lead = "" if entry.beside.lead is None else f"{entry.beside.lead}: "
        notes = [entry.beside.note or "", "Planned." if entry.planned else ""]
        notes.append("Confirm at the source." if entry.beside.verify else "")
        source = "" if entry.beside.source is None else f"{entry.beside.source.name}, {entry.beside.source.url}"
        first: Cell = entry.start or text.capitalized(entry.rule or "no date yet")
        cells = (first, entry.end, lead + entry.label, entry.lane, " ".join(filter(None, notes)), source)
        sheet.row(number, cells, LOOKS)
    sheet.filters(len(entries))
