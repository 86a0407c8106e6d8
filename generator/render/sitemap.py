"""The list of a site's pages for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from generator.model.output import guide_folder
from generator.render.one_address import Head

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


def said_on(path: str, pages: Mapping[str, Head | None]) -> str:
    """The latest day on which what a page says was reviewed, if any; of a comparison, what its guides say."""
    if (head := pages[path]) is not None:
        return head.day
    guides = (pages.get(f"{guide_folder(name)}/index.html") for name in path.removesuffix(".html").split("/")[1:])
    return max((one.day for one in guides if one is not None), default="")
