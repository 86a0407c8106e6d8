"""Letters that cannot be printed, found in a project's own files before anything is laid out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from generator.diagnostics import Diagnostic, Span
from generator.render.glyphs import ADVICE, is_undrawable, no_glyphs

PRIVATE = "Co"
"""Characters of private use, which are refused where a file is read."""

CONTROLS = ("Cc", "Zl", "Zp")
"""Control characters, and separators of lines and paragraphs that no editor shows as such."""

_HIDDEN = re.compile("[\u202a-\u202e\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]")
"""Overrides of the direction, which turn words around, and what nobody sees; joiners and soft hyphens are letters."""


def check_letters(letters: Iterable[tuple[str, Span]], known: frozenset[int]) -> list[Diagnostic]:
    """Every line with characters that no font of the handbook has, or that are not printed, said once with its place.

    `letters` are characters with their places, in their order; `known` are the code points the fonts can draw.
    """
    first: dict[tuple[str, int, str], Span] = {}
    listed: dict[tuple[str, int, str], dict[int, None]] = {}
    for letter, span in letters:
        kind = _kind(letter, known)
        if kind is None:
            continue
        key = span.path, span.line, kind
        first.setdefault(key, span)
        listed.setdefault(key, {})[ord(letter)] = None
    return [_finding(kind, first[path, line, kind], list(points)) for (path, line, kind), points in listed.items()]


def _kind(letter: str, known: frozenset[int]) -> str | None:
    category = unicodedata.category(letter)
    if letter in "\n\t" or category == PRIVATE:
        return None
    if category in CONTROLS or _HIDDEN.match(letter):
        return "control-character"
    return "no-glyph" if is_undrawable(letter, known) else None


def _finding(code: str, span: Span, points: list[int]) -> Diagnostic:
    if code == "no-glyph":
        return Diagnostic("error", code, no_glyphs(points).removesuffix(f"; {ADVICE}"), span, ADVICE)
    named = ", ".join(f"U+{point:04X}" for point in points)
    return Diagnostic("error", code, f"there is a character here that is not printed ({named})", span, "remove it")
