"""Rules: decision tables that derive the plan, and constraints between facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from generator.model.condition import ALWAYS, Condition
from generator.model.facet import Unit
from generator.model.located import Entry, When

Policy = Literal["first", "min", "max", "collect"]
PlanType = Literal["integer", "text", "month", "date"]


ORDER = "not_before of "
"""Begins the id of a constraint that says what `not_before` of a facet does."""


class Constraint(Entry):
    """Where `if` holds, `then` must hold; values that break it are impossible."""

    id: str
    if_: When = Field(default=ALWAYS, alias="if")
    then: When
    because: str

    @property
    def is_order(self) -> bool:
        """Whether it only says in which order two days come."""
        return self.id.startswith(ORDER)


class Row(Entry):
    """A value and when it holds. `value` is a literal, a date rule, `plan.<earlier value>` or `path.<step>.<field>`.

    A row `from_answers` never holds because of what a reader is only counted as: it says that something is not
    possible. One to `reconsider` is asked when the path is known; where it holds, also as far as open answers allow at
    best, everything is decided again with it, the steps too. `say` is the sentence of a verdict.
    """

    when: When
    value: str
    because: str
    say: str | None = None
    from_answers: bool = False
    reconsider: bool = False
    points: tuple[str, ...] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        """What a reader may read of it, by key."""
        return _texts(self)

    @property
    def condition(self) -> Condition:
        return self.when


class DefaultRow(Entry):
    """The row used when no other holds."""

    value: str
    because: str
    say: str | None = None
    from_answers: bool = False
    points: tuple[str, ...] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        """What a reader may read of it, by key."""
        return _texts(self)


def _texts(row: Row | DefaultRow) -> Mapping[str, str]:
    return {"because": row.because} | ({} if row.say is None else {"say": row.say})


class Table(Entry):
    """A decision table: one value of the plan. A `verdict` says what follows from how the path fits."""

    label: str
    type: PlanType
    policy: Policy
    unit: Unit | None = None
    if_: str | None = Field(default=None, alias="if")
    called: str | None = None
    show: bool = True
    verdict: bool = False
    rows: tuple[Row, ...] = ()
    default: DefaultRow | Literal["none"]

    @property
    def every_row(self) -> tuple[Row | DefaultRow, ...]:
        """The rows in order, the default (where it is a row) at the end."""
        return self.rows if self.default == "none" else (*self.rows, self.default)


class RulesFile(Entry):
    """`content/rules.yaml`."""

    constraints: tuple[Constraint, ...] = ()
    plan: dict[str, Table] = Field(default_factory=dict)
