"""The sheet of documents, each with a state to keep."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.entries import DocumentLine
from generator.render.workbook import words
from generator.render.workbook.sheet import Cell, Sheet

WIDTHS = ((20, 34), 13, 13, (13, 24), (12, 24), (12, 24), (20, 50), (10, 20), 40)
LOOKS = ("label", "input", "date", "date", "text", "text", "text", "text", "input")
SPARE_ROWS = 15


def documents_sheet(sheet: Sheet, lines: Sequence[DocumentLine]) -> None:
    """A row for each document, then rows for what the reader adds."""
    sheet.heads(0, words.DOCUMENT_HEADS)
    for number, line in enumerate(lines, 1):
        name = line.label if line.beside.lead is None else words.UNDER.format(lead=line.beside.lead, label=line.label)
        needed: Cell = line.needed
        sets, note = ", ".join(line.sets), line.beside.note
        cells = (name, words.TO_DO, line.start, needed, sets, line.issuer, line.content, line.validity, note)
        sheet.row(number, cells, LOOKS)
    last = len(lines) + SPARE_ROWS
    for number in range(len(lines) + 1, last + 1):
        sheet.row(number, (None,) * len(words.DOCUMENT_HEADS), ("input",) * len(words.DOCUMENT_HEADS))
    sheet.choice(1, last, 1, words.DOCUMENT_STATES)
    sheet.mark_late(last, state="B", day="C", open_states=(words.TO_DO,))
    sheet.filters(last)
