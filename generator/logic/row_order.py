"""The declared order of a catalog's rows: what decides between rows of the same rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from generator.model.bounds import Bounds
from generator.model.catalog import DESCENDING, CatalogHead
from generator.model.catalog_row import CatalogRow, Cell


def in_order(rows: Iterable[CatalogRow], head: CatalogHead) -> tuple[CatalogRow, ...]:
    """The rows as `order` sorts them, unknown cells last; rows it does not tell apart stay as they are written."""
    ordered = list(rows)
    for key in reversed(head.order):
        name, is_descending = key.removesuffix(DESCENDING), key.endswith(DESCENDING)
        values = {row.id: _sorted_by(row, name, head) for row in ordered}
        known = [row for row in ordered if values[row.id] is not None]
        others = [row for row in ordered if values[row.id] is None]
        known.sort(key=lambda row, values=values: values[row.id], reverse=is_descending)  # type: ignore[misc]
        ordered = [*known, *others]
    return tuple(ordered)


def place_in_order(row: CatalogRow, head: CatalogHead) -> tuple[Any, ...]:
    """What `order` sorts a row by: rows with equal ones are told apart by their place in the file alone."""
    return tuple(_sorted_by(row, key.removesuffix(DESCENDING), head) for key in head.order)


def _sorted_by(row: CatalogRow, name: str, head: CatalogHead) -> Any:
    """What a row is sorted by in one column; None where it is unknown."""
    if name == "name":
        return row.name.casefold()
    if name == "checked":
        return None if row.checked is None else _ordinal(row.checked)
    cell: Cell = row.cells[name]
    if cell is None:
        return None
    if isinstance(cell, frozenset):
        words = list(head.columns[name].words)
        return tuple(sorted(words.index(value) for value in cell))
    return _ordinal(cell) if isinstance(cell, Bounds) else cell.casefold()


def _ordinal(cell: Bounds) -> tuple[int, int]:
    """A stretch by its first number or day, then by its last; an open end is the farthest there can be."""
    low = _number(cell.low, 0)
    return low, _number(cell.high, 10**9)


def _number(value: int | dt.date | None, otherwise: int) -> int:
    if value is None:
        return otherwise
    return value.toordinal() if isinstance(value, dt.date) else value
