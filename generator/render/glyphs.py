"""Characters no font of the theme can draw, found before a handbook is laid out."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable

from generator import text

SHOWN = 5
INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
"""Kinds of characters that leave no mark on paper."""

ADVICE = (
    "put a TrueType font that has them into templates/handbook/fonts/ and name it in guidegen.yaml under "
    "'handbook:', 'fonts:'"
)


def drawable(fonts: Iterable[bytes]) -> frozenset[int]:
    """The code points that some of the fonts can draw."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- only where a PDF is made

    points: set[int] = set()
    for font in fonts:
        with TTFont(io.BytesIO(font), lazy=True) as opened:
            points.update(opened.getBestCmap())
    return frozenset(points)


def undrawable(html: str, known: frozenset[int]) -> str | None:
    """A sentence on the characters of a text that cannot be drawn; None where all can.

    It names code points and not the words around them, which may be somebody's name.
    """
    missing = sorted(
        {letter for letter in set(html) if ord(letter) not in known and unicodedata.category(letter) not in INVISIBLE}
    )
    return None if not missing else no_glyphs([ord(letter) for letter in missing])


def no_glyphs(points: list[int]) -> str:
    """The sentence on characters that cannot be drawn, with what to do."""
    names = [f"U+{point:04X} ({unicodedata.name(chr(point), 'unnamed').lower()})" for point in points[:SHOWN]]
    more = len(points) - SHOWN
    listed = text.joined([*names, f"{more} more"] if more > 0 else names)
    return f"the fonts have no glyph for {listed}; {ADVICE}"
