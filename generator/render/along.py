"""What a reader can take along from the page, as a script: entries of a calendar, and rows of a table.

The page leaves out what the reader's answers rule out, and saves the rest as files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator import text
from generator.logic.condition_data import condition_data
from generator.model.condition import AllOf, Condition
from generator.model.guide import Guide
from generator.model.line_kinds import DOCUMENT
from generator.model.mailbox import whole_address
from generator.model.settings import Settings
from generator.render import words
from generator.render.browser import compact
from generator.render.calendar_entries import Event, entries_of

ALONG = "along.js"
_ADDRESS = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+")


def along_script(guide: Guide, settings: Settings) -> str:
    """The entries and rows of a guide, each with the condition that its reader's answers leave open."""
    data = {
        "name": text.curly(settings.title),
        "day": max(one.section.decision.module.front.reviewed for one in guide.passages).isoformat(),
        "events": [_event(one) for one in entries_of(guide)],
        "columns": words.TRACKER,
        "rows": [*_tasks(guide), *_documents(guide)],
    }
    return f"window.guidegenAlong = {compact(data)}\n".replace("</", "<\\/")


def office_address(settings: Settings) -> str | None:
    """Where mail to the office goes, if its contact names an address that can be written to."""
    found = _ADDRESS.search((settings.office.contact if settings.office else None) or "")
    try:
        return None if found is None else whole_address(found.group())
    except ValueError:
        return None


def _event(one: Event) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "summary": one.summary,
        "bare": one.bare,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "category": one.category,
        "sure": one.is_sure,
        "sureThen": one.is_sure_then,
        "alarm": one.alarm,
        "lines": one.lines,
        "url": one.url,
        "open": _open(one.unsettled),
    }


def _open(unsettled: Condition | None) -> dict[str, Any] | None:
    return None if unsettled is None else condition_data(unsettled)


def _tasks(guide: Guide) -> Iterator[dict[str, Any]]:
    for group in guide.tasks:
        for listed in group.tasks:
            task, chapter = listed.task, guide.chapter(listed.chapter).numbered
            days = ["" if day is None else day.isoformat() for day in (task.begin, task.due)]
            yield {
                "task": task.step or task.id,
                "cells": [listed.summary, words.TASK_ROW, *days, chapter],
                "bare": listed.words,
                "open": _open(AllOf(listed.unsettled)) if listed.unsettled else None,
            }


def _documents(guide: Guide) -> Iterator[dict[str, Any]]:
    for one in guide.entries(DOCUMENT):
        lead, label = one.beside.lead, text.curly(one.label)
        days = ["" if day is None else day.isoformat() for day in (one.start, one.needed)]
        yield {
            "task": f"document--{one.id}",
            "cells": [f"{lead}: {label}" if lead else label, words.DOCUMENT_ROW, *days, one.issuer],
            "bare": label,
            "open": _open(one.beside.unsettled),
        }
