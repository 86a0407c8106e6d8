"""A day as people and spreadsheets write it: read in one way only, or refused with the ways it could be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import text
from generator.load.answers import BadAnswer, shown
from generator.model.dates import check_year
from generator.model.settings import DateOrder
from generator.words import MONTHS, NBSP

_MONTHS = tuple(name.casefold() for name in MONTHS)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FILLERS = {"the", "of", "st", "nd", "rd", "th"}
_FIGURES = re.compile(r"([0-9]{1,4})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})\.?")
_TIME = re.compile(
    r"(?:^|[T,\s]|\bat\b)+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\s*(?:([ap])\.?m\b\.?)?"
    r"\s*(?:z\b|[a-z]{1,4}t\b|utc\b)?\s*(?:[+-][0-9]{1,2}(?::?[0-9]{2})?\b)?\s*",
    re.IGNORECASE,
)
_PART = re.compile(r"[^\W\d_]+|[0-9]+")
_BETWEEN = re.compile(r"[\s,./()'\u2019-]*")
_FIRST = dt.date(1899, 12, 30)
"""From here spreadsheets count days."""

_ORDERS: Mapping[DateOrder, tuple[int, int, int]] = {"month-day-year": (2, 0, 1), "day-month-year": (2, 1, 0)}
"""Where year, month and day are among the figures of each order that does not begin with the year."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How the figures of a column's dates are read where the year is not in front.

    `order` is what the source declares; `against` a cell of the same column that can only be read in the other order,
    so that nobody can know of its neighbors.
    """

    order: DateOrder | None = None
    against: str | None = None


def style_of(cells: Iterable[str], order: DateOrder | None) -> DateStyle:
    """The style of one column, with the first cell that speaks against the declared order."""
    if order not in _ORDERS:
        return DateStyle(order)
    against = (cell for cell in cells if (found := _figures(cell)) is not None and found and order not in found)
    return DateStyle(order, next(against, None))


def likely_orders(cells: Iterable[str]) -> set[DateOrder]:
    """The orders in which every date of a column can be read; both where none of its dates decides."""
    orders = set(_ORDERS)
    for cell in cells:
        orders &= set(_figures(cell) or _ORDERS)
    return orders


def read_day(cell: str, style: DateStyle) -> dt.date:
    """A day: with the year first, with a month by its name, with dots (day.month.year), or figures in declared order.

    Raises BadAnswer.
    """
    try:
        return check_year(_read(_TIME.sub(" ", cell).strip(), style))
    except ValueError as error:
        raise BadAnswer(str(error)) from None


def read_moment(cell: str, style: DateStyle) -> str:
    """When a row was answered, as text that sorts by time; empty where the cell does not say it."""
    if not cell:
        return ""
    try:
        day = read_day(cell, style)
    except BadAnswer:
        return ""
    match = _TIME.search(cell)
    if match is None:
        return day.isoformat()
    hour, half = int(match.group(1)), (match.group(4) or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{day.isoformat()} {hour:02}:{match.group(2)}:{match.group(3) or '00'}"


def _read(cell: str, style: DateStyle) -> dt.date:
    match = _FIGURES.fullmatch(cell)
    if match is None:
        return _named(cell)
    first, dot, middle, last = match.groups()
    if len(first) == 4 and len(last) <= 2:
        return _day(cell, first, middle, last)
    if len(last) != 4 or len(first) > 2:
        raise BadAnswer(f"'{shown(cell)}' has no year of four figures", "write year-month-day, such as 2027-06-30")
    if dot == ".":
        return _day(cell, last, middle, first, "dots mean day.month.year")
    return _ordered(cell, style)


def _ordered(cell: str, style: DateStyle) -> dt.date:
    """A date of figures with slashes or hyphens, which only a declared order decides."""
    found = _figures(cell) or {}
    if not found:
        raise BadAnswer(f"'{shown(cell)}' is not a day of the calendar", "write year-month-day, such as 2027-06-30")
    days = sorted(set(found.values()))
    if style.order in _ORDERS:
        if style.order not in found:
            raise BadAnswer(f"'{shown(cell)}' is not a day of the calendar as {style.order}", _advice(found))
        if style.against is not None and len(days) > 1:
            message = (
                f"'{shown(cell)}' is {_either(days)}: '{shown(style.against)}' in this column is not {style.order}"
            )
            raise BadAnswer(message, "write the dates of this column in one order, or as year-month-day")
        return found[style.order]
    if len(days) > 1:
        raise BadAnswer(f"'{shown(cell)}' is {_either(days)}", _advice(found))
    return days[0]


def _either(days: Iterable[dt.date]) -> str:
    return text.joined([_said(day) for day in days], "or")


def _said(day: dt.date) -> str:
    return text.long_date(day).replace(NBSP, " ")


def _advice(orders: Iterable[DateOrder]) -> str:
    """Which orders a source may declare, or what to write in the cell."""
    declared = text.joined([f"'dates: {order}'" for order in sorted(orders, reverse=True)], "or")
    return f"say {declared} for this source, in guidegen.yaml under 'rosters:', or write year-month-day"


def _figures(cell: str) -> dict[DateOrder, dt.date] | None:
    """The day that a date of figures is in each order; None where the cell is not such a date, or says its order."""
    match = _FIGURES.fullmatch(_TIME.sub(" ", cell).strip())
    if match is None or match.group(2) == "." or len(match.group(4)) != 4 or len(match.group(1)) > 2:
        return None
    figures = (match.group(1), match.group(3), match.group(4))
    found: dict[DateOrder, dt.date] = {}
    for order, places in _ORDERS.items():
        year, month, day = (int(figures[place]) for place in places)
        try:
            found[order] = dt.date(year, month, day)
        except ValueError:
            continue
    return found


def _named(cell: str) -> dt.date:
    """A date whose month has its name, in any order, with or without the name of its weekday."""
    if _BETWEEN.fullmatch(_PART.sub("", cell)) is None:
        raise BadAnswer(f"'{shown(cell)}' is not a date", "write year-month-day, such as 2027-06-30")
    parts = [part for part in _PART.findall(cell.casefold()) if part not in _FILLERS]
    weekdays = [_position(part, WEEKDAYS) for part in parts]
    months = [_position(part, _MONTHS) for part in parts]
    numbers = [part for part in parts if part.isdecimal()]
    years = [part for part in numbers if len(part) == 4]
    days = [part for part in numbers if len(part) <= 2]
    named = [one for one in months if one is not None]
    told = [one for one in weekdays if one is not None]
    if len(named) != 1 or len(years) + len(days) != len(numbers) or len(named) + len(told) + len(numbers) != len(parts):
        raise BadAnswer(f"'{shown(cell)}' is not a date", _counted(cell) or "write year-month-day, such as 2027-06-30")
    if len(years) != 1 or len(days) != 1 or len(told) > 1:
        missing = "day" if years else "year of four figures"
        raise BadAnswer(f"'{shown(cell)}' has no {missing}", "write year-month-day, such as 2027-06-30")
    day = _day(cell, years[0], str(named[0] + 1), days[0])
    if told and told[0] != day.weekday():
        right = WEEKDAYS[day.weekday()].capitalize()
        raise BadAnswer(f"'{shown(cell)}': {_said(day)} is a {right}", "correct the day or its weekday")
    return day


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """The number of the only name that a word of three letters or more begins; "sept", "tues" and the like too."""
    if len(word) < 3:
        return None
    found = [number for number, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _day(cell: str, year: str, month: str, day: str, advice: str | None = None) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        hint = advice or "write year-month-day, such as 2027-06-30"
        raise BadAnswer(f"'{shown(cell)}' is not a day of the calendar", hint) from None


def _counted(cell: str) -> str | None:
    """What a spreadsheet may mean by a number in place of a day."""
    if re.fullmatch(r"[3-7][0-9]{4}", cell) is None:
        return None
    day = _FIRST + dt.timedelta(days=int(cell))
    return f"a spreadsheet may mean {day.isoformat()} by it: give the column the format of a date"
