"""Which pieces speak of a person: they stay in the process that made them."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


def own_words(*names: str) -> frozenset[str]:
    """The words by which a person would be known: those of a name or an id, without initials."""
    words = {word for name in names for word in _WORD.findall(name.casefold())}
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def speaks_of(html: str, own: Collection[str]) -> bool:
    """Whether a piece has one of these words in its text. Scripts without spaces may have it inside a longer one."""
    if not own:
        return False
    text = unescape(_TAG.sub(" ", html)).casefold()
    words = set(_WORD.findall(text))
    return any(one in words if one.isascii() else one in text for one in own)
