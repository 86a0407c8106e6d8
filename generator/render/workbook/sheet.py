"""One sheet: cells written as what they are, columns and rows fitted to them, ready to be printed.

Texts are always written as texts: what begins like a formula stays words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from generator.render.workbook.fit import LINE, column_width, height_of, lines_of
from generator.render.workbook.looks import BOLD, UNWRAPPED

Cell = str | int | float | dt.date | None
Width = int | tuple[int, int]
"""Of a column, in digits: fixed, or fitted to its texts between two bounds."""

TITLE_HEIGHT = 24.0
MOST_HELP = 255
"""Letters of the words that a spreadsheet program shows next to a cell."""

ACROSS = {True: 146, False: 100}
"""Digits on a line of paper at full size, by whether it lies on its side."""

LEAST_SCALE = 0.6
"""Print is not made smaller than this: a wider sheet goes over several pages side by side."""


class Sheet:
    """Writes one sheet; `finish` comes last."""

    def __init__(
        self,
        book: Any,
        looks: Mapping[str, Any],
        name: str,
        widths: Sequence[Width],
        *,
        paper: int,
        head: int | None = 0,
        landscape: bool = True,
    ) -> None:
        """An empty sheet.

        `head` is the row that stays in sight and comes again on every page; `paper` is Excel's number of its size.
        """
        self.looks, self.widths, self.head = looks, widths, head
        self.page = book.add_worksheet(name)
        self.landscape = landscape
        self._texts: dict[tuple[int, int], tuple[str, str]] = {}
        self._rows = 0
        self.page.set_paper(paper)
        self.page.set_margins(0.5, 0.5, 0.6, 0.6)
        self.page.set_footer("&L&A&R&P")
        if landscape:
            self.page.set_landscape()
        if head is not None:
            self.page.freeze_panes(head + 1, 1)
            self.page.repeat_rows(head)

    def write(self, row: int, column: int, value: Cell, look: str = "text") -> None:
        """One cell: a text is written as a text, whatever it begins with."""
        style = self.looks[look]
        self._rows = max(self._rows, row + 1)
        if value is None or value == "":
            self.page.write_blank(row, column, None, style)
        elif isinstance(value, str):
            self.page.write_string(row, column, value, style)
            self._texts[row, column] = value, look
        elif isinstance(value, dt.date):
            self.page.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
        else:
            self.page.write_number(row, column, value, style)

    def row(self, number: int, cells: Sequence[Cell], looks: Sequence[str]) -> None:
        """One row; `looks` gives each cell's."""
        for column, (value, look) in enumerate(zip(cells, looks, strict=True)):
            self.write(number, column, value, look)

    def heads(self, number: int, labels: Sequence[str]) -> None:
        """A head row."""
        self.row(number, labels, ["head"] * len(labels))

    def formula(self, row: int, column: int, formula: str, look: str, value: int) -> None:
        """A cell that is worked out; `value` is its result as things are."""
        self._rows = max(self._rows, row + 1)
        self.page.write_formula(row, column, formula, self.looks[look], value)

    def choice(self, first: int, last: int, column: int, choices: Sequence[str], help_text: str | None = None) -> None:
        """A drop-down list in a stretch of one column."""
        rule: dict[str, Any] = {"validate": "list", "source": list(choices), "ignore_blank": True}
        if help_text:
            rule["input_message"] = help_text
        self.page.data_validation(first, column, last, column, rule)

    def hint(self, first: int, last: int, column: int, words: str) -> None:
        """Words that show while the reader is in a stretch of one column."""
        self.page.data_validation(first, column, last, column, {"validate": "any", "input_message": words})

    def filters(self, last: int) -> None:
        """Buttons in the head row to sort and filter by."""
        self.page.autofilter(0, 0, last, len(self.widths) - 1)

    def mark_late(self, last: int, *, state: str, day: str, open_states: Sequence[str]) -> None:
        """Color the day of what is late, and quiet what is done."""
        is_open = ",".join(f'${state}2="{one}"' for one in open_states)
        late = f"=AND(ISNUMBER(${day}2),${day}2<TODAY(),OR({is_open}))"
        done = f'=AND(${state}2<>"",NOT(OR({is_open})))'
        for cells, criteria, look in ((day, late, "late"), ("A", done, "done")):
            self.page.conditional_format(
                f"{cells}2:{cells}{last + 1}",
                {"type": "formula", "criteria": criteria, "format": self.looks[look]},
            )

    def finish(self) -> None:
        """Fit columns and rows to what was written, and the sheet to paper."""
        fitted = [self._fitted(column, width) for column, width in enumerate(self.widths)]
        for column, width in enumerate(fitted):
            self.page.set_column(column, column, width)
        for row, height in self._heights(fitted).items():
            self.page.set_row(row, height)
        pages = _pages(fitted, ACROSS[self.landscape] / LEAST_SCALE)
        self.page.fit_to_pages(pages, 0)
        if pages > 1:
            self.page.repeat_columns(0)
        self.page.print_area(0, 0, self._rows - 1, len(fitted) - 1)

    def _fitted(self, column: int, width: Width) -> int:
        if isinstance(width, int):
            return width
        texts = [
            (words, look in BOLD)
            for (_, at), (words, look) in self._texts.items()
            if at == column and look not in UNWRAPPED
        ]
        return column_width(texts, *width)

    def _heights(self, widths: Sequence[int]) -> dict[int, float]:
        heights: dict[int, float] = {}
        for (row, column), (words, look) in self._texts.items():
            if look == "title":
                height = TITLE_HEIGHT
            elif look in UNWRAPPED:
                height = LINE
            else:
                height = height_of(lines_of(words, widths[column] - 1, bold=look in BOLD))
            heights[row] = max(heights.get(row, 0.0), height)
        return heights


def _pages(widths: Sequence[int], room: float) -> int:
    """The pages side by side on which columns find room; none is cut, and the first comes again on each."""
    pages, used = 1, 0
    for width in widths:
        if used and used + width > room:
            pages, used = pages + 1, widths[0]
        used += width
    return pages
