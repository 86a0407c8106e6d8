"""Reading one cell of a roster as the answer to one question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from generator.diagnostics import nearest
from generator.load.columns import folded
from generator.model.facet import Facet
from generator.model.profile import Answer
from generator.model.settings import DateOrder

_NUMBER = re.compile(r"(-?\d{1,6})(?:\.0+)?(\s*\+|\s+or more)?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T ,].*)?")
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm)?\b", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,;\n]\s*")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ORDERS = {"year-month-day": (0, 1, 2), "month-day-year": (2, 0, 1), "day-month-year": (2, 1, 0)}
SHOWN = 40

_FIRST = dt.date(1899, 12, 30)
"""From here spreadsheets count days."""


class BadCell(Exception):
    """A cell that is not a valid answer; says what it is instead and what to write. Caught by `roster`."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        self.suggestion = suggestion
        super().__init__(message)


def read_cell(cell: str, facet: Facet, own: Mapping[str, str | None], dates: DateOrder) -> Answer | None:
    """The answer a cell gives; None where it gives none. `own` are the project's words for answers, folded.

    Raises BadCell.
    """
    if facet.type == "choices":
        return _several(cell, _choices(facet, own))
    if folded(cell) in own:
        value = own[folded(cell)]
        if value is None:
            return None
        cell = value
    if "\n" in cell:
        raise BadCell("the cell has several lines; is a quote left open?")
    if facet.type == "choice":
        choices = _choices(facet, own)
        if folded(cell) not in choices:
            raise BadCell(f"'{shown(cell)}' is not a valid answer", _hint(cell, facet))
        return choices[folded(cell)]
    if facet.type == "integer":
        return _integer(cell, facet)
    return read_day(cell, dates)


def read_day(cell: str, dates: DateOrder) -> dt.date:
    """A day: with the year first, with a month by its name, or figures in the order the project names.

    Raises BadCell.
    """
    cell = cell.strip()
    year, month, day = _year_month_day(cell, dates)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise BadCell(f"'{shown(cell)}' is not a day of the calendar", _order_hint(dates)) from None


def read_moment(cell: str, dates: DateOrder) -> str:
    """When a row was answered, as text that sorts by time; empty where the cell does not say it."""
    try:
        day = read_day(cell, dates)
    except BadCell:
        return ""
    match = _TIME.search(cell)
    if match is None:
        return day.isoformat()
    hour, half = int(match.group(1)), (match.group(4) or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{day.isoformat()} {hour:02}:{match.group(2)}:{match.group(3) or '00'}"


def _year_month_day(cell: str, dates: DateOrder) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(cell):
        return int(match.group(1)), int(match.group(2)), int(match.group(3))
    if match := _NAMED.fullmatch(cell):
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(match.group(2).casefold()[:9])]
        day = match.group(1) or match.group(3)
        if len(months) == 1 and day is not None:
            return int(match.group(4)), months[0], int(day)
    if match := _PARTS.fullmatch(cell):
        figures = match.groups()
        order: DateOrder = "year-month-day" if len(figures[0]) == 4 else dates
        year, month, day = (figures[index] for index in _ORDERS[order])
        if len(year) == 4:
            return int(year), int(month), int(day)
    raise BadCell(f"'{shown(cell)}' is not a date", _counted(cell) or _order_hint(dates))


def _counted(cell: str) -> str | None:
    """What a spreadsheet may mean by a number in place of a day."""
    if re.fullmatch(r"[3-7]\d{4}", cell) is None:
        return None
    day = _FIRST + dt.timedelta(days=int(cell))
    return f"a spreadsheet may mean {day.isoformat()} by it: give the column the format of a date"


def _order_hint(dates: DateOrder) -> str:
    if dates == "year-month-day":
        return (
            "write year-month-day, such as 2027-06-30, or say in guidegen.yaml, 'roster:', which 'dates:' the file has"
        )
    return f"write {dates}, with a year of four figures, or year-month-day"


def _integer(cell: str, facet: Facet) -> int:
    match = _NUMBER.fullmatch(cell.strip())
    if match is None:
        raise BadCell(f"'{shown(cell)}' is not a whole number")
    number = int(match.group(1))
    assert facet.min is not None
    assert facet.max is not None
    if number > facet.max and facet.or_more:
        number = facet.max
    if not facet.min <= number <= facet.max:
        raise BadCell(f"{number} is not between {facet.min} and {facet.max}")
    return number


def _choices(facet: Facet, own: Mapping[str, str | None]) -> dict[str, str]:
    """Every way to say an answer, folded, with the value it stands for."""
    choices: dict[str, str] = {}
    for name, value in facet.values.items():
        for words in (name, value.label, value.in_text):
            choices.setdefault(folded(words), name)
    choices.update({words: value for words, value in own.items() if value is not None})
    return choices


def _several(cell: str, choices: Mapping[str, str]) -> frozenset[str]:
    """Answers parted by commas, semicolons or line breaks; an answer may itself hold a comma."""
    pieces = [piece for piece in _SEPARATORS.split(cell.strip()) if piece]
    found: set[str] = set()
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            value = choices.get(folded(", ".join(pieces[start:end])))
            if value is not None:
                found.add(value)
                start = end
                break
        else:
            raise BadCell(f"'{shown(pieces[start])}' is not a valid answer", nearest(folded(pieces[start]), choices))
    return frozenset(found)


def _hint(cell: str, facet: Facet) -> str:
    labels = [value.label for value in facet.values.values()]
    return nearest(cell, labels) or nearest(cell, facet.values) or f"known answers: {', '.join(labels)}"


def shown(cell: str) -> str:
    """A cell in a message: on one line, short, without control characters."""
    words = "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(cell.split()))
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}..."
