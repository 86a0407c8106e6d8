"""The sheet of the plan, which also says what is the reader's to fill in."""

from __future__ import annotations

from generator import text
from generator.model.guide import Guide
from generator.model.line_kinds import PLAN
from generator.render.workbook import words
from generator.render.workbook.sheet import Sheet

WIDTHS = ((16, 26), (20, 44), (30, 70))


def plan_sheet(sheet: Sheet, guide: Guide, title: str) -> None:
    """Each value of the plan with its reason."""
    sheet.write(0, 0, title, "title")
    sheet.write(1, 0, guide.reader or guide.title, "quiet_line")
    sheet.heads(3, words.PLAN_HEADS)
    number = 4
    for item in guide.entries(PLAN):
        lines = item.items or ((item.text, item.because),)
        for index, (said, because) in enumerate(lines):
            cells = (item.label if index == 0 else "", text.capitalized(said), because)
            sheet.row(number, cells, ("label", "text", "quiet"))
            number += 1
    sheet.write(number + 1, 0, words.YOURS, "quiet_line")
