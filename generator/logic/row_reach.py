"""For which readers the rows of a catalog may be, and which rules of its tables may decide, as conditions.

A clause on an unknown cell may turn out either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from generator.logic.combine import NEVER, all_of, any_of, negated, none_of
from generator.logic.row_classes import Classes, RowClass, Ruled
from generator.model.catalog_row import ROW
from generator.model.condition import ALWAYS, AllOf, AnyOf, Clause, Condition, Not
from generator.model.ranking import RankDefault, RankRow


def possibly(condition: Condition, *, wanted: bool = True) -> Condition:
    """For whom a condition may hold, whatever unknown cells turn out to be; for whom it surely holds, not `wanted`."""
    match condition:
        case Clause(subject):
            return condition if not subject.startswith(ROW) else ALWAYS if wanted else NEVER
        case Not(part):
            return negated(possibly(part, wanted=not wanted))
        case AllOf(parts):
            return all_of(*(possibly(part, wanted=wanted) for part in parts))
        case AnyOf(parts):
            return any_of(*(possibly(part, wanted=wanted) for part in parts))
    assert_never(condition)


def surely(condition: Condition) -> Condition:
    """For whom a condition holds, whatever unknown cells turn out to be."""
    return possibly(condition, wanted=False)


def rules_of(classes: Classes, ruled: Ruled) -> Iterator[tuple[RankRow | RankDefault, Condition]]:
    """Each rule of a table for one class, with the readers for whom it may decide."""
    table = ruled.table
    conditions = [classes.conditions[number] for number in ruled.conditions]
    for number, row in enumerate(table.rows):
        above = conditions[:number] if table.policy == "first" else []
        yield row, all_of(possibly(conditions[number]), none_of(map(surely, above)))
    if table.default is not None:
        yield table.default, none_of(map(surely, conditions))


def reach_of(classes: Classes, one: RowClass) -> Condition:
    """For whom the rows of a class fit or may fit."""
    return _reach(classes, one.number)


@lru_cache(maxsize=4096)
def _reach(classes: Classes, number: int) -> Condition:
    one, conditions = classes.classes[number], classes.conditions
    parts = [possibly(conditions[one.when]), *(possibly(conditions[number]) for number in one.facets.values())]
    for ruled in one.tables:
        if ruled.table.type == "fit":
            good = [where for rule, where in rules_of(classes, ruled) if rule.value != "no"]
            if ruled.table.default is None:
                good.append(none_of(surely(conditions[number]) for number in ruled.conditions))
            parts.append(any_of(*good))
    return all_of(*parts)
