"""What `check` selects to see what goes wrong is what a guide shows, decided once for readers who are alike to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.model.selection import Decision, Selection
from generator.select.select import NOT_SAID
from tests.projects import ROOT

DAY = dt.date(2026, 11, 29)


def test_without_words_for_the_reader_the_same_is_shown_under_the_same_leads() -> None:
    opened = open_project(ROOT, DAY, Stopwatch())
    for persona in [*opened.project.personas.values()][::8]:
        reader, whole = opened.select(persona)
        assert _unexplained(whole) == opened.selector.select(reader, explained=False)


def _unexplained(selection: Selection) -> Selection:
    """A selection without what it says of why."""
    chapters = tuple(
        replace(one, decisions=tuple(map(_unworded, one.decisions)), why=NOT_SAID) for one in selection.chapters
    )
    decisions = {name: _unworded(one) for name, one in selection.decisions.items()}
    return replace(selection, chapters=chapters, decisions=decisions)


def _unworded(decision: Decision) -> Decision:
    return replace(decision, why=None)
