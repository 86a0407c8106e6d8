"""Dates that follow from other dates: "departure - 20 weeks", "the first Wednesday of September"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["days", "weeks", "months"]

_RULE = re.compile(
    r"(?P<anchor>[a-z][a-z0-9_.-]*)(?:\s*(?P<sign>[+-])\s*(?P<count>\d{1,3})\s*(?P<unit>day|week|month)s?)?"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TODAY = "today"
"""The anchor of the day a reader counts from."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Days are read within these years, so that adding to them always gives a day of the calendar."""

# An id may hold hyphens, so a minus sign needs a space before it: "match-day - 2 weeks".
_SIGN = re.compile(r"\s+[+-]\s*\d")


@dataclass(frozen=True, slots=True)
class DateRule:
    """An anchor (milestone, date facet or plan date) and a distance: negative is before it."""

    anchor: str
    count: int = 0
    unit: Unit = "days"

    def __str__(self) -> str:
        """The rule as it is written in a file."""
        if self.count == 0:
            return self.anchor
        unit = self.unit.removesuffix("s") if abs(self.count) == 1 else self.unit
        return f"{self.anchor} {'-' if self.count < 0 else '+'} {abs(self.count)} {unit}"

    def shift(self, day: dt.date) -> dt.date:
        """The date that lies `count` units from `day`; a month's missing day becomes its last."""
        if self.unit == "months":
            return add_months(day, self.count)
        return day + dt.timedelta(days=self.count * (7 if self.unit == "weeks" else 1))


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and whether it rests on a planned rather than a given day."""

    day: dt.date
    planned: bool = False


def parse_day(text: str) -> dt.date:
    """Read "2027-06-30".

    Raises ValueError with a sentence for the author.
    """
    try:
        day = dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"'{text}' is not a date; write year-month-day, such as 2027-06-30")
    return check_year(day)


def check_year(day: dt.date) -> dt.date:
    """The day itself. Raises ValueError with a sentence where its year is beyond all sense."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"'{day}' is too far away; years go from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def parse_date_rule(text: str) -> DateRule:
    """Read "anchor", "anchor + 2 weeks" or "anchor - 5 months".

    Raises ValueError with a sentence for the author.
    """
    match = _RULE.fullmatch(text.strip())
    if match is None:
        if re.match(r"\s*\d{4}(?!\d)|\s*\d+[./]\d", text):
            raise ValueError("a date here names a milestone, a date facet or a plan date, never a year")
        raise ValueError("write a date as a name and a distance: 'name - 20 weeks'")
    anchor, sign, count, unit = match.group("anchor", "sign", "count", "unit")
    if sign is None:
        return DateRule(anchor)
    if _SIGN.search(text) is None:
        raise ValueError(f"put a space before the '{sign}'")
    return DateRule(anchor, int(count) * (-1 if sign == "-" else 1), f"{unit}s")  # type: ignore[arg-type]


def add_months(day: dt.date, count: int) -> dt.date:
    """The same day `count` months on; where the month is shorter, its last day."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(start: dt.date, end: dt.date) -> int:
    """Whole months from `start` to `end`; negative where `end` comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        return months - 1
    if months < 0 and add_months(start, months) < end:
        return months + 1
    return months


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th (1 to 5) given weekday (Monday is 0) of a month.

    Raises ValueError where the month has no fifth one.
    """
    first = dt.date(year, month, 1)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + 7 * (n - 1))
