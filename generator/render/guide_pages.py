"""The pages of one guide: its plan, chapters, lists and sources, and the scripts that go with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from generator import text
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.line_kinds import SOURCE
from generator.model.output import FILES
from generator.model.project import Project
from generator.render import words
from generator.render.along import ALONG, along_script, office_address
from generator.render.browser import compact
from generator.render.compare import Pair
from generator.render.location import Location
from generator.render.menu import marked, menu_of
from generator.render.notes import NOTES, notes_script
from generator.render.page import PageMaker
from generator.render.questions import answers_view
from generator.render.report import report_address
from generator.render.search import found_lines, search_script
from generator.render.sections import SectionFiller
from generator.render.source import GuideSource, sections_of
from generator.render.structured import structured_data
from generator.render.theme import Theme
from generator.render.views import Medium, ReportAddress, View, guide_view
from generator.render.whole import WHOLE, whole_view

SEARCH = "search.js"
CHART_WIDTH = 1000


Context = Callable[[], View]
"""Gives what a template sees besides what all pages of a guide see."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page or script of a guide that can be made. `modules` are those whose words it carries."""

    path: str
    modules: tuple[str, ...]
    make: Callable[[], Artifact]


@dataclass(frozen=True, slots=True)
class GuidePages:
    """Makes the pages of guides in one place."""

    maker: PageMaker
    sections: SectionFiller
    location: Location

    @property
    def project(self) -> Project:
        """The project of the site."""
        return self.maker.project

    @property
    def theme(self) -> Theme:
        """The theme of the site."""
        return self.maker.theme

    def report(self, guide: str) -> ReportAddress | None:
        """What gives the addresses for reports from a guide."""
        site = self.project.settings.site
        return report_address(site.report if site and not self.maker.private else None, self.maker.base, guide)

    def answers(self, guide: str) -> str:
        """What a guide's pages ask besides what it leaves open, in words: it follows from the guides of others too."""
        return compact(answers_view(self.project, guide, [], private=self.maker.private))

    def source(self, guide: Guide) -> GuideSource:
        """What the pages of a guide are made of."""
        hrefs = {chapter.id: f"{chapter.id}.html" for chapter in guide.chapters}
        medium = Medium(self.sections, CHART_WIDTH, report=self.report(guide.id))
        view = guide_view(guide, medium, hrefs, self.project.settings)
        return GuideSource(
            id=guide.id,
            view=view,
            sections=tuple(self.sections.fill(one) for chapter in guide.chapters for one in chapter.sections),
            numbers={cited.id: cited.number for cited in guide.entries(SOURCE)},
            found=tuple(found_lines(guide)),
            also=guide.other_words,
            along=along_script(guide, self.project.settings),
        )

    def pages(self, source: GuideSource, files: Collection[str], compared: Iterable[Pair]) -> Iterator[GuidePage]:
        """The pages of one guide, and their scripts.

        `files` names what else is in its folder, `compared` the comparisons that are there.
        """
        context = self._context(source, files, compared)
        view, folder = context["guide"], self.location.folder(source.id)

        def page(name: str, template: str, title: str, its: Context) -> GuidePage:
            path = f"{folder}/{name}.html"
            return GuidePage(path, (), lambda: self._guide_page(path, f"site/{template}.html", context | its(), title))

        def script(name: str, make: Callable[[], str], modules: tuple[str, ...] = ()) -> GuidePage:
            path = f"{folder}/{name}"
            return GuidePage(path, modules, lambda: Artifact(path, make().encode(), source.id))

        for name, template in self._pages(context):
            yield page(name, template, words.PAGES[name], dict)
        for catalog in view["catalogs"]:
            yield page(catalog["page"], "list", catalog["title"], partial(dict, catalog=catalog))
        nav = cache(partial(self.theme.render, "site/chapters.html", context))
        for index, chapter in enumerate(view["chapters"]):
            one = page(chapter["id"], "chapter", chapter["title"], partial(_around, view["chapters"], index, nav))
            yield replace(one, modules=tuple(section["module"] for section in sections_of(chapter)))
        every = tuple(one.module for one in source.sections)
        one = page(WHOLE, "whole", words.WHOLE_GUIDE, lambda: {"chapters": whole_view(view)})
        yield replace(one, modules=every)
        found = partial(search_script, view, source.sections, source.found, source.also)
        yield script(SEARCH, found, every)
        yield script(NOTES, lambda: notes_script(view, self.theme.macros("site/source-parts.html")))
        yield script(ALONG, lambda: source.along)

    def _guide_page(self, path: str, template: str, context: Mapping[str, Any], title: str) -> Artifact:
        """A page of a guide, with what search engines read of where it is."""
        guide = context["guide"]
        home = f"{self.maker.base}{self.location.folder(guide['id'])}/"
        steps = [(text.curly(self.project.settings.title), self.maker.base), (guide["title"], home)]
        if not path.endswith("/index.html"):
            steps.append((title, f"{self.maker.base}{path}"))
        structured = structured_data(steps, context["day"])
        return self.maker.page(path, template, {**context, "structured": structured}, guide["id"])

    def _context(self, source: GuideSource, files: Collection[str], compared: Iterable[Pair]) -> dict[str, Any]:
        """What every page of a guide sees."""
        label, up = self.project.settings.label_of, self.location.files
        offered = [kind for kind in FILES if kind.file in files]
        downloads = [{"href": f"{up}{one.file}", "label": label(one), "kind": one.name} for one in offered]
        answers = answers_view(self.project, source.id, source.view["questions"], private=self.maker.private)
        view = source.view | answers | {"downloads": downloads}
        return self.maker.context(self.location.root) | {
            "guide": view,
            "menu": menu_of(view),
            "office_address": office_address(self.project.settings),
            "day": max((one["day"] for one in view["chapters"]), default=None),
            "others": self._others(source.id, compared),
            "home_href": "index.html",
            "checklist_href": "checklist.html",
            "sources_href": "sources.html",
        }

    def _others(self, guide: str, compared: Iterable[Pair]) -> list[View]:
        """The comparisons of this guide with others: what is compared, and the other's answer."""
        found: list[View] = []
        for pair in compared:
            if guide in (pair.first.id, pair.second.id):
                other = pair.second if pair.first.id == guide else pair.first
                facet = self.project.facets[pair.facet]
                answer = text.curly(facet.values[str(other.answers[pair.facet])].label)
                found.append({"facet": text.curly(facet.label), "answer": answer, "href": f"../../{pair.path}"})
        return found

    def _pages(self, context: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The pages this guide has besides its chapters, and the template of each."""
        has = {entry["name"] for entry in context["menu"]}
        return ((name, "guide" if name == "index" else name) for name in words.PAGES if name in has)


def _around(chapters: list[View], index: int, nav: Callable[[], str]) -> View:
    """What the page of a chapter sees of it, and of those around it."""
    chapter = chapters[index]
    return {
        "chapter": chapter,
        "chapters_nav": marked(nav(), chapter["href"]),
        "previous": chapters[index - 1] if index else None,
        "next": chapters[index + 1] if index + 1 < len(chapters) else None,
        "day": chapter["day"],
    }
