"""Costs: what one thing costs, and how often it is paid."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.model.data import Confidence, Source
from generator.model.located import Entry, When, Whole


class Amount(Entry):
    """Money for one unit; without `max` it is open-ended."""

    min: float
    max: float | None = None
    typical: float | None = None

    @property
    def usual(self) -> float:
        """What is usually paid: as written, else the middle."""
        return (self.min + (self.min if self.max is None else self.max)) / 2 if self.typical is None else self.typical


class Count(Entry):
    """How many units are paid for: as many for each of a plan value with `of`, and `plus` (or fewer) in all."""

    of: str | None = None
    min: Annotated[Whole | None, Field(ge=0)] = None
    typical: Annotated[Whole, Field(ge=0)] = 1
    max: Annotated[Whole | None, Field(ge=0)] = None
    plus: Whole = 0

    @property
    def low(self) -> int:
        return self.typical if self.min is None else self.min

    @property
    def high(self) -> int:
        return self.typical if self.max is None else self.max

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.typical <= self.high:
            found = f"'min' ({self.low}), 'typical' ({self.typical}) and 'max' ({self.high}) must go up"
            raise ValueError(f"{found}; write the lowest number as 'min' and the highest as 'max'")
        return self


class Tier(Entry):
    """The price of each item up to a number of items; the last tier has no end."""

    up_to: Annotated[Whole | None, Field(ge=1)] = None
    each: Annotated[float, Field(ge=0)]


class Fee(Entry):
    """A fee whose price for each item changes with their number."""

    count: Count
    base: Annotated[float, Field(ge=0)] = 0
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        ends = [tier.up_to for tier in self.tiers]
        *inner, last = ends
        if last is not None or None in inner or inner != sorted(set(inner), key=lambda end: end or 0):
            raise ValueError("each tier ends above the one before it, and only the last has no 'up_to'")
        return self

    def of(self, items: int) -> float:
        """What that many items cost together."""
        total, done = self.base, 0
        for tier in self.tiers:
            here = max(0, (items if tier.up_to is None else min(items, tier.up_to)) - done)
            total += here * tier.each
            done += here
        return total


class Cost(Entry):
    """A line of the budget: an `amount` times a count, a `fee` in tiers, or a `share` in percent of all lines.

    The reader pays it, unless it names a `payer` of guidegen.yaml. Without a `basis` it is an estimate of the office.
    One that names a `step` is paid by those who still have that step before them.
    """

    label: str
    category: str
    amount: Amount | None = None
    times: Count | None = None
    fee: Fee | None = None
    share: Annotated[float | None, Field(gt=0, le=100)] = None
    unit: str = "once"
    payer: str | None = None
    basis: Literal[
        "official", "official-older-season", "official-quoted", "secondary", "study", "planning-assumption"
    ] = "planning-assumption"
    season: str | None = None
    step: str | None = None
    when: When
    lead: str | None = None
    confidence: Confidence = "medium"
    verify: bool = False
    source: Source | None = None
    facts: tuple[str, ...] = ()
    note: str | None = None
    points: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_formula(self) -> Self:
        if sum(one is not None for one in (self.amount, self.fee, self.share)) != 1:
            raise ValueError("write exactly one of 'amount', 'fee' and 'share'")
        if self.times is not None and self.amount is None:
            raise ValueError("'times' goes with 'amount'")
        return self
