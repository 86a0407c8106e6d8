"""What goes with a line of data, as templates see it."""

from __future__ import annotations

from typing import Any

from generator.model.entries import DataNote
from generator.render.fill import Filler

View = dict[str, Any]


def beside_view(note: DataNote, filler: Filler) -> View:
    """The lead, doubts and sources of one line."""
    return {
        "lead": note.lead,
        "open": filler.open(note.unsettled),
        "note": note.note,
        "source": None if note.source is None else {"name": note.source.name, "url": note.source.url},
        "verify": note.verify,
        "confidence": note.confidence,
        "cites": [{"number": one.number, "href": filler.addresses.source(one.number, one.fact)} for one in note.cites],
    }
