"""Footnotes in the parts of a book: which letter each part begins with, and which notes are referred to again.

The theme counts notes with the counter `note`, sets them as elements of the class `footnote`, and links to one that
was there before. Letters go on from part to part, so they are laid out with their part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from generator.render.press.cut import Cutting
from generator.render.press.late import LATE

COUNTER = "note"
_NOTE = re.compile(r"<\w+\b[^>]*?\sclass=\"(?:[^\"]* )?footnote(?: [^\"]*)?\"[^>]*>")
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_LINK = re.compile(rf"href=\"#{LATE}-\d-(\d+)\"")
_AGAIN = re.compile(rf"href=\"#({LATE}-n(\d+)-\d+)\"")
_BEFORE = re.compile(r"<!--(\d+) notes-->")


def count_notes(parts: Sequence[Cutting]) -> None:
    """Say in the HTML of the parts that have notes how many are before them, and which note a link refers to again."""
    numbers: dict[str, int] = {}
    before = []
    for part in parts:
        before.append(len(numbers))
        for opening in _NOTE.findall(part.html):
            found = _ID.search(opening)
            numbers[found[1] if found else f"#{len(numbers)}"] = len(numbers) + 1
    for part, count in zip(parts, before, strict=True) if numbers else ():
        part.html = _LINK.sub(partial(_again, part, numbers), part.html)
        if _NOTE.search(part.html):
            part.html = f"<!--{count} notes-->{part.html}"


def _again(part: Cutting, numbers: dict[str, int], match: re.Match[str]) -> str:
    note = numbers.get(part.lates[int(match[1])].target)
    return match[0] if note is None else f'href="#{LATE}-n{note}-{match[1]}"'


def opened(html: str) -> tuple[str, str]:
    """The CSS that begins the letters of a part, empty where it has no notes, and its HTML."""
    match = _BEFORE.match(html)
    return ("", html) if match is None else (f"counter-reset: {COUNTER} {match[1]}", html[match.end() :])


def called_again(body: str) -> str:
    """What stands in for the notes of other parts that a body refers to again."""
    found = sorted(set(_AGAIN.findall(body)))
    return "".join(f'<i id="{anchor}" style="counter-reset: {COUNTER} {number}"></i>' for anchor, number in found)
