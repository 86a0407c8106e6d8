"""Papers, and the sets in which they are needed."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from generator.model.data import Confidence, Source
from generator.model.located import DateRuleField, Entry, When, Whole


class LeadDays(Entry):
    """Days to start before a document is needed."""

    min: Whole
    typical: Whole


class DocumentSet(Entry):
    """What a group of documents is for, and the day they are needed."""

    label: str
    due: DateRuleField | None = None
    when: When


class Document(Entry):
    """A document, who needs it and how long it takes. `due` goes before the days of its sets.

    One that names a `step` has the days of that step, and takes as long.
    """

    label: str
    sets: tuple[str, ...]
    due: DateRuleField | None = None
    content: str
    issuer: str
    lead_days: LeadDays | None = None
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

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if (self.lead_days is None) is (self.step is None):
            raise ValueError("write exactly one of 'lead_days' and 'step'")
        if self.step is not None and self.due is not None:
            raise ValueError("the days of a document that names a 'step' are those of the step; leave 'due' out")
        return self
