"""What a reader can take along from the page, as a script: the words of tasks and documents.

The page's engine says which of them are the reader's, and on which days; the page saves them as files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator import text
from generator.model.guide import Guide
from generator.model.line_kinds import DOCUMENT
from generator.model.mailbox import whole_address
from generator.model.profile import PAPER
from generator.model.settings import Settings
from generator.render import words
from generator.render.browser import compact

ALONG = "along.js"
_ADDRESS = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+")


def along_script(guide: Guide, settings: Settings) -> str:
    """The words of a guide's tasks and documents, and those of the files a reader saves."""
    data = {
        "name": text.curly(settings.title),
        "day": max(one.section.decision.module.front.reviewed for one in guide.passages).isoformat(),
        "columns": words.TRACKER,
        "kinds": [words.TASK_ROW, words.DOCUMENT_ROW],
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


def _tasks(guide: Guide) -> Iterator[dict[str, Any]]:
    for group in guide.tasks:
        for listed in group.tasks:
            yield {"id": listed.task.id, "task": listed.task.step or listed.task.id, "bare": listed.words}


def _documents(guide: Guide) -> Iterator[dict[str, Any]]:
    for one in guide.entries(DOCUMENT):
        yield {"task": PAPER + one.id, "bare": text.curly(one.label)}
