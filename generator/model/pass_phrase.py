"""Pass phrases for protected handbooks: which are worth nothing."""

from __future__ import annotations

import re

SHORTEST = 10
WEAK_ADVICE = "three or four words that do not belong together do well"

_DATE_LIKE = re.compile(r"[\d\s.,:/\\-]+")


def weakness(pass_phrase: str, name: str, address: str) -> str | None:
    """Why a pass phrase protects nothing; None where it does. The pass phrase itself is never repeated."""
    if len(pass_phrase) < SHORTEST:
        return f"the pass phrase is shorter than {SHORTEST} characters"
    if _DATE_LIKE.fullmatch(pass_phrase):
        return "the pass phrase has only digits, like a birthday"
    bare = pass_phrase.casefold()
    known = {part for part in re.split(r"[\W_]+", f"{name} {address}".casefold()) if len(part) > 2}
    for part in sorted(known, key=len, reverse=True):
        bare = bare.replace(part, "")
    if len(re.sub(r"[\W\d_]+", "", bare)) < 4:
        return "the pass phrase is little more than the person's name or address"
    return None
