"""Comparing what a guide says: quotes, dashes, spaces and case do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_STRAIGHT = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u00ad": None,
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
})  # fmt: skip
_NOTE = re.compile(r"\s*source \d+|(?<=[^\W\d_.,;:])\d{1,3}(?=confirm|\W|$)|(?<=[^\W\d_][.,;:)])\d{1,3}(?=\W|$)")


def normal(words: str) -> str:
    """Words as they are compared."""
    straight = unicodedata.normalize("NFKC", words.translate(_STRAIGHT))
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", straight)).strip().casefold()


def without_notes(words: str) -> str:
    """Normalized words as they are compared where one of them was copied from a page.

    There the numbers of sources are among them, and a task's day without its brackets.
    """
    bare = re.sub(r"[(),]", "", _NOTE.sub("", words).replace("(planned)", "")).replace("confirm", "")
    return re.sub(r"\s+([.,;:)])", r"\1", re.sub(r"\s+", " ", bare)).strip()


def first_at(texts: Iterable[str], wanted: str) -> tuple[int, int] | None:
    """Which of normalized texts is the first that holds normalized words as whole words, and where."""
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    for number, text in enumerate(texts):
        # To look for plain words takes a tenth of the time, and few texts hold them.
        if wanted in text and (found := whole.search(text)):
            return number, found.start()
    return None
