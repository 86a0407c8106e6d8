"""A guide as one page, to be printed: its chapters one after the other, with links that stay on the page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

View = dict[str, Any]

WHOLE = "whole"
"""The name of the page."""

_LINK = re.compile(r'href="([\w-]+)\.html(#[^"]*)?"')
_HEADING = re.compile(r"(</?h)([3-5])\b")


def whole_view(view: View) -> list[View]:
    """The chapters of a guide with the HTML of their sections for one page: headings a level lower, links within."""
    names = frozenset(chapter["id"] for chapter in view["chapters"])
    return [
        {
            **chapter,
            "entries": [
                {**entry, "sections": [{**one, "html": _here(one["html"], names)} for one in entry["sections"]]}
                for entry in chapter["entries"]
            ],
        }
        for chapter in view["chapters"]
    ]


@lru_cache(maxsize=1024)
def _here(html: Markup, chapters: frozenset[str]) -> Markup:
    """The HTML of a section, which many guides have; most of them have the same chapters too."""

    def link(match: re.Match[str]) -> str:
        name, anchor = match.groups()
        if name in chapters or name == "sources":
            return f'href="{anchor or f"#chapter-{name}"}"'
        return match.group()

    lower = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", str(html))
    return Markup(_LINK.sub(link, lower))  # noqa: S704 -- filled pieces
