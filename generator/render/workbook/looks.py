"""The looks of cells."""

from __future__ import annotations

from typing import Any

from generator.render.workbook.words import DAY_FORMAT

INPUT = "#FFF6E3"
QUIET = "#56616B"
FRAME = {"border": 1, "border_color": "#D9DEE2"}
DAY = {"num_format": DAY_FORMAT, "align": "left"}
BOLD = frozenset({"title", "head", "label", "sum", "sum_label"})
UNWRAPPED = frozenset({"title", "quiet_line"})
"""Looks of lines that run over the cells next to them."""


def looks_of(book: Any, currency: str, accent: str) -> dict[str, Any]:
    """The formats of a workbook by name.

    `currency` is what comes before money, such as "$"; `accent` is a color such as "#0b5d66".
    Money keeps the room of a bracket at its right, so that it does not touch what is in the next column.
    """
    money = {"num_format": f'"{currency}"#,##0_)'}
    input_ = {"bg_color": INPUT}
    looks: dict[str, dict[str, Any]] = {
        "text": {},
        "title": {"font_size": 16, "font_color": accent},
        "head": {"bottom": 2, "bottom_color": QUIET, "bg_color": "#F4F6F7"},
        "label": {},
        "quiet": {"font_color": QUIET},
        "quiet_line": {"font_color": QUIET},
        "date": DAY,
        "money": money,
        "sum": {**money, "top": 1},
        "sum_label": {"top": 1},
        "input": input_,
        "input_date": {**input_, **DAY},
        "input_number": {**input_, "num_format": "#,##0"},
        "input_money": {**input_, **money},
        "field": {**input_, **FRAME},
        "field_date": {**input_, **FRAME, **DAY},
        "typed": {"num_format": "@"},
        "late": {"font_color": "#9B1C1C", "bold": True},
        "done": {"font_color": QUIET},
    }
    return {
        name: book.add_format(
            {
                "font_name": "Calibri",
                "font_size": 11,
                "valign": "top",
                "bold": name in BOLD,
                "text_wrap": name not in UNWRAPPED,
                **look,
            }
        )
        for name, look in looks.items()
    }
