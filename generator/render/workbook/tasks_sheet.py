"""The sheet of tasks, by when each is due."""

from __future__ import annotations

from generator.model.guide import Guide
from generator.render.fill import due_words
from generator.render.workbook.sheet import Sheet

LABELS = ("Task", "State", "Due", "When", "Chapter", "Notes")
WIDTHS = ((30, 64), 12, 13, (16, 34), (16, 30), 40)
LOOKS = ("text", "input", "date", "quiet", "quiet", "input")
SPARE_LOOKS = ("input", "input", "input_date", "input", "input", "input")
STATES = ("to do", "done", "not for me")
SPARE_ROWS = 15


def tasks_sheet(sheet: Sheet, guide: Guide) -> None:
    """A row for each task, then rows for what the reader adds."""
    sheet.heads(0, LABELS)
    tasks = [listed for group in guide.tasks for listed in group.tasks]
    for number, listed in enumerate(tasks, 1):
        filled = listed.task
        when = filled.rule or ""
        if filled.planned:
            when = f"{when} (planned)".strip()
        if filled.step is not None:
            when = due_words(filled) or ""
        sheet.row(
            number, (listed.summary, "to do", filled.due, when, guide.chapter(listed.chapter).numbered, None), LOOKS
        )
    last = len(tasks) + SPARE_ROWS
    for number in range(len(tasks) + 1, last + 1):
        sheet.row(number, (None,) * len(LABELS), SPARE_LOOKS)
    sheet.choice(1, last, 1, STATES)
    sheet.mark_late(last, state="B", day="C", open_states=("to do",))
    sheet.filters(last)
