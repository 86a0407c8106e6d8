"""What an imported table changes in a catalog, and which rows changed since it was exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.load.catalog_sheet import Mark
from generator.load.catalog_yaml import flat_cells, key_order
from generator.model.catalog import CatalogHead
from generator.model.located import Map


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row before and after; "" is an empty one."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CatalogChanges:
    """Rows by id: those that are new and those that go, with their names, and the cells of those that change."""

    added: Mapping[str, str]
    changed: Mapping[str, tuple[CellChange, ...]]
    removed: Mapping[str, str]

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)


def changes_between(before: Map, after: Map, head: CatalogHead) -> CatalogChanges:
    """What is different, in the order of the rows and of their columns."""
    changed = {}
    for name, row in after.items():
        if name in before and (cells := _cells(before[name], row, head)):
            changed[name] = cells
    return CatalogChanges(
        {name: str(row.get("name", "")) for name, row in after.items() if name not in before},
        changed,
        {name: str(row.get("name", "")) for name, row in before.items() if name not in after},
    )


def _cells(before: Map, after: Map, head: CatalogHead) -> tuple[CellChange, ...]:
    old, new = flat_cells(before, head), flat_cells(after, head)
    order = {key: number for number, key in enumerate(key_order(head))}
    headers = sorted({*old, *new}, key=lambda header: (order.get(header.partition(".")[0], len(order)), header))
    return tuple(
        CellChange(header, old.get(header, ""), new.get(header, ""))
        for header in headers
        if old.get(header) != new.get(header)
    )


@dataclass(frozen=True, slots=True)
class Since:
    """Ids of rows that are not as they were when a table was exported.

    `added` were written since, or were taken out of the table: an old table cannot tell which.
    """

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def since_export(now: Mapping[str, Mark], given: Mapping[str, Mark]) -> Since | None:
    """Which rows changed since the table was exported; None where none did."""
    wholes = {mark.whole for mark in now.values()}
    if all(mark.whole in wholes for mark in given.values()):
        return None
    return Since(
        tuple(name for name, mark in given.items() if name in now and now[name].row != mark.row),
        tuple(name for name in now if name not in given),
        tuple(name for name in given if name not in now),
    )
