"""The plan: derived values, each with its reason and with every row that was tried."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Span
from generator.model.answers import Answers, Removal
from generator.model.condition import Condition
from generator.model.rules import Table
from generator.model.truth import TRUE, Truth

PlanScalar = int | str | dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One row of a table, tried for one reader.

    `written` is its value as the author wrote it; `value` is None where it fails or needs a date not given. A row
    `from_answers` whose condition does not fail is `only_counted` where an open answer could change that: it fails.
    """

    condition: Condition
    truth: Truth
    only_counted: bool
    written: str
    value: PlanScalar | None
    possible: frozenset[str | int | None]
    because: str
    points: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanValue:
    """One value of the plan.

    `value` is None where no row sets it. `winners` are the rows that set it (several for `collect`), `changes` the
    unknown rows that would change it, `possible` every value it may still take. `trials` are all rows of the table
    in order, also a default that does not hold.
    """

    name: str
    table: Table
    value: PlanScalar | None
    winners: tuple[Trial, ...]
    changes: tuple[Trial, ...]
    trials: tuple[Trial, ...]
    possible: frozenset[str | int | None]

    @property
    def told(self) -> tuple[Trial, ...]:
        """The rows a reader is told of: those that set it, else the first that holds but needs a date not given."""
        undated = (one for one in self.trials if one.truth is TRUE and one.value is None)
        return self.winners or tuple(itertools.islice(undated, 1))

    @property
    def because(self) -> str:
        """The reason of the first row told; empty where there is none."""
        return self.told[0].because if self.told else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows from a profile: answers narrowed by constraints and derivation, and the plan's values.

    `answers` holds every facet and every testable plan value (`plan.<name>`).
    """

    answers: Answers
    removals: tuple[Removal, ...]
    values: Mapping[str, PlanValue]
    season: int | None
