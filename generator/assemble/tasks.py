"""The merged checklist: every task of the guide once, ordered by its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator import text
from generator.model.guide import FilledTask, GuideChapter, ListedTask, TaskGroup
from generator.model.module import mark_numbers
from generator.model.selection import texts_in

NOW = "Now"
NO_DATE = "No date yet"
ANY_TIME = "As you go"


def gather_tasks(chapters: Iterable[GuideChapter], today: dt.date) -> tuple[TaskGroup, ...]:
    """The tasks by month. What was due before `today` stands under "Now", what has no date at the end."""
    groups: dict[tuple[int, dt.date], list[ListedTask]] = {}
    for chapter in chapters:
        for section in chapter.sections:
            for stretch in texts_in(section.decision.body):
                for number in mark_numbers(stretch.markdown):
                    filled = section.marks.get(number)
                    if isinstance(filled, FilledTask):
                        listed = ListedTask(filled, section, number, chapter.id)
                        groups.setdefault(_group(filled, today), []).append(listed)
    return tuple(
        TaskGroup(_title(key), tuple(sorted(tasks, key=lambda one: one.task.due or dt.date.max)))
        for key, tasks in sorted(groups.items(), key=lambda item: item[0])
    )


def _group(task: FilledTask, today: dt.date) -> tuple[int, dt.date]:
    if task.due is None:
        return (3 if task.rule is None else 2), dt.date.max
    if task.due < today:
        return 0, dt.date.min
    return 1, task.due.replace(day=1)


def _title(key: tuple[int, dt.date]) -> str:
    rank, month = key
    return {0: NOW, 2: NO_DATE, 3: ANY_TIME}.get(rank) or text.month_year(month)
