"""Whole numbers as people write them."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"-?[0-9]{1,9}")


def parse_whole(words: str) -> int:
    """Read "12" or "-3": ASCII digits and nothing else, at most nine of them.

    `int` would also take "2_028", " 2" and the digits of other scripts, which nobody means. Raises ValueError with a
    sentence for the author.
    """
    if not _WHOLE.fullmatch(words):
        raise ValueError("not a whole number")
    return int(words)
