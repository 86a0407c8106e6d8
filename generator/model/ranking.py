"""Ranking tables: whether a row of a catalog is for a reader, and which rows come first. `catalogs:` in rules.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from generator.model.located import Entry, When

Fit = Literal["fits", "ask", "no"]
FITS: tuple[Fit, ...] = ("fits", "ask", "no")
"""From best to worst."""


class RankRow(Entry):
    """A value and when it holds. A row that gives `ask` says what to ask."""

    when: When
    value: str
    because: str
    ask: str | None = None


class RankDefault(Entry):
    """The row used where no other holds."""

    value: str
    because: str
    ask: str | None = None


class RankTable(Entry):
    """A decision table about one row and one reader: whether it `fits`, or a `score`."""

    label: str
    type: Literal["fit", "score"]
    policy: Literal["first", "min", "max"] = "first"
    rows: tuple[RankRow, ...] = ()
    default: RankDefault | None = Field(default=None)

    @property
    def every_row(self) -> tuple[RankRow | RankDefault, ...]:
        """The rows in order, the default (where there is one) at the end."""
        return self.rows if self.default is None else (*self.rows, self.default)


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides whether a row is for a reader: a row of a table, a column that is a facet, or (neither) its `when`.

    `value` is what it says; `undecided` the number of the condition that is open of it, None where it holds.
    """

    value: Fit
    rule: RankRow | RankDefault | None = None
    column: str | None = None
    undecided: int | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What a score table gives a row, and the rule that says so."""

    table: RankTable
    value: int
    rule: RankRow | RankDefault


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a row is for a reader, on what grounds, and its scores."""

    fit: Fit
    grounds: tuple[Ground, ...]
    scores: tuple[Scored, ...]
