"""When a task is due, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.model.filled import FilledTask
from generator.render.fill import due_words

DAY = dt.date(2027, 7, 16)


@pytest.mark.parametrize(
    ("task", "said", "is_marked"),
    [
        (FilledTask("ask", DAY, planned=False, rule=None), "July\u00a016,\u00a02027", False),
        (FilledTask("ask", DAY, planned=True, rule=None), "July\u00a016,\u00a02027", True),
        (FilledTask("ask", DAY, planned=True, rule=None, is_last=True), "by July\u00a016,\u00a02027", False),
        (FilledTask("ask", None, planned=False, rule="the end of your tour"), "the end of your tour", False),
    ],
)
def test_the_last_day_that_would_do_is_no_planned_day(task: FilledTask, said: str, is_marked: bool) -> None:
    assert (due_words(task), task.says_planned) == (said, is_marked)
