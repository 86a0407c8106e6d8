"""Cells of a catalog in words."""

from __future__ import annotations

import datetime as dt

from generator import text
from generator.assemble import words
from generator.logic.words import OR_MORE
from generator.model.bounds import Bounds
from generator.model.catalog import Column
from generator.model.catalog_row import Cell


def cell_words(column: Column, cell: Cell, currency: str) -> str:
    """A cell for a reader; empty where it is unknown."""
    if cell is None:
        return ""
    if isinstance(cell, frozenset):
        return text.curly(text.joined([said for value, said in column.words.items() if value in cell]))
    if isinstance(cell, Bounds):
        return _stretch(column, cell, currency)
    return cell if column.type == "address" else text.curly(cell)


def _stretch(column: Column, cell: Bounds, currency: str) -> str:
    whole = _whole_period(cell)
    if whole is not None:
        return whole
    low = "" if cell.low is None else _single(column, cell.low, currency)
    high = "" if cell.high is None else _single(column, cell.high, currency)
    if cell.single is not None:
        return low
    if cell.high is None:
        return OR_MORE.format(number=low)
    if not cell.low:
        return words.UP_TO.format(high=high)
    shared = low.partition(" ")[2]
    if shared and high.endswith(f" {shared}"):
        low = low.removesuffix(f" {shared}")
    return words.FROM_TO.format(low=low, high=high)


def _single(column: Column, value: int | dt.date, currency: str) -> str:
    if isinstance(value, dt.date):
        return text.long_date(value)
    if column.type == "money":
        return f"{currency}{value:,}"
    if column.type == "days":
        return text.days(value)
    return text.plural(value, column.unit.one, column.unit.other) if column.unit else str(value)


def _whole_period(cell: Bounds) -> str | None:
    """A month or a year where all its days are meant."""
    low, high = cell.low, cell.high
    if not isinstance(low, dt.date) or not isinstance(high, dt.date) or low.day != 1:
        return None
    if (high + dt.timedelta(days=1)).day != 1 or low.year != high.year:
        return None
    if low.month == high.month:
        return text.month_year(low)
    return str(low.year) if (low.month, high.month) == (1, 12) else None


def checked_words(checked: Bounds | None) -> str:
    """When a row was checked."""
    if checked is None:
        return words.NEVER_CHECKED
    if isinstance(checked.single, dt.date):
        return words.CHECKED.format(day=text.long_date(checked.single))
    return words.CHECKED_YEAR.format(year=_whole_period(checked))
