"""An answer is the set of values still possible. `Answers` holds one such set for each facet and plan value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Several:
    """The answer to a facet that takes several values at once; None while unanswered.

    `is_asked` is false where it may turn out that the reader is not asked.
    """

    chosen: frozenset[str] | None
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """The dates still possible, both ends included; None is open. An answered date has equal ends.

    `is_asked` is false where it may turn out that the reader is not asked.
    """

    low: dt.date | None = None
    high: dt.date | None = None
    is_asked: bool = True

    @property
    def day(self) -> dt.date | None:
        return self.low if self.low is not None and self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Presumed:
    """A value of the plan, and all the values it may still take once open questions are answered.

    The plan states one value, so what is written for it holds; what is written for another possible value is unknown.
    A value that no row sets is None.
    """

    value: str | int | None
    possible: frozenset[str | int | None]


Given = frozenset[str | int] | Several | Interval
"""What may still be the answer to a facet."""

Possible = Given | Presumed
"""What may still be the answer to a facet, or the value of the plan."""

Answers = Mapping[str, Possible]


@dataclass(frozen=True, slots=True)
class Removal:
    """Values a constraint made impossible, with its reason."""

    facet: str
    values: tuple[str, ...]
    constraint: str
    because: str
    span: Span


UNASKED = ""
"""Takes a place among the values of a facet for a reader who is not asked: no clause allows it."""

ABSENT: frozenset[str | int] = frozenset({UNASKED})
"""The facet is not asked of the reader."""


def is_settled(possible: Possible) -> bool:
    """True where only one answer is left."""
    match possible:
        case Several(chosen):
            return chosen is not None
        case Interval():
            return possible.day is not None
        case Presumed():
            return len(possible.possible) == 1
        case frozenset():
            return len(possible) == 1
