"""Footnotes that have no room on their page go to the next one, also where only some pages are laid out again.

WeasyPrint lays out pages again until every page number is true. It then gives a page the notes that the page it laid
out last had sent on, which may be any other: a note is printed twice, or lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.unfit import Unfit


@contextmanager
def sent_to_the_next_page(layout: Any) -> Iterator[None]:
    """Let each page begin with the notes that the one before sent on; `layout` is WeasyPrint's module of pages.

    A WeasyPrint that was not tested is left as it is: it may keep these notes elsewhere.
    """
    try:
        engine()
    except Unfit:
        yield
        return
    own = layout.remake_page
    sent: dict[int, list[Any]] = {}

    def remake(index: int, context: Any, *rest: Any) -> Any:
        context.reported_footnotes = list(sent.get(index - 1, ()))
        made = own(index, context, *rest)
        now = list(context.reported_footnotes)
        if sent.get(index, []) != now:
            sent[index] = now
            goes_on, *_, state = context.page_maker[index + 1]
            state["content_changed"] = bool(now) or goes_on is not None
        return made

    layout.remake_page = remake
    try:
        yield
    finally:
        layout.remake_page = own
