"""Conditions are data: clauses on a subject (a facet or a plan value), joined by all, any and not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.diagnostics import Span

NOWHERE = Span("", 0, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers or dates from `low` to `high`, both included; None is open."""

    low: int | dt.date | None = None
    high: int | dt.date | None = None

    def admits(self, value: int | dt.date) -> bool:
        return (self.low is None or value >= self.low) and (  # type: ignore[operator]
            self.high is None or value <= self.high  # type: ignore[operator]
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """`subject` has one of the values, or lies in the range."""

    subject: str
    allowed: frozenset[str | int] | Range
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    def clauses(self) -> Iterator[Clause]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds. Without parts it is always true."""

    parts: tuple[Condition, ...] = ()

    def clauses(self) -> Iterator[Clause]:
        """Every clause, in the order written."""
        for part in self.parts:
            yield from part.clauses()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds. Without parts it is never true."""

    parts: tuple[Condition, ...] = ()

    def clauses(self) -> Iterator[Clause]:
        """Every clause, in the order written."""
        for part in self.parts:
            yield from part.clauses()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition

    def clauses(self) -> Iterator[Clause]:
        """Every clause, in the order written."""
        yield from self.part.clauses()


Condition = Clause | AllOf | AnyOf | Not
"""Two conditions are equal where they say the same words, wherever they are written."""

ALWAYS: Condition = AllOf()
