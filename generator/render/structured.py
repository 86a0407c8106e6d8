"""What search engines read of a page besides its text: where it is in the site, and how old it is (schema.org)."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.render.browser import compact


def structured_data(steps: list[tuple[str, str]], day: str | None) -> Markup:
    """JSON-LD for a page; `steps` are the names and addresses that lead to it, from the front page to itself."""
    name, address = steps[-1]
    crumbs = [
        {"@type": "ListItem", "position": position, "name": label, "item": item}
        for position, (label, item) in enumerate(steps, start=1)
    ]
    page: dict[str, Any] = {"@type": "WebPage", "url": address, "name": name}
    if day:
        page["dateModified"] = day
    graph = [{"@type": "BreadcrumbList", "itemListElement": crumbs}, page]
    written = compact({"@context": "https://schema.org", "@graph": graph})
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 -- JSON in which nothing can end the tag
