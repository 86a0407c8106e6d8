"""The merged checklist: every task of the guide once, by the last day to begin it or the day it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import text
from generator.assemble import words
from generator.model.condition import Condition
from generator.model.filled import FilledMark, FilledTask
from generator.model.guide import GuideChapter, ListedTask, TaskGroup
from generator.model.module import Text, mark_numbers
from generator.model.selection import Decision, Lead, ShownArm, ShownAside, ShownNode, ShownRun

TaskWords = Callable[[Text, int, Mapping[int, FilledMark]], str]
"""Gives a task's words by the text that holds it, its number there, and the section's filled marks."""


def gather_tasks(chapters: Iterable[GuideChapter], today: dt.date, task_words: TaskWords) -> tuple[TaskGroup, ...]:
    """The tasks by month, without those marked as done.

    What was due before `today` comes under "Now", what has no date at the end.
    """
    groups: dict[tuple[int, dt.date], list[ListedTask]] = {}
    for chapter in chapters:
        for section in chapter.sections:
            for stretch, under in _stretches(section.decision):
                for number in mark_numbers(stretch.markdown):
                    filled = section.marks.get(number)
                    if isinstance(filled, FilledTask) and not filled.is_done:
                        listed = ListedTask(
                            filled,
                            task_words(stretch, number, section.marks),
                            section,
                            stretch,
                            number,
                            chapter.id,
                            under.leads,
                            under.unsettled,
                        )
                        groups.setdefault(_group(filled, today), []).append(listed)
    return tuple(
        TaskGroup(
            _title(key), tuple(sorted(tasks, key=lambda one: one.task.order or dt.date.max)), is_overdue=key[0] == 0
        )
        for key, tasks in sorted(groups.items(), key=lambda item: item[0])
    )


@dataclass(frozen=True, slots=True)
class _Under:
    """The leads and open conditions that a stretch of text is under."""

    leads: tuple[str, ...] = ()
    unsettled: tuple[Condition, ...] = ()

    def within(self, lead: Lead | None, unsettled: Condition | None) -> _Under:
        return _Under(
            self.leads if lead is None else (*self.leads, lead.alone or lead.words),
            self.unsettled if unsettled is None else (*self.unsettled, unsettled),
        )


def _stretches(decision: Decision) -> Iterator[tuple[Text, _Under]]:
    return _inside(decision.body, _Under().within(decision.lead, decision.unsettled))


def _inside(body: tuple[ShownNode, ...], under: _Under) -> Iterator[tuple[Text, _Under]]:
    for node in body:
        match node:
            case Text():
                yield node, under
            case ShownAside() | ShownRun():
                yield from _inside(node.body, under)
            case ShownArm():
                yield from _inside(node.body, under.within(node.lead, node.unsettled))


def _group(task: FilledTask, today: dt.date) -> tuple[int, dt.date]:
    if task.due is None:
        return (3 if task.rule is None else 2), dt.date.max
    day = task.order or task.due
    if day < today:
        return 0, dt.date.min
    return 1, day.replace(day=1)


def _title(key: tuple[int, dt.date]) -> str:
    rank, month = key
    return {0: words.NOW, 2: words.NO_DATE, 3: words.AS_YOU_GO}.get(rank) or text.month_year(month)
