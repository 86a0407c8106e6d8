"""Characters no font of the theme can draw, found before a handbook is laid out."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator import text

SHOWN = 5
INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
"""Kinds of characters that leave no mark on paper."""

SELECTORS = frozenset({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
"""Variation selectors choose a form of the letter in front of them and have none of their own."""

AS_TEXT = "\ufe0e"
_EMOJI = re.compile("([\u231a-\u23ff\u25fd\u25fe\u2600-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff])[\ufe0e\ufe0f]?")

ADVICE = (
    "put a font (TTF, OTF or TTC) that has them into templates/handbook/fonts/ and name it in guidegen.yaml under "
    "'handbook:', 'fonts:'"
)


def drawable(fonts: Iterable[bytes]) -> frozenset[int]:
    """The code points that some of the fonts can draw."""
    return frozenset().union(*map(_points, fonts))


@lru_cache(maxsize=32)
def _points(font: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- only where a PDF is made

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        return frozenset(opened.getBestCmap())


def undrawable(html: str, known: frozenset[int]) -> str | None:
    """A sentence on the characters of a text that cannot be drawn; None where all can.

    It names code points and not the words around them, which may be somebody's name.
    """
    missing = sorted(ord(letter) for letter in set(html) if is_undrawable(letter, known))
    return None if not missing else no_glyphs(missing)


def is_undrawable(letter: str, known: frozenset[int]) -> bool:
    """Whether a character would leave a mark on paper and no font has it."""
    point = ord(letter)
    return point not in known and point not in SELECTORS and unicodedata.category(letter) not in INVISIBLE


def as_letters(html: str) -> str:
    """HTML with its emoji to be drawn like letters: the engine would take them from a font of the machine."""
    return _EMOJI.sub(lambda match: match.group(1) + AS_TEXT, html)


def no_glyphs(points: list[int]) -> str:
    """The sentence on characters that cannot be drawn, with what to do."""
    names = [f"U+{point:04X} ({unicodedata.name(chr(point), 'unnamed').lower()})" for point in points[:SHOWN]]
    more = len(points) - SHOWN
    listed = text.joined([*names, f"{more} more"] if more > 0 else names)
    return f"the fonts have no glyph for {listed}; {ADVICE}"
