"""What a guide's search looks through: this guide's sections, terms and documents as plain text, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from generator.render.browser import compact

View = dict[str, Any]
Entry = tuple[str, str, str, str]
"""Address, title, where it is, and text."""

_HIDDEN = re.compile(r'<a class="cite[" ].*?</a>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|span|strong|em|code|sup|b|i)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")


def search_script(guide: View) -> str:
    """A script that hands the guide's text to the page: works from the disk, where a page may not fetch."""
    lines = ",\n".join(compact(entry).replace("</", "<\\/") for entry in _entries(guide))
    return f"window.guidegenSearch = [\n{lines}\n]\n"


def _entries(guide: View) -> Iterator[Entry]:
    for chapter in guide["chapters"]:
        for group in chapter["entries"]:
            for section in group["sections"]:
                address = f"{chapter['href']}#{section['id']}"
                yield address, _plain(str(section["title"])), chapter["title"], _plain(str(section["html"]))
    for month in guide["timeline"]["months"] if guide["timeline"] else ():
        for entry in month["entries"]:
            words = f"{month['title']}. {entry['beside']['note'] or ''}"
            yield f"timeline.html#{entry['id']}", entry["label"], "Timeline", words.strip()
    for group in guide["documents"]:
        for one in group["documents"]:
            words = f"{one['content']} {one['issuer']}. {one['who']}"
            yield f"documents.html#{one['id']}", one["label"], "Documents", words
    for term in guide["terms"]:
        title = f"{term['term']}: {term['expansion']}" if term["expansion"] else term["term"]
        yield f"sources.html#{term['anchor']}", title, "Terms", term["definition"]


@lru_cache(maxsize=8192)
def _plain(html: str) -> str:
    return _BLANKS.sub(" ", unescape(_TAG.sub(" ", _INLINE.sub("", _HIDDEN.sub("", html))))).strip()
