"""The sheet of documents, each with a state to keep."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.entries import DocumentLine
from generator.render.workbook.sheet import Cell, Sheet

LABELS = ("Document", "State", "Start by", "Needed by", "For", "Issued by", "It must show", "Good for", "Notes")
WIDTHS = ((20, 34), 13, 13, (13, 24), (12, 24), (12, 24), (20, 50), (10, 20), 40)
LOOKS = ("label", "input", "date", "date", "text", "text", "text", "text", "input")
STATES = ("to do", "asked for", "in hand", "sent", "not needed")
SPARE_ROWS = 15


def documents_sheet(sheet: Sheet, lines: Sequence[DocumentLine]) -> None:
    """A row for each document, then rows for what the reader adds."""
    sheet.heads(0, LABELS)
    for number, line in enumerate(lines, 1):
        name = line.label if line.beside.lead is None else f"{line.beside.lead}: {line.label}"
        needed: Cell = line.needed
        sets, note = ", ".join(line.sets), line.beside.note
        cells = (name, "to do", line.start, needed, sets, line.issuer, line.content, line.validity, note)
        sheet.row(number, cells, LOOKS)
    last = len(lines) + SPARE_ROWS
    for number in range(len(lines) + 1, last + 1):
        sheet.row(number, (None,) * len(LABELS), ("input",) * len(LABELS))
    sheet.choice(1, last, 1, STATES)
    sheet.mark_late(last, state="B", day="C", open_states=("to do",))
    sheet.filters(last)
