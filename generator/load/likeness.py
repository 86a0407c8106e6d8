"""How much two phrases say the same: to propose which column is which question. What it finds is always shown first."""

from __future__ import annotations

import difflib
import re

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    """a an and any are as at be been before by can did do does for from had has have how i if in is it its me my of on
    or our please tell than that the their there these this to was we were what when where which who will with would
    you your yet""".split()  # noqa: SIM905 -- a table of words reads better without quotes
)
STEM = 6


def words_of(phrase: str) -> frozenset[str]:
    """The words of a phrase that say something, cut to their stem: "graduation" and "graduated" are one word."""
    words = (word for word in _WORD.findall(phrase.casefold()) if word not in _EMPTY)
    return frozenset(word.removesuffix("s")[:STEM] if len(word) > 3 else word for word in words)


def likeness(first: str, second: str) -> float:
    """From 0 to 1: how many of their words two phrases share; small slips of the pen count as the same."""
    one, other = words_of(first), words_of(second)
    if not one or not other:
        return 0.0
    common = sum(1 for word in one if word in other or _is_slip(word, other))
    dice, overlap = 2 * common / (len(one) + len(other)), common / min(len(one), len(other))
    return min(1.0, (dice + overlap) / 2)


def _is_slip(word: str, others: frozenset[str]) -> bool:
    return len(word) >= 5 and bool(difflib.get_close_matches(word, others, n=1, cutoff=0.8))
