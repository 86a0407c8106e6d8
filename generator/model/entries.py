"""Dates and papers of one reader, and what is said of every line that comes from data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.model.condition import Condition
from generator.model.data import Confidence, Source

Standing = Literal["published", "reported", "rule", "advice", "own"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact that a line cites, by its id, with its number among the guide's sources."""

    number: int
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataNote:
    """What goes with every line that comes from data: its doubts and where it is from.

    `lead` is the words over a line that may not be for this reader ("If you ride your own bicycle"), without a colon.
    `unsettled` is the condition of the words in `lead`.
    """

    lead: str | None
    unsettled: Condition | None
    note: str | None
    source: Source | None
    verify: bool
    confidence: Confidence
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A milestone on this reader's dates.

    `end` is the last day of a window. Without a `start` the date needs an answer not given, and `rule` says it in
    words. `planned` rests on a planned day, `official` on a published one. `standing` says what the day rests on: an
    official date, a rule or pattern of earlier years, our advice, or `own` for the reader's own days. `is_past` is over
    before today. `alarm` is how many days before it to be reminded, `step` the one whose days it has.
    """

    id: str
    label: str
    lane: str
    kind: str
    start: dt.date | None
    end: dt.date | None
    rule: str | None
    planned: bool
    official: bool
    standing: Standing
    is_past: bool
    alarm: int | None
    beside: DataNote
    moves: bool = False
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document, and where it is part of a step: how long that takes, and its days.

    `start` is the advised day to begin, `latest` the last sensible one.
    `moves` where these days follow from the day the guide counts from.
    """

    id: str
    label: str
    content: str
    issuer: str
    who: str
    validity: str | None
    sets: tuple[str, ...]
    typical_days: int | None
    least_days: int | None
    needed: dt.date | None
    planned: bool
    start: dt.date | None
    latest: dt.date | None
    beside: DataNote
    moves: bool = False
