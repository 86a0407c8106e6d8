"""The list of a site's pages for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap(base: str, pages: Iterable[tuple[str, str]]) -> str:
    """The XML over some pages below `base`, each with the day of what it says (ISO 8601), where it has one.

    That day is the author's, never that of the build: the same guide gives the same map.
    """
    lines = [
        f"<url><loc>{escape(base + page.removesuffix('index.html'))}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for page, day in pages
    ]
    return f"{HEAD}{''.join(lines)}</urlset>\n"
