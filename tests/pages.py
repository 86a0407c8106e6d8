"""What is on a page, as its readers see it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

from generator.app.opened import Opened
from generator.model.guide import Guide
from generator.render.fragments import FragmentMaker
from generator.render.site import SiteRenderer
from generator.render.theme import Theme
from generator.resources import theme_dir

_HIDDEN = {"script", "style", "title", "template"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.skipped += tag in _HIDDEN
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in _HIDDEN
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)


def text_of(html: str) -> str:
    """The visible text of a page, spaces made one."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return re.sub(r"[\s\u00a0]+", " ", "".join(parser.words)).strip()


def tags_of(html: str) -> list[str]:
    """The tags of a page, in order."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser.tags


@cache
def _fragments() -> FragmentMaker:
    """What stretches of text are in HTML: the same in every project."""
    return FragmentMaker()


@cache
def built_in_theme() -> Theme:
    """The theme that comes with guidegen, its templates compiled once."""
    return Theme((theme_dir(),))


def pages_of(opened: Opened, guide: Guide) -> dict[str, str]:
    """The pages of one guide by their file names."""
    renderer = SiteRenderer(opened.project, built_in_theme(), _fragments())
    return {page.path.split("/")[-1]: page.content.decode() for page in renderer.guide(guide)}
