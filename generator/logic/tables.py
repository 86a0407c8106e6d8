"""Decision tables: the values that rows give, which of two a table prefers, and the subject of a clause on one."""

from __future__ import annotations

from collections.abc import Mapping

from generator.logic.comparison import PATH
from generator.logic.subject import PLAN, Subject
from generator.model.plan import PlanScalar
from generator.model.rules import DefaultRow, Policy, Row, Table


def literal(table: Table, row: Row | DefaultRow) -> int | str:
    """The value that a row gives itself, as it is compared; that of a row that takes over another is its name."""
    is_number = table.type == "integer" and row.value.lstrip("-").isdigit()
    return int(row.value) if is_number else row.value


def taken_over(row: Row | DefaultRow) -> str | None:
    """The earlier value of the plan that a row takes over; None where it gives its own."""
    return row.value.removeprefix(PLAN) if row.value.startswith(PLAN) else None


def possible_values(
    name: str, tables: Mapping[str, Table], _above: frozenset[str] = frozenset()
) -> frozenset[int | str]:
    """Every value that a table may take, its own and those it takes over; none of a list.

    Tables that take each other's values in a circle, which is reported elsewhere, do not keep it from ending.
    """
    table = tables[name]
    found: set[int | str] = set()
    for row in table.every_row if table.policy != "collect" else ():
        earlier = taken_over(row)
        if earlier is None:
            found.add(literal(table, row))
        elif earlier in tables and earlier not in _above:
            found |= possible_values(earlier, tables, _above | {name})
    return frozenset(found)


def beats(one: PlanScalar, other: PlanScalar, policy: Policy) -> bool:
    """Whether a table that takes the least or the greatest value prefers one value to another of its kind."""
    return one < other if policy == "min" else one > other  # type: ignore[operator]


def plan_subject(name: str, table: Table, tables: Mapping[str, Table]) -> Subject | None:
    """The subject `plan.<name>`; None for dates and lists, which conditions cannot test."""
    if table.policy == "collect" or table.type not in {"integer", "text"}:
        return None
    values = possible_values(name, tables)
    named = sorted(one for one in values if isinstance(one, str))
    if any(one.startswith(PATH) for one in named):
        return None
    if table.type == "text":
        return Subject(
            name=PLAN + name,
            label=table.label,
            type="choice",
            values=tuple(named),
            labels={one: one for one in named},
            phrase=table.if_,
        )
    numbers = sorted(one for one in values if isinstance(one, int)) or [0]
    return Subject(
        name=PLAN + name,
        label=table.label,
        type="integer",
        low=numbers[0],
        high=numbers[-1],
        unit=table.unit,
        phrase=table.if_,
    )
