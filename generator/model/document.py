"""Papers, and the sets in which they are needed."""

from __future__ import annotations

from generator.model.data import Confidence, Source
from generator.model.located import Entry, When


class DocumentSet(Entry):
    """What a group of documents is for."""

    label: str
    when: When


class Document(Entry):
    """A document and who needs it. One that names a `step` has the days of that step, and takes as long."""

    label: str
    sets: tuple[str, ...]
    content: str
    issuer: str
    step: str | None = None
    validity: str | None = None
    who: str
    when: When
    lead: str | None = None
    confidence: Confidence = "medium"
    verify: bool = False
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()
