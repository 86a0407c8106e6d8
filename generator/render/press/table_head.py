"""What a table that is cut into rows lays out above each of them: its head, and the head of the row's group.

A table without a head may have its columns' widths there (`<colgroup>`).
"""

from __future__ import annotations

import re

BEFORE = "data-before"
"""Marks rows that are laid out above a part and belong to the parts before it."""

_HEAD = re.compile(r"\s*(?:<colgroup\b.*?</colgroup>\s*)?(?:<thead\b.*?</thead>)?", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_MARKED = re.compile(r"<(?:colgroup|thead)\b|^<tr\b")
_GROUP = re.compile(r"<th\b[^>]*\sscope=\"rowgroup\"")
_CELL = re.compile(r"(<td\b[^>]*>).*?</td>", re.DOTALL)
_OVER_ROWS = re.compile(r"\srowspan=\"(?!1\")")
_OWN = re.compile(r"\s(?:id|href)=\"")


def head_of(inner: str) -> str | None:
    """The head of a table's inside, where the table begins with one that can be above any row, else None."""
    found = _HEAD.match(inner)
    head = found[0].strip() if found else ""
    return head if head and not _OWN.search(head) and not _OVER_ROWS.search(head) else None


def can_be_cut(rows: str) -> bool:
    """Whether rows can be laid out one by one: none of their cells is over several rows."""
    return not _OVER_ROWS.search(rows)


def group_row(rows: str) -> str:
    """The row with the head of a group, if it begins with one, without its figures."""
    row = _ROW.match(rows.strip())
    if row is None or not _GROUP.search(row[0]) or _OWN.search(row[0]):
        return ""
    return marked(_CELL.sub(r"\1</td>", row[0]))


def marked(rows: str) -> str:
    """The same head or row, as one that belongs to the parts before."""
    return _MARKED.sub(rf"\g<0> {BEFORE}", rows)
