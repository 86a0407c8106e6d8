"""What is next to a citation or a term, should the reader ask: as a script, which a page from the disk may load."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.render.browser import compact
from generator.render.macros import Macros

View = dict[str, Any]

NOTES = "notes.js"


def notes_script(view: View, macros: Macros) -> str:
    """The notes of a guide by the anchor of their source or term; `macros` are those of `site/source-parts.html`."""
    notes = notes_of(view["sources"], view["terms"], macros)
    return f"window.guidegenNotes = {compact(notes)}\n".replace("</", "<\\/")


def notes_of(sources: Iterable[View], terms: Iterable[View], macros: Macros) -> dict[str, str]:
    """The notes of sources and terms by their anchor."""
    notes = {one["anchor"]: str(macros.once("source_note", one)) for one in sources}
    return notes | {one["anchor"]: str(macros.once("term_note", one)) for one in terms}
