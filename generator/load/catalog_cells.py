"""Cells of a catalog: from text to typed values. What the source does not say beyond doubt is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.diagnostics import Diagnostics, Span, nearest
from generator.load.answers import shown
from generator.model.address import is_web_address
from generator.model.bounds import Bounds, day_bounds
from generator.model.catalog import UNKNOWN_CELL, Column
from generator.model.catalog_row import Cell
from generator.model.located import Seq
from generator.model.numbers import parse_whole

_TO = re.compile(r"(.+?)\s+to\s+(.+)")
_OR_MORE = re.compile(r"(.+?)\s+or more")
_UP_TO = re.compile(r"up to\s+(.+)")
_DAYS = re.compile(r"(\d{1,4})\s*(days?|weeks?|months?)?")
_LENGTHS = {"day": 1, "week": 7, "month": 30}
_ADVICE = {
    "integer": "write a number, such as 4, or '2 to 8', '4 or more', 'up to 8'",
    "money": "write whole money without a sign, such as 4500, or '100 to 300', '500 or more', 'up to 800'",
    "days": "write '8 weeks', '90 days', '3 to 6 months', '4 weeks or more' or 'up to 90 days'",
    "date": "write a day such as 2027-06-30, a month (2027-06), a year (2027), or '2027-01 to 2027-03'",
    "yes-no": "write yes, no or unknown",
}


class BadCell(ValueError):
    """A cell that does not fit its column: a sentence, and what to write instead."""

    def __init__(self, message: str, advice: str | None) -> None:
        super().__init__(message)
        self.advice = advice


def read_cell(name: str, column: Column, raw: object, place: Span, diagnostics: Diagnostics) -> Cell:
    """The value of a cell; None where it is unknown, and where it does not fit, which is reported."""
    try:
        return cell_of(name, column, raw)
    except BadCell as wrong:
        where = raw.spans[0] if isinstance(raw, Seq) and len(raw.spans) == 1 else place
        diagnostics.error("bad-cell", str(wrong), where, wrong.advice)
        return None


def cell_of(name: str, column: Column, raw: object) -> Cell:
    """The value of a cell; None where it is unknown.

    Raises BadCell.
    """
    if raw is None or raw == UNKNOWN_CELL:
        return None
    if column.type in ("choice", "choices", "yes-no"):
        return _chosen(name, column, raw)
    if not isinstance(raw, str):
        raise BadCell(f"'{name}' takes one value", _ADVICE.get(column.type))
    words = " ".join(raw.split())
    match column.type:
        case "text":
            return words
        case "address":
            if not is_web_address(words):
                raise BadCell(
                    f"'{name}' cannot be '{shown(words)}'", "write a whole web address that begins with https://"
                )
            return words
    return _stretch(name, column, words)


def _chosen(name: str, column: Column, raw: object) -> frozenset[str]:
    given: Iterable[object] = raw if isinstance(raw, Seq) else [raw]
    values = [one.strip() for one in given if isinstance(one, str)]
    if not values or (isinstance(raw, Seq) and len(values) != len(raw)):
        raise BadCell(f"'{name}' takes {'values' if column.type == 'choices' else 'one value'}", _allowed(column))
    if column.type == "choices" and isinstance(raw, str):
        values = [one.strip() for one in raw.split(";")]
    if column.type != "choices" and len(values) != 1:
        raise BadCell(f"'{name}' takes one value, not {len(values)}", None)
    for value in values:
        if value not in column.words:
            if value == UNKNOWN_CELL:
                raise BadCell(f"'{name}' is unknown as a whole or not at all", "write unknown alone")
            raise BadCell(f"'{name}' cannot be '{shown(value)}'", nearest(value, column.words) or _allowed(column))
    return frozenset(values)


def _allowed(column: Column) -> str:
    return f"allowed: {', '.join((*column.words, UNKNOWN_CELL))}"


def _stretch(name: str, column: Column, words: str) -> Bounds:
    try:
        if match := _UP_TO.fullmatch(words):
            return Bounds(None if column.type == "date" else 0, _one(column, match.group(1)).high)
        if match := _TO.fullmatch(words):
            first, last = match.groups()
            unit = _DAYS.fullmatch(last) if column.type == "days" else None
            if unit is not None and unit.group(2) and first.isdigit():
                first = f"{first} {unit.group(2)}"
            low, high = _one(column, first).low, _one(column, last).high
            if low > high:  # type: ignore[operator]
                raise BadCell(f"'{name}' begins after it ends: '{words}'", "write the smaller one first")
            return Bounds(low, high)
        if match := _OR_MORE.fullmatch(words):
            return Bounds(_one(column, match.group(1)).low, None)
        return _one(column, words)
    except BadCell:
        raise
    except ValueError:
        raise BadCell(f"'{name}' cannot be '{shown(words)}'", _ADVICE[column.type]) from None


def _one(column: Column, words: str) -> Bounds:
    """One number or day; a month or a year is all its days.

    Raises ValueError.
    """
    if column.type == "date":
        return day_bounds(words)
    if column.type == "days":
        match = _DAYS.fullmatch(words)
        if match is None or match.group(2) is None:
            raise ValueError(words)
        number = int(match.group(1)) * _LENGTHS[match.group(2).removesuffix("s")]
    else:
        number = parse_whole(words.replace(",", "") if column.type == "money" else words)
        if number < 0:
            raise ValueError(words)
    return Bounds(number, number)
