"""The budget of one reader: lines, groups and sums."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.entries import DataNote


@dataclass(frozen=True, slots=True)
class Estimate:
    """Whole units of money, or counts: low, typical, high."""

    low: int
    typical: int
    high: int

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(self.low + other.low, self.typical + other.typical, self.high + other.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A line of the budget.

    `each` is the price of one unit and `count` how many (both None for fees in tiers and for shares). Where `scales`
    is true, the count is `per_count` for each of the budget's number, and `plus` more, never below zero.
    `payer` says in words who pays in place of the reader. Only `is_counted` lines are in the sums: not a comparison,
    what somebody else pays or what is under a lead.
    `share` is a percentage of all other counted lines. `is_open_ended` says the high figure may be exceeded.
    `by_number` is the line's sum for each number from 0 on (None: not there); empty where the number changes nothing.
    """

    id: str
    label: str
    unit: str
    payer: str | None
    is_comparison: bool
    each: Estimate | None
    count: Estimate | None
    scales: bool
    per_count: Estimate | None
    plus: int
    share: float | None
    total: Estimate
    is_counted: bool
    is_open_ended: bool
    is_estimate: bool
    season: str | None
    beside: DataNote
    by_number: tuple[Estimate | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetGroup:
    """The lines of one category and the sum of those that count."""

    name: str
    label: str
    lines: tuple[BudgetLine, ...]
    total: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What it costs: the sums of what is sure, and of what is shown under a lead (`maybe`).

    `number` is the plan value some lines scale with (its name, label, value and highest value), None where none does.
    `elsewhere` are lines that this reader has for another number only, by category.
    """

    currency: str
    groups: tuple[BudgetGroup, ...]
    total: Estimate
    maybe: Estimate
    is_open_ended: bool
    number: BudgetNumber | None
    elsewhere: tuple[tuple[str, BudgetLine], ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetNumber:
    """The plan value a budget depends on; `most` is how far a reader may count."""

    name: str
    label: str
    value: int
    most: int
