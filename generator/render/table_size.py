"""How large a table is set on paper: one too wide for the text takes the margin, and smaller letters."""

from __future__ import annotations

import html
import re
from itertools import zip_longest

from markupsafe import Markup

TEXT, PAGE = 58, 100
"""Letters that the longest words of a table's columns may have together next to a chapter's margin, and over it."""

GAP = 3
"""Letters' room between two columns."""

MANY = 5
"""Columns from which a table takes the margin whatever their words: narrower ones would be lists of single words."""

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def sized(table: Markup) -> Markup:
    """The HTML of a table with the class of its size: none, "wide" over the margin, "widest" where words may break."""
    longest: list[int] = []
    for row in _ROW.findall(table):
        words = [max(map(len, html.unescape(_TAG.sub("", cell)).split()), default=0) for cell in _CELL.findall(row)]
        longest = [max(pair) for pair in zip_longest(longest, words, fillvalue=0)]
    needed = sum(longest) + GAP * len(longest)
    if needed <= TEXT and len(longest) < MANY:
        return table
    size = "wide" if needed <= PAGE else "widest"
    return Markup(str(table).replace("<table", f'<table class="{size}"', 1))  # noqa: S704 -- it came as safe HTML
