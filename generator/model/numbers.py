"""Whole numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Collection

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_AMOUNT = re.compile(r"([0-9]{1,4})(?:\.0+)?\s*([^\W\d_]+)")
_DAYS_IN = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def parse_whole(words: str) -> int:
    """Read "12" or "-3": ASCII digits and nothing else, at most nine of them.

    `int` would also take "2_028", " 2" and the digits of other scripts, which nobody means. Raises ValueError with a
    sentence for the author.
    """
    if not _WHOLE.fullmatch(words):
        raise ValueError("not a whole number")
    return int(words)


def amount_meant(words: str, units: Collection[str]) -> int | None:
    """The number in "90 days" where one of the units is "days", or in "3 weeks" counted in days.

    None where the words are something else, months included: how many days these have is not fixed.
    """
    match = _AMOUNT.fullmatch(words.strip())
    if match is None:
        return None
    number, unit = int(match.group(1)), match.group(2).casefold()
    known = {one.casefold() for one in units}
    if unit in known:
        return number
    return number * _DAYS_IN[unit] if "days" in known and unit in _DAYS_IN else None
