"""Comparing what a guide says: quotes, hyphens, spaces and case do not matter."""

from __future__ import annotations

import re

_STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u00a0\u202f", "''\"\"--  ")


def normal(words: str) -> str:
    """Words as they are compared."""
    return re.sub(r"\s+", " ", words.translate(_STRAIGHT)).strip().casefold()


def says(text: str, wanted: str) -> bool:
    """Whether a normalized text holds the words as whole words."""
    inner = re.escape(normal(wanted))
    return re.search(rf"(?<!\w){inner}(?!\w)", text) is not None
