"""What goes with a line of data, as templates see it."""

from __future__ import annotations

from typing import Any

from generator.model.data import Source
from generator.model.entries import DataNote
from generator.render.fill import Filler

View = dict[str, Any]


def source_view(source: Source | None) -> View | None:
    """Who says it, and where."""
    return None if source is None else {"name": source.called, "url": source.url}


def beside_view(note: DataNote, filler: Filler) -> View:
    """The lead, doubts and sources of one line."""
    return {
        "lead": note.lead,
        "open": filler.open(note.unsettled),
        "note": note.note,
        "source": source_view(note.source),
        "verify": note.verify,
        "confidence": note.confidence,
        "cites": [{"number": one.number, "href": filler.addresses.source(one.number, one.fact)} for one in note.cites],
    }
