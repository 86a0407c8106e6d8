"""The sheet of one catalog: every row of it, filled in, with room for what the reader finds out."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator import text
from generator.model.choices import Choice, ReaderCatalog
from generator.render.workbook import words
from generator.render.workbook.sheet import Cell, Sheet, Width

FIRST_WIDTHS: tuple[Width, ...] = ((20, 40), 12, 11, (16, 44))
LAST_WIDTHS: tuple[Width, ...] = ((14, 30), (16, 40), (12, 22), (14, 40), 40)
LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def sheet_name(catalog: ReaderCatalog, taken: Collection[str]) -> str:
    """What the sheet is called: the catalog's name in the menu, as a workbook can have it."""
    wanted = _FORBIDDEN.sub(" ", text.curly(catalog.catalog.menu))[:LONGEST_NAME].strip()
    name, number = wanted, 2
    while name.casefold() in {one.casefold() for one in taken}:
        name, number = f"{wanted[: LONGEST_NAME - 3]} {number}", number + 1
    return name


def catalog_widths(catalog: ReaderCatalog) -> list[Width]:
    """The widths of the sheet's columns."""
    return [*FIRST_WIDTHS, *((10, 28) for _ in _columns(catalog)), *LAST_WIDTHS]


def catalog_sheet(sheet: Sheet, catalog: ReaderCatalog) -> None:
    """A row for each row, from best to worst; what is not for the reader comes last, with the reason."""
    labels = _columns(catalog)
    sheet.heads(0, [*words.ROW_FIRST, *labels, *words.ROW_LAST])
    looks = ["label", "text", "input", *["text"] * (1 + len(labels)), *["text"] * (len(words.ROW_LAST) - 1), "input"]
    for number, choice in enumerate(catalog.choices, 1):
        sheet.row(number, _cells(choice), looks)
    last = max(1, len(catalog.choices))
    sheet.choice(1, last, words.ROW_FIRST.index(words.MY_LIST), words.LISTED)
    sheet.filters(last)


def _columns(catalog: ReaderCatalog) -> list[str]:
    return [text.curly(column.label) for column in catalog.columns.values()]


def _cells(choice: Choice) -> list[Cell]:
    head = choice.row.head
    if choice.fit == "no":
        blank: list[Cell] = [None] * (len(choice.cells) + len(words.ROW_LAST))
        return [text.curly(head.name), choice.verdict, None, "; ".join(choice.reasons), *blank]
    asks = "; ".join((*choice.asks, *choice.open, *choice.more))
    return [
        text.curly(head.name),
        choice.verdict,
        words.LISTED[0] if choice.is_listed else None,
        asks or None,
        *(one.told or None for one in choice.cells),
        head.source.called,
        head.source.url,
        choice.checked,
        head.confirm,
        head.note,
    ]
