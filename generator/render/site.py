"""The site: for each persona its plan, chapters, checklist and sources; and the front page over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.profile import Persona
from generator.model.project import Project
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.theme import Theme
from generator.render.views import View, guide_view, project_view, questions_view

HANDBOOK = "handbook.pdf"
ADDRESSES = Addresses(
    section=lambda chapter, section: f"{chapter}.html#{section}",
    source=lambda number: f"sources.html#source-{number}",
    term=lambda term: f"sources.html#term-{term}",
)


def guide_folder(profile: str) -> str:
    """Where a persona's guide stands below the site's root."""
    return f"guides/{profile}"


class SiteRenderer:
    """Renders the pages of one site."""

    def __init__(self, project: Project, theme: Theme, fragments: FragmentMaker) -> None:
        self.project, self.theme = project, theme
        self.view = project_view(project.settings)
        self.filler = Filler(fragments, theme.macros("marks.html"), ADDRESSES)

    def guide(self, guide: Guide, *, has_handbook: bool) -> Iterator[Artifact]:
        """The pages of one guide."""
        hrefs = {chapter.id: f"{chapter.id}.html" for chapter in guide.chapters}
        view = guide_view(guide, self.filler, hrefs)
        if has_handbook:
            view["downloads"] = [{"href": HANDBOOK, "label": "Handbook to print", "kind": "pdf"}]
        context = self._context("../../") | {
            "guide": view,
            "home_href": "index.html",
            "checklist_href": "checklist.html",
            "sources_href": "sources.html",
        }
        folder = guide_folder(guide.id)
        yield self._page(f"{folder}/index.html", "site/guide.html", context, guide.id)
        chapters: list[View] = view["chapters"]
        for index, chapter in enumerate(chapters):
            around = {
                "chapter": chapter,
                "previous": chapters[index - 1] if index else None,
                "next": chapters[index + 1] if index + 1 < len(chapters) else None,
            }
            yield self._page(f"{folder}/{chapter['href']}", "site/chapter.html", context | around, guide.id)
        yield self._page(f"{folder}/checklist.html", "site/checklist.html", context, guide.id)
        yield self._page(f"{folder}/sources.html", "site/sources.html", context, guide.id)

    def shared(self, personas: Iterable[Persona]) -> Iterator[Artifact]:
        """The front page, the page for a wrong address, and the theme's files."""
        listed = list(personas)
        context = self._context("") | {
            "groups": self._groups(listed),
            "questions": questions_view(self.project, _asked(listed, self.project)),
        }
        yield self._page("index.html", "site/index.html", context, None)
        base = urlsplit(self.view["url"] or "/").path or "/"
        yield self._page("404.html", "site/404.html", self._context(base if base.endswith("/") else f"{base}/"), None)
        for name, content in self.theme.assets("site").items():
            yield Artifact(f"assets/{name}", content)

    def _context(self, root: str) -> dict[str, Any]:
        return {"project": self.view, "root": root, "asset": lambda name: f"{root}assets/{name}"}

    def _page(self, path: str, template: str, context: Mapping[str, Any], profile: str | None) -> Artifact:
        return Artifact(path, self.theme.render(template, context).encode(), profile)

    def _groups(self, personas: list[Persona]) -> list[View]:
        """The guides by their first answer, in the order declared."""
        groups: dict[str, View] = {}
        for persona in personas:
            situation = [
                {"label": facet.label, "value": facet.values[str(persona.answers[name])].label}
                for name, facet in self.project.facets.items()
                if isinstance(persona.answers.get(name), str)
            ]
            title = situation[0]["value"] if situation else persona.title
            group = groups.setdefault(title, {"title": title, "guides": []})
            group["guides"].append(
                {
                    "title": persona.title,
                    "href": f"{guide_folder(persona.id)}/index.html",
                    "situation": situation,
                }
            )
        return list(groups.values())


def _asked(personas: Iterable[Persona], project: Project) -> tuple[str, ...]:
    """The facets by which the personas differ, in the order declared."""
    answered = {name for persona in personas for name in persona.answers}
    return tuple(name for name in project.facets if name in answered)
