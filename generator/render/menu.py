"""The pages of a guide that are not chapters, and the lists by which a reader goes from page to page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from generator.render import words

View = dict[str, Any]


def marked(nav: str, href: str) -> Markup:
    """The list of chapters, which is the same on all their pages, with one marked as open."""
    link = f'<a href="{escape(href)}"'
    return Markup(nav.replace(link, f'{link} aria-current="page"', 1))  # noqa: S704 -- rendered by the theme, escaped there


def menu_of(view: View) -> list[View]:
    """The guide's own pages, as far as it has something to say there."""
    has = {"timeline": view["timeline"], "lists": view["catalogs"], "budget": view["budget"]}
    empty = {name for name, entries in has.items() if not entries}
    if not (view["path"] and view["path"]["steps"]):
        empty.add("path")
    if not (view["documents"] or view["files"]):
        empty.add("documents")
    return [
        {"name": name, "href": f"{name}.html", "label": label}
        for name, label in words.PAGES.items()
        if name not in empty
    ]
