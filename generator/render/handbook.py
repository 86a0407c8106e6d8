"""The handbook: one guide as HTML for print, and the key of everything it is made from."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field

from generator.logic.seal import Seal
from generator.model.guide import Guide
from generator.model.project import Project
from generator.render.book_fonts import drawn_in
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.index import index_view
from generator.render.media import BookShelf
from generator.render.pdf import Enclosure
from generator.render.press.own import own_words
from generator.render.project_view import project_view
from generator.render.sections import SectionFiller
from generator.render.surroundings import Typesetting, libraries, named_files
from generator.render.theme import Theme
from generator.render.views import Medium, guide_view

PAPERS = {"a4": "A4", "letter": "Letter"}
ADDRESSES = Addresses(
    section=lambda _, section: f"#{section}",
    source=lambda number, _: f"#source-{number}",
    term=lambda term: f"#term-{term}",
)
CHART_WIDTH, CHART_HEIGHT = 760, 950
PRESS = "pieces 8"
"""How books are made from pieces; counts up where the same HTML gives another file."""


@dataclass(frozen=True, slots=True)
class HandbookSource:
    """A handbook still to be laid out: its HTML, the files that go with it, and a hash of all it is made from.

    `own` are words by which its reader would be known.
    """

    profile: str
    html: str = field(repr=False)
    key: str
    enclosures: tuple[Enclosure, ...] = field(default=(), repr=False)
    own: frozenset[str] = field(default=frozenset(), repr=False)


class HandbookRenderer:
    """Renders handbooks of one project as HTML."""

    def __init__(
        self, project: Project, theme: Theme, fragments: FragmentMaker, seal: Seal, *, pieces: bool = True
    ) -> None:
        self.project, self.theme, self.seal = project, theme, seal
        settings, look = project.settings.handbook, project.settings.theme
        logo = look.logo if look else None
        self.typesetting = Typesetting(
            tuple(str(folder) for folder in theme.folders),
            settings.fonts if settings else (),
            logo,
            pieces,
            files=named_files(theme, logo),
        )
        theme.hold("handbook")
        self.view = project_view(project.settings)
        url = project.settings.site.url if project.settings.site else None
        base = f"{url.rstrip('/')}/" if url else ""
        shelf = BookShelf(project.media, base, drawn_in(self.typesetting.fonts))
        filler = Filler(fragments, theme.macros("handbook/marks.html"), ADDRESSES, shelf=shelf)
        self.medium = Medium(SectionFiller(filler), CHART_WIDTH, CHART_HEIGHT)
        drawn = hashlib.sha256((logo and theme.asset("site", logo)) or b"").hexdigest()
        how = f" {PRESS}" if pieces else ""
        self.surroundings = f"{theme.digest('handbook')} {' '.join(self.typesetting.fonts)} {drawn} {libraries()}{how}"

    def source(self, guide: Guide, enclosures: tuple[Enclosure, ...] = ()) -> HandbookSource:
        """The HTML of one guide's handbook, with the key under which it may be reused."""
        stamp = self.seal.stamp(guide)
        hrefs = {chapter.id: f"#chapter-{chapter.id}" for chapter in guide.chapters}
        view = guide_view(guide, self.medium, hrefs, self.project.settings)
        html = self.theme.render(
            "handbook/handbook.html",
            {
                "project": self.view,
                "root": "",
                "asset": lambda name: name,
                "guide": view,
                "index": index_view(view),
                "home_href": "#plan",
                "checklist_href": "#checklist",
                "sources_href": "#sources",
                "paper": PAPERS[self.project.settings.paper],
                "stamp": dataclasses.asdict(stamp),
            },
        )
        hasher = hashlib.sha256(f"{self.surroundings}\0{html}".encode())
        for one in enclosures:
            hasher.update(f"\0{one.name}\0{one.label}\0".encode() + one.content)
        own = frozenset() if guide.reader is None else own_words(guide.reader, guide.id)
        return HandbookSource(guide.id, html, hasher.hexdigest(), enclosures, own)
