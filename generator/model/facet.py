"""Facets: the questions about a reader, and their allowed answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.model.located import DateRuleField, Entry, Map, When, Whole

FacetType = Literal["choice", "choices", "integer", "date"]


class Unit(Entry):
    """The word for one and for several of what a number counts."""

    one: str
    other: str


class FacetValue(Entry):
    """One allowed answer of a choice."""

    label: str
    text: str | None = None
    if_: str | None = Field(default=None, alias="if")
    if_not: str | None = None
    means: tuple[str, ...] = ()

    @property
    def in_text(self) -> str:
        """The answer inside a running sentence."""
        return self.text or self.label


class DerivedRow(Entry):
    """A value and when it holds; the first row that holds gives the derived facet its value."""

    when: When
    value: str


class MonthsBetween(Entry):
    """Whole months from one day to another: `today`, a date facet or a milestone; never below zero."""

    months_from: str
    to: str


def _derived_shape(raw: object) -> object:
    if isinstance(raw, (list, Map)):
        return raw
    raise ValueError("write rows of 'when' and 'value', or 'months_from' and 'to'")


class Facet(Entry):
    """One question about a reader.

    Where `asked_when` is false it is not asked and has no value. Where nothing was answered, the path counts it as
    `counted_as`: a value, or a date rule. What is `state` is in the line on how things are. `unlisted` is the
    answer nearest to those that are not among the values.
    """

    label: str
    question: str | None = None
    help: str | None = None
    type: FacetType
    values: dict[str, FacetValue] = Field(default_factory=dict)
    min: Whole | None = None
    max: Whole | None = None
    or_more: bool = False
    unit: Unit | None = None
    if_: str | None = Field(default=None, alias="if")
    called: str | None = None
    planned: DateRuleField | None = None
    not_before: str | None = None
    counted_as: str | None = None
    unlisted: str | None = None
    asked_when: When
    state: bool = False
    derived: Annotated[tuple[DerivedRow, ...] | MonthsBetween, BeforeValidator(_derived_shape)] | None = None

    @property
    def real_values(self) -> tuple[str, ...]:
        """The declared values that do not stand for others, in the order declared."""
        return tuple(name for name, value in self.values.items() if not value.means)

    def expand(self, value: str) -> frozenset[str]:
        """The real values an answer stands for."""
        return frozenset(self.values[value].means or (value,))
