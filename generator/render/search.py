"""What a guide's search looks through: this guide's sections and lines as plain text, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.catalog_kinds import ROW
from generator.model.guide import Guide
from generator.model.line import LineKind
from generator.model.line_kinds import DATE, DOCUMENT, TERM
from generator.render.browser import compact
from generator.render.catalogs import catalog_page
from generator.render.plain import plain_text

View = dict[str, Any]
Found = tuple[str, str, str, str]
"""Address, title, where it is, and text."""

SEARCHED: Mapping[LineKind[Any], tuple[str, str, tuple[str, ...]]] = {
    DATE: ("Timeline", "{id}", ("start", "note")),
    DOCUMENT: ("Documents", "{id}", ("content", "issuer", "who")),
    ROW: ("Lists", "{id}", ("fit", "facts", "ask")),
    TERM: ("Terms", "term-{id}", ("definition",)),
}
"""The kinds of lines that are found: what their page is called, where on it they are, and which fields are read."""


def search_script(guide: Guide, view: View) -> str:
    """A script that hands the guide's text to the page: works from the disk, where a page may not fetch.

    `view` is the guide as pages show it.
    """
    lines = ",\n".join(compact(entry).replace("</", "<\\/") for entry in (*_sections(view), *_lines(guide)))
    return f"window.guidegenSearch = [\n{lines}\n]\n"


def _sections(view: View) -> Iterator[Found]:
    for chapter in view["chapters"]:
        for group in chapter["entries"]:
            for section in group["sections"]:
                address = f"{chapter['href']}#{section['id']}"
                yield address, _line(str(section["title"])), chapter["title"], _line(str(section["html"]))


def _lines(guide: Guide) -> Iterator[Found]:
    for line in guide.of(*SEARCHED):
        page, anchor, fields = SEARCHED[line.kind]
        words = ". ".join(filter(None, (line.words(name).rstrip(".") for name in fields)))
        expansion = line.words("expansion") if line.kind is TERM else ""
        title = f"{line.label}: {expansion}" if expansion else line.label
        address = f"{line.kind.page}.html#{anchor.format(id=line.id)}"
        if line.kind is ROW:
            catalog, _, row = line.id.partition("/")
            address = f"{catalog_page(catalog)}.html#{row}"
        yield address, title, page, f"{words}." if words else ""


def _line(html: str) -> str:
    return plain_text(html).replace("\n", " ")
