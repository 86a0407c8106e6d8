"""The sheet with the columns of tracker.yaml, on which the reader keeps what they find out."""

from __future__ import annotations

from collections.abc import Sequence

from generator import text
from generator.model.data import TrackerColumn
from generator.render.workbook.sheet import Sheet

ROWS = 80
LOOKS = {"date": "input_date", "number": "input_number"}


def tracker_sheet(sheet: Sheet, columns: Sequence[TrackerColumn]) -> None:
    """Empty rows under the columns the project recommends."""
    sheet.heads(0, [text.curly(column.label) for column in columns])
    sheet.filters(ROWS)
    for index, column in enumerate(columns):
        for row in range(1, ROWS + 1):
            sheet.write(row, index, None, LOOKS.get(column.kind, "input"))
        if column.kind == "choice":
            sheet.choice(1, ROWS, index, column.choices, column.help)
        elif column.help:
            sheet.hint(1, ROWS, index, text.curly(column.help))
