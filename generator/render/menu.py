"""The pages of a guide that are not chapters, and the lists by which a reader goes from page to page."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

View = dict[str, Any]

PAGES = ("index", "path", "timeline", "checklist", "lists", "documents", "budget", "sources")
"""The pages of a guide that are not chapters."""


def marked(nav: str, href: str) -> Markup:
    """The list of chapters, which is the same on all their pages, with one marked as open."""
    link = f'<a href="{escape(href)}"'
    return Markup(nav.replace(link, f'{link} aria-current="page"', 1))  # noqa: S704 -- rendered by the theme, escaped there


def menu_of(view: View) -> list[View]:
    """The guide's own pages, as far as it has something to say there."""
    entries = [
        ("index", "Your plan", True),
        ("path", "Your path", view["path"] and view["path"]["steps"]),
        ("timeline", "Timeline", view["timeline"]),
        ("checklist", "Checklist", True),
        ("lists", "Lists", view["catalogs"]),
        ("documents", "Documents", view["documents"] or view["files"]),
        ("budget", "Budget", view["budget"]),
        ("sources", "Sources", True),
    ]
    return [{"name": name, "href": f"{name}.html", "label": label} for name, label, has in entries if has]
