"""The index of a handbook: what a reader may look up, and the places that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

View = dict[str, Any]

_TERM = re.compile(r'<a class="term" href="#term-(?P<term>[^"]+)"')
_ADDRESS = re.compile(r'<a href="(?P<address>[^"#][^"]*)"')


def index_view(guide: View) -> list[View]:
    """The entries in the order of the alphabet, each with its words and the anchors of its places.

    Terms, papers, dates and addresses. The text of `guide`, a guide as templates see it, is given the anchors: a term
    and an address once a chapter, where it is first used.
    """
    uses: dict[str, list[str]] = {}
    for chapter in guide["chapters"]:
        seen: set[str] = set()
        for section in _sections(chapter):
            section["html"] = _anchored(section["html"], chapter["id"], seen, uses)
    entries = [
        *((term["term"], [*uses.get(f"term-{term['id']}", ()), term["anchor"]]) for term in guide["terms"]),
        *(
            (one["name"], [*uses.get(str(escape(one["url"])), ()), f"address-{one['id']}"])
            for one in guide["resources"]
        ),
        *((one["label"], [f"document-{one['id']}"]) for group in guide["documents"] for one in group["documents"]),
        *((one["label"], [f"date-{one['id']}"]) for one in _dates(guide)),
    ]
    places: dict[str, list[str]] = {}
    for words, anchors in entries:
        places.setdefault(words, []).extend(anchors)
    return [{"words": words, "anchors": places[words]} for words in sorted(places, key=_order)]


def _order(words: str) -> tuple[str, str]:
    return words.casefold(), words


def _sections(chapter: View) -> Iterator[View]:
    return (section for entry in chapter["entries"] for section in entry["sections"])


def _dates(guide: View) -> Iterator[View]:
    months = guide["timeline"]["months"] if guide["timeline"] else ()
    return (entry for month in months for entry in month["entries"])


def _anchored(html: str, chapter: str, seen: set[str], uses: dict[str, list[str]]) -> Markup:
    """The text with an anchor at the first use of each term and address in its chapter."""

    def mark(match: re.Match[str]) -> str:
        named = match.groupdict()
        key = f"term-{named['term']}" if "term" in named else named["address"]
        if key in seen:
            return match.group()
        seen.add(key)
        anchor = f"use-{chapter}-{len(seen)}"
        uses.setdefault(key, []).append(anchor)
        return f'<a id="{anchor}"{match.group()[2:]}'

    for pattern in (_TERM, _ADDRESS):
        html = pattern.sub(mark, html)
    return Markup(html)  # noqa: S704 -- it came as safe HTML, and an anchor is of letters, digits and hyphens
