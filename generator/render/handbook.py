"""The handbook: one guide as HTML for print, and the key of everything it is made from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from generator.model.guide import Guide
from generator.model.project import Project
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.theme import Theme
from generator.render.views import guide_view, project_view

PAPERS = {"a4": "A4", "letter": "Letter"}
ADDRESSES = Addresses(
    section=lambda _, section: f"#{section}",
    source=lambda number: f"#source-{number}",
    term=lambda term: f"#term-{term}",
)
LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools")


@dataclass(frozen=True, slots=True)
class HandbookSource:
    """A handbook still to be laid out: its HTML, and a hash of all it is made from."""

    profile: str
    html: str
    key: str


class HandbookRenderer:
    """Renders handbooks of one project as HTML."""

    def __init__(self, project: Project, theme: Theme, fragments: FragmentMaker) -> None:
        self.project, self.theme = project, theme
        self.view = project_view(project.settings)
        self.filler = Filler(fragments, theme.macros("handbook/marks.html"), ADDRESSES)
        libraries = " ".join(f"{name}={version(name)}" for name in LIBRARIES)
        self.surroundings = f"{theme.digest('handbook')} {libraries}"

    def source(self, guide: Guide) -> HandbookSource:
        """The HTML of one guide's handbook, with the key under which it may be reused."""
        hrefs = {chapter.id: f"#chapter-{chapter.id}" for chapter in guide.chapters}
        html = self.theme.render(
            "handbook/handbook.html",
            {
                "project": self.view,
                "root": "",
                "asset": lambda name: name,
                "guide": guide_view(guide, self.filler, hrefs),
                "home_href": "#plan",
                "checklist_href": "#checklist",
                "sources_href": "#sources",
                "paper": PAPERS[self.project.settings.paper],
            },
        )
        key = hashlib.sha256(f"{self.surroundings}\0{html}".encode()).hexdigest()
        return HandbookSource(guide.id, html, key)
