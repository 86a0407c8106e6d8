"""The pages of one guide: its plan, chapters, lists and sources, and the scripts that go with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from generator import text
from generator.logic.fingerprint import digest
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
from generator.render.media import pictures_in
from generator.render.menu import marked, menu_of
from generator.render.notes import NOTES, notes_script
from generator.render.offline import LIST
from generator.render.page import PageMaker
from generator.render.questions import answers_view
from generator.render.report import report_address
from generator.render.search import found_lines, search_script
from generator.render.sections import SectionFiller
from generator.render.seen import SeenGuide, values_digest
from generator.render.source import GuideSource
from generator.render.structured import structured_data
from generator.render.theme import Theme
from generator.render.views import Medium, ReportAddress, View, guide_view, last_day
from generator.render.whole import WHOLE, whole_view

SEARCH = "search.js"
NAV, PARTS = "site/chapters.html", "site/source-parts.html"
CHART_WIDTH = 1000


Context = Callable[[], View]
"""Gives what a template sees besides what all pages of a guide see."""

Nav = tuple[str, Collection[str]]
"""The list of chapters as HTML, and what it reads of the guide."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page or script of a guide that can be made by `how`.

    It is made with `templates`, from what it reads of the `guide` and from what is `given` besides, plain values.
    """

    path: str
    templates: tuple[str, ...]
    guide: SeenGuide
    given: tuple[object, ...]
    how: Callable[[], Artifact]

    def make(self) -> Artifact:
        """The page."""
        return self.make_noting()[0]

    def make_noting(self) -> tuple[Artifact, tuple[str, ...]]:
        """The page, and the names of what it read of its guide."""
        with self.guide.noting() as read:
            made = self.how()
        return made, tuple(sorted(read))

    def name(self, read: Iterable[str]) -> str:
        """A name for all it is made from but its templates, where it reads this of its guide."""
        return digest(self.guide.digest(read), values_digest(self.given))


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
        """The pages of one guide, their scripts, and on a site the list of both.

        `files` names what else is in its folder, `compared` the comparisons that are there.
        """
        read = [*self._read(source, files, compared)]
        yield from read
        if not self.maker.private:
            yield self._list_of(source, read)

    def _list_of(self, source: GuideSource, read: Sequence[GuidePage]) -> GuidePage:
        """What the worker keeps of a guide: what is read in its folder, and its pictures, by their addresses there."""
        pictures = (name for one in source.sections for name in pictures_in(one.html))
        files = [one.path.rpartition("/")[2] for one in read]
        names = [*files, *dict.fromkeys(pictures)]
        path = f"{self.location.folder(source.id)}/{LIST}"
        return GuidePage(path, (), read[0].guide, (names,), lambda: Artifact(path, compact(names).encode(), source.id))

    def _read(self, source: GuideSource, files: Collection[str], compared: Iterable[Pair]) -> Iterator[GuidePage]:
        """The pages of one guide and their scripts."""
        plain = self._view(source, files)
        guide = SeenGuide(plain)
        frame = self._frame(source.id, plain, compared)
        context, folder = frame | {"guide": guide.view}, self.location.folder(source.id)
        around = values_digest({name: value for name, value in frame.items() if not callable(value)})

        def page(name: str, template: str, title: str, its: Context, *given: object) -> GuidePage:
            path, file = f"{folder}/{name}.html", f"site/{template}.html"
            return GuidePage(
                path,
                (file, NAV),
                guide,
                (around, title, *given),
                lambda: self._guide_page(path, file, context | its(), title),
            )

        def script(name: str, make: Callable[[], str], *given: object) -> GuidePage:
            path = f"{folder}/{name}"
            return GuidePage(path, (PARTS,), guide, given, lambda: Artifact(path, make().encode(), source.id))

        for name, template in _pages(frame):
            yield page(name, template, words.PAGES[name], dict)
        for catalog in plain["catalogs"]:
            yield page(catalog["page"], "list", catalog["title"], partial(dict, catalog=catalog), catalog)
        nav = cache(partial(self._nav, guide, context))
        chapters = [one["id"] for one in plain["chapters"]]
        for index, chapter in enumerate(plain["chapters"]):
            its = partial(self._around, guide, index, nav)
            yield page(chapter["id"], "chapter", chapter["title"], its, index, chapters)
        yield page(WHOLE, "whole", words.WHOLE_GUIDE, lambda: {"chapters": whole_view(guide.view)})
        found = partial(search_script, guide.view, source.sections, source.found, source.also)
        yield script(SEARCH, found, [one.said for one in source.sections], source.found, source.also)
        yield script(NOTES, lambda: notes_script(guide.view, self.theme.macros(PARTS)))
        yield script(ALONG, lambda: source.along, source.along)

    def _guide_page(self, path: str, template: str, context: Mapping[str, Any], title: str) -> Artifact:
        """A page of a guide, with what search engines read of where it is."""
        guide = context["guide"]
        home = f"{self.maker.base}{self.location.folder(guide['id'])}/"
        steps = [(text.curly(self.project.settings.title), self.maker.base), (guide["title"], home)]
        if not path.endswith("/index.html"):
            steps.append((title, f"{self.maker.base}{path}"))
        structured = structured_data(steps, context["day"])
        return self.maker.page(path, template, {**context, "structured": structured}, guide["id"])

    def _view(self, source: GuideSource, files: Collection[str]) -> View:
        """A guide with what depends on the whole site: its questions, and what can be downloaded."""
        label, up = self.project.settings.label_of, self.location.files
        offered = [kind for kind in FILES if kind.file in files]
        downloads = [{"href": f"{up}{one.file}", "label": label(one), "kind": one.name} for one in offered]
        answers = answers_view(self.project, source.id, source.view["questions"], private=self.maker.private)
        return source.view | answers | {"downloads": downloads}

    def _frame(self, guide: str, view: View, compared: Iterable[Pair]) -> View:
        """What every page of a guide sees besides the guide."""
        return self.maker.context(self.location.root) | {
            "menu": menu_of(view),
            "office_address": office_address(self.project.settings),
            "day": last_day(view),
            "others": self._others(guide, compared),
            "home_href": "index.html",
            "checklist_href": "checklist.html",
            "sources_href": "sources.html",
        }

    def _around(self, guide: SeenGuide, index: int, nav: Callable[[], Nav]) -> View:
        """What the page of a chapter sees of it, and of those around it."""
        html, read = nav()
        guide.note(read)
        chapters = guide.chapters
        chapter = chapters[index]
        return {
            "chapter": chapter,
            "chapters_nav": marked(html, chapter["href"]),
            "previous": chapters[index - 1] if index else None,
            "next": chapters[index + 1] if index + 1 < len(chapters) else None,
            "day": chapter["day"],
        }

    def _nav(self, guide: SeenGuide, context: View) -> Nav:
        """The list of chapters, which is the same on the pages of all, and what it reads of the guide."""
        with guide.noting() as read:
            html = self.theme.render(NAV, context)
        return html, read

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


def _pages(frame: View) -> Iterator[tuple[str, str]]:
    """The pages this guide has besides its chapters, and the template of each."""
    has = {entry["name"] for entry in frame["menu"]}
    return ((name, "guide" if name == "index" else name) for name in words.PAGES if name in has)
