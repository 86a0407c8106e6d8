"""The list of a site's pages for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap(base: str, pages: Iterable[str]) -> str:
    """The XML over all pages below `base`, without dates: a page does not say when it was built."""
    lines = [f"<url><loc>{escape(base + page.removesuffix('index.html'))}</loc></url>\n" for page in pages]
    return f"{HEAD}{''.join(lines)}</urlset>\n"
