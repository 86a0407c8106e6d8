"""A catalog as a table to be kept in a spreadsheet program and imported again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from generator import text
from generator.model.catalog import CatalogHead, Column
from generator.model.data import Confidence
from generator.model.settings import Settings
from generator.render.workbook import words
from generator.render.workbook.book import PAPERS, new_book
from generator.render.workbook.looks import looks_of
from generator.render.workbook.sheet import MOST_HELP, Sheet, Width

SPARE = 200
"""So many rows below the last one have drop-down choices, too."""

LONGEST_CELL = 32_767
"""Letters that a cell of a workbook can hold."""

WIDTH: Width = (10, 40)


def catalog_table(
    title: str, headers: Sequence[str], rows: Sequence[Mapping[str, str]], head: CatalogHead, settings: Settings
) -> bytes:
    """The rows as a workbook. The last header's column is hidden: it is for the import."""

    def sheets(book: Any) -> None:
        looks = looks_of(book, settings.currency, settings.accent)
        sheet = Sheet(book, looks, words.CATALOG_ROWS, [WIDTH] * len(headers), paper=PAPERS[settings.paper])
        lists = book.add_worksheet(words.CATALOG_CHOICES)
        lists.hide()
        sheet.heads(0, headers)
        for number, row in enumerate(rows, 1):
            sheet.row(number, [row.get(header) for header in headers], ["typed"] * len(headers))
        for number in range(len(rows) + 1, len(rows) + SPARE + 1):
            sheet.row(number, [None] * len(headers), ["typed"] * len(headers))
        for index, header in enumerate(headers):
            _guide(sheet, lists, index, header, head.columns.get(header), len(rows) + SPARE)
        sheet.filters(len(rows))
        sheet.finish()
        sheet.page.set_column(len(headers) - 1, len(headers) - 1, None, None, {"hidden": True})

    return new_book(text.curly(title), sheets)


def _guide(sheet: Sheet, lists: Any, index: int, header: str, column: Column | None, last: int) -> None:
    """What a column is, next to its head; its choices, where a cell takes one of them."""
    if column is not None:
        sheet.hint(0, 0, index, _help(column))
    choices: Sequence[str] = ()
    if header == "confidence":
        choices = get_args(Confidence)
    elif column is not None and column.type in ("choice", "yes-no"):
        choices = tuple(column.words)
    elif column is not None and column.type == "choices":
        sheet.hint(1, last, index, words.CATALOG_SEVERAL.format(values="; ".join(column.words))[:MOST_HELP])
    if choices:
        lists.write_column(0, index, choices)
        letters = text.letter(index + 1).upper()
        source = f"='{words.CATALOG_CHOICES}'!${letters}$1:${letters}${len(choices)}"
        rule = {"validate": "list", "source": source, "ignore_blank": True}
        sheet.page.data_validation(1, index, last, index, rule)


def _help(column: Column) -> str:
    """The label of a column and its own help, as long as a spreadsheet program shows it."""
    return text.curly(f"{column.label}. {column.help}" if column.help else column.label)[:MOST_HELP]
