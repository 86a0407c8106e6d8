"""Which pages are built alike, and which are the only ones to show an element in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_REFERENCE = re.compile(r"id|for|aria-(?:label|labelledby|describedby|controls|details|owns)")
"""What ties elements of one page together or names them: it decides what a page is, not how an element looks."""
_LOOK = re.compile(r"class|role|type|lang|alt|hidden|open|tabindex|scope|colspan|aria-.*")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_PARTS = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to look at, and whether it has an element in a place where no page before it has one."""

    page: Path
    new: bool


@dataclass(frozen=True, slots=True)
class Built:
    """How a page is built: as a whole, and each element with those around it and the one before it."""

    whole: int
    places: frozenset[int]


def to_look_at(pages: Iterable[Path], *, every: bool) -> list[Shown]:
    """The pages, of those that differ in words alone one; those with the most different elements first."""
    found = sorted(((built(page.read_text("utf-8")), page) for page in pages), key=lambda one: -len(one[0].places))
    seen: set[int] = set()
    wholes: set[int] = set()
    shown = []
    for one, page in found:
        if every or one.whole not in wholes:
            shown.append(Shown(page, every or not one.places <= seen))
            wholes.add(one.whole)
            seen |= one.places
    return shown


def built(html: str) -> Built:
    """How a page is built, whatever its words are."""
    whole: list[int] = []
    places: set[int] = set()
    around, before = [0], [0]
    for part in _PARTS.split(html):
        if part.startswith("</"):
            around.pop()
            before.pop()
            whole.append(-1)
        elif part.startswith("<"):
            tag, judged, look = _read(part)
            whole.append(judged)
            if tag:
                here = hash((around[-1], look))
                places.add(hash((here, before[-1])))
                before[-1] = look
                if tag not in _VOID and not part.endswith("/>"):
                    around.append(here)
                    before.append(0)
        elif part.strip():
            whole.append(0)
            places.add(hash((around[-1], "words")))
    return Built(hash(tuple(whole)), frozenset(places))


class _Tag(HTMLParser):
    """The one tag in a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tag = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, self.attributes = tag, attrs


@cache
def _read(text: str) -> tuple[str, int, int]:
    """A tag's name, what axe judges of it, and what its look and place depend on; of other marks no name."""
    one = _Tag(text)
    judged, look = [], []
    for name, value in one.attributes:
        reference, looks = _REFERENCE.fullmatch(name), _LOOK.fullmatch(name)
        judged.append((name, value if reference or looks else bool(value)))
        look.append((name, value if looks and not reference else bool(value)))
    return one.tag, hash((one.tag, tuple(judged))), hash((one.tag, tuple(look)))
