"""How many words a reader has to read."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model.selection import Decision, texts_in

_WORD = re.compile(r"\w[\w'\u2019-]*")


def word_count(decision: Decision) -> int:
    """The words to read; those to say or write are looked up on the day."""
    words = sum(words_in(stretch.markdown) for stretch in texts_in(decision.body, scripts=False))
    return words + len(decision.module.title.split())


@lru_cache(maxsize=4096)
def words_in(markdown: str) -> int:
    """How many words a text has to read."""
    return len(_WORD.findall(markdown))
