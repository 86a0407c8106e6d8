"""Proposing which unknown column of a table is which field or question, by its header and by what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.load.answers import BadAnswer
from generator.load.cells import CellReader
from generator.load.days import DateStyle, likely_orders, read_day
from generator.load.likeness import likeness, words_of
from generator.load.person import address_problem
from generator.load.proposed_answers import propose_answers
from generator.model.facet import Facet
from generator.model.settings import DateOrder

MOST_LOOKED_AT = 200
"""So many different values of a column tell what it is."""

GUESSED = 0.3
"""How much an answer whose meaning is proposed tells less about its column than one that is understood as it is."""

_NOT_A_PERSON = words_of("school university program emergency advisor mentor company file user spouse parent")
_PERSON = words_of("student applicant participant candidate graduate person who respondent learner trainee")
NAMES = 0.8
"""So much of a column must look like people's names."""

# Two to five words of letters, the first and the last with a capital where there are any.
_NAME = re.compile(r"(?=[^\W\d_a-z])[^\W\d_]+[.,]?([ '\u2019-]+[^\W\d_]+[.,]?){1,6}")
_FIELDS = {
    "first_name": (words_of("first given forename"), "name"),
    "last_name": (words_of("last family surname"), "name"),
    "name": (words_of("name"), ""),
    "answered": (words_of("timestamp submitted completed submission"), ""),
}


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column nobody knows yet, with its different values."""

    index: int
    header: str
    cells: tuple[str, ...]


def propose_columns(
    columns: Sequence[UnknownColumn], found: Iterable[str], facets: Mapping[str, Facet]
) -> dict[int, str]:
    """The field or facet of each column that can be told, by the column's index. `found` has its column already."""
    taken = set(found)
    proposed = _fields(columns, taken)
    taken |= set(proposed.values())
    if not taken & {"name", "first_name", "last_name"} and (column := _with_names(columns, proposed)) is not None:
        proposed[column] = "name"
        taken.add("name")
    scores = {
        (column.index, name): score
        for column in columns
        if column.index not in proposed
        for name, facet in facets.items()
        if facet.derived is None and name not in taken and (score := _score(column, name, facet))
    }
    for index, name in sorted(scores, key=lambda key: -scores[key]):
        if index not in proposed and name not in taken:
            proposed[index] = name
            taken.add(name)
    return proposed


def _fields(columns: Sequence[UnknownColumn], taken: set[str]) -> dict[int, str]:
    proposed: dict[int, str] = {}
    known = set(taken)
    for column in columns:
        words = words_of(column.header)
        addresses = sum(1 for cell in column.cells if "@" in cell and address_problem(cell) is None)
        if "email" not in known and addresses * 2 > len(column.cells) and addresses:
            proposed[column.index] = "email"
            known.add("email")
            continue
        for name, (wanted, besides) in _FIELDS.items():
            is_named = bool(words & wanted) and (not besides or besides in words or len(words) == 1)
            has_name = name in ("first_name", "last_name", "name") and "name" in known
            if is_named and name not in known and not has_name and not words & _NOT_A_PERSON:
                proposed[column.index] = name
                known.add(name)
                break
    return proposed


def _with_names(columns: Sequence[UnknownColumn], proposed: Mapping[int, str]) -> int | None:
    """The column that holds people's names whatever it is called: the only one, or the one that its header tells."""
    found = [
        one
        for one in columns
        if one.index not in proposed and not words_of(one.header) & _NOT_A_PERSON and are_names(one.cells)
    ]
    told = [one for one in found if words_of(one.header) & _PERSON] or found
    return told[0].index if len(told) == 1 else None


def are_names(cells: Sequence[str]) -> bool:
    """Whether cells look like people's names, or like their addresses."""
    alike = sum(1 for cell in cells if _NAME.fullmatch(cell) or "@" in cell)
    return bool(cells) and alike >= NAMES * len(cells)


def _score(column: UnknownColumn, name: str, facet: Facet) -> float:
    """How surely a column is a question's; 0 where it is not."""
    phrases = [phrase for phrase in (facet.label, facet.question, name.replace("_", " ")) if phrase]
    alike = max(likeness(column.header, phrase) for phrase in phrases)
    cells = column.cells[:MOST_LOOKED_AT]
    if not cells:
        return 0.0
    if facet.type == "date":
        read = sum(1 for cell in cells if _is_date(cell)) / len(cells)
        return alike + read if alike >= 0.5 and read >= 0.5 else 0.0
    reader = CellReader(facet, {}, DateStyle())
    proposed, open_ = propose_answers(column.header, cells, reader)
    read = 1 - (len(open_) + GUESSED * len(proposed)) / max(len(cells), len(open_) + len(proposed))
    if facet.type == "integer":
        return alike + read if alike >= 0.5 and read >= 0.5 else 0.0
    is_telling = len(facet.values) > 2 and ((len(cells) > 1 and read >= 0.9) or (len(cells) > 3 and read >= 0.7))
    return alike + read if (alike >= 0.5 and read >= 0.4) or (alike >= 0.2 and read >= 0.7) or is_telling else 0.0


def _is_date(cell: str) -> bool:
    if likely_orders([cell]) != {"month-day-year", "day-month-year"}:
        return True
    try:
        read_day(cell, DateStyle("month-day-year"))
    except BadAnswer:
        return False
    return True


def propose_order(columns: Iterable[Iterable[str]]) -> tuple[DateOrder | None, str | None]:
    """The order of a source's dates, or a date of which both orders are possible."""
    orders: set[DateOrder] = {"month-day-year", "day-month-year"}
    doubtful: str | None = None
    for cells in columns:
        for cell in cells:
            if doubtful is None and _is_doubtful(cell):
                doubtful = cell
            orders &= likely_orders([cell])
    return (next(iter(orders)), None) if doubtful is not None and len(orders) == 1 else (None, doubtful)


def _is_doubtful(cell: str) -> bool:
    try:
        read_day(cell, DateStyle())
    except BadAnswer:
        pass
    else:
        return False
    try:
        read_day(cell, DateStyle("month-day-year"))
    except BadAnswer:
        return False
    return True
