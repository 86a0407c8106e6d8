"""A spreadsheet program small enough for our own formulas, so that tests can change a cell and see the sums follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<range>\$?[A-Z]{1,2}\$?\d+:\$?[A-Z]{1,2}\$?\d+)|(?P<cell>\$?[A-Z]{1,2}\$?\d+)
    |(?P<name>[A-Z]+)(?=\()|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/(),=]))""",
    re.VERBOSE,
)


class Sheet:
    """The values of a worksheet, worked out again whenever one is asked for."""

    def __init__(self, page: Worksheet) -> None:
        self.cells: dict[str, Any] = {cell.coordinate: cell.value for row in page.iter_rows() for cell in row}

    def set(self, cell: str, value: object) -> None:
        self.cells[cell] = value

    def get(self, cell: str) -> Any:
        """A cell's value; an empty one is the empty text."""
        value = self.cells.get(cell)
        if isinstance(value, str) and value.startswith("="):
            return _Formula(self, value[1:]).result()
        return "" if value is None else value

    def span(self, span: str) -> list[Any]:
        """The values of a range, row by row."""
        left, top, right, bottom = range_boundaries(span.replace("$", ""))
        assert None not in (left, top, right, bottom)
        return [
            self.get(f"{get_column_letter(column)}{row}")
            for row in range(int(top or 0), int(bottom or 0) + 1)
            for column in range(int(left or 0), int(right or 0) + 1)
        ]


class _Formula:
    def __init__(self, sheet: Sheet, words: str) -> None:
        self.sheet = sheet
        self.tokens = list(_tokens(words))
        self.place = 0

    def result(self) -> Any:
        value = self.comparison()
        assert self.place == len(self.tokens), self.tokens[self.place :]
        return value

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def take(self, sign: str | None = None) -> tuple[str, str]:
        token = self.peek()
        assert sign is None or token[1] == sign, (sign, token)
        self.place += 1
        return token

    def comparison(self) -> Any:
        value = self.sum()
        if self.peek() == ("sign", "="):
            self.take()
            other = self.sum()
            return str(value).casefold() == str(other).casefold()
        return value

    def sum(self) -> Any:
        value = self.product()
        while self.peek() in (("sign", "+"), ("sign", "-")):
            sign = self.take()[1]
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Any:
        value = self.atom()
        while self.peek() == ("sign", "*"):
            self.take()
            value *= self.atom()
        return value

    def atom(self) -> Any:
        kind, words = self.take()
        match kind:
            case "number":
                return float(words)
            case "text":
                return words[1:-1].replace('""', '"')
            case "cell":
                return self.sheet.get(words.replace("$", ""))
            case "range":
                return self.sheet.span(words)
            case "name":
                return self.call(words)
        if words == "-":
            return -self.atom()
        assert words == "(", words
        value = self.comparison()
        self.take(")")
        return value

    def call(self, name: str) -> Any:
        self.take("(")
        arguments = [self.comparison()]
        while self.peek() == ("sign", ","):
            self.take()
            arguments.append(self.comparison())
        self.take(")")
        return FUNCTIONS[name](*arguments)


def _tokens(words: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(words):
        match = _TOKEN.match(words, place)
        assert match is not None, words[place:]
        assert match.lastgroup is not None
        yield match.lastgroup, match.group(match.lastgroup)
        place = match.end()


def _numbers(values: list[Any]) -> list[float]:
    return [float(value) for value in values if isinstance(value, int | float)]


def _sumifs(values: list[Any], tested: list[Any], wanted: str) -> float:
    return sum(_numbers([value for value, test in zip(values, tested, strict=True) if test == wanted]))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IF": lambda test, yes, no: yes if test else no,
    "MAX": max,
    "N": lambda value: float(value) if isinstance(value, int | float) else 0.0,
    "ROUND": lambda value, digits: float(int(value * 10**digits + 0.5)) / 10**digits,
    "SUM": lambda values: sum(_numbers(values)),
    "SUMIFS": _sumifs,
}
