"""The sheet of tasks, by when each is due."""

from __future__ import annotations

from generator.model.guide import Guide
from generator.render.fill import due_words
from generator.render.workbook import words
from generator.render.workbook.sheet import Sheet

WIDTHS = ((30, 64), 12, 13, (16, 34), (16, 30), 40)
LOOKS = ("text", "input", "date", "quiet", "quiet", "input")
SPARE_LOOKS = ("input", "input", "input_date", "input", "input", "input")
SPARE_ROWS = 15


def tasks_sheet(sheet: Sheet, guide: Guide) -> None:
    """A row for each task, then rows for what the reader adds."""
    sheet.heads(0, words.TASK_HEADS)
    tasks = [listed for group in guide.tasks for listed in group.tasks]
    for number, listed in enumerate(tasks, 1):
        filled = listed.task
        when = filled.rule or ""
        if filled.says_planned:
            when = words.RULE_PLANNED.format(rule=when) if when else words.ONLY_PLANNED
        if filled.step is not None:
            when = due_words(filled) or ""
        sheet.row(
            number, (listed.summary, words.TO_DO, filled.due, when, guide.chapter(listed.chapter).numbered, None), LOOKS
        )
    last = len(tasks) + SPARE_ROWS
    for number in range(len(tasks) + 1, last + 1):
        sheet.row(number, (None,) * len(words.TASK_HEADS), SPARE_LOOKS)
    sheet.choice(1, last, 1, words.TASK_STATES)
    sheet.mark_late(last, state="B", day="C", open_states=(words.TO_DO,))
    sheet.filters(last)
