"""How wide a text is in a cell and how many lines it takes, estimated so that no line is cut.

Only Excel fits rows by itself; LibreOffice and Numbers show the height that is written. The reader's font is not known,
so a letter counts for what it has in the widest of the usual ones. Workbooks of many readers say nearly the same: what
was measured is known for a while.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

NARROW = frozenset("iljftrI.,:;'’|!()[]/ ")
WIDE = frozenset("mwMW@%&—→")
BOLD = 1.08
LINE = 15.0
"""Points from one line to the next at 11 points."""

HIGHEST = 409.0
"""Points of the highest row that Excel knows."""


@lru_cache(maxsize=1 << 16)
def width_of(words: str, *, bold: bool = False) -> float:
    """The width of a line of text, in digits, the unit of column widths."""
    total = sum(map(_width, words))
    return total * BOLD if bold else total


@lru_cache(maxsize=1 << 12)
def _width(letter: str) -> float:
    if letter in NARROW:
        return 0.65
    if letter in WIDE:
        return 1.55
    if ord(letter) >= 0x1100:
        return 2.0
    return 1.25 if letter.isupper() else 1.0


@lru_cache(maxsize=1 << 14)
def lines_of(words: str, width: float, *, bold: bool = False) -> int:
    """The lines a text takes in a column of some width (in digits), broken between words; at least one."""
    return sum(_lines(line, width, bold) for line in words.split("\n"))


def _lines(line: str, width: float, bold: bool) -> int:
    lines, filled = 1, 0.0
    space = width_of(" ", bold=bold)
    for word in line.split():
        long = width_of(word, bold=bold)
        if filled and filled + space + long <= width:
            filled += space + long
            continue
        lines += 1 if filled else 0
        # A word longer than the column is broken wherever its line is full.
        broken = max(0, math.ceil(long / width) - 1)
        lines += broken
        filled = long - broken * width
    return lines


def height_of(lines: int) -> float:
    """The height of a row of some lines, in points."""
    return min(lines * LINE, HIGHEST)


def column_width(texts: Sequence[tuple[str, bool]], least: int, most: int) -> int:
    """The width that shows a column's texts (each with whether it is bold) on one line, within bounds, in digits."""
    needed = max((width_of(words, bold=bold) for words, bold in texts), default=0.0)
    return min(most, max(least, math.ceil(needed) + 1))
