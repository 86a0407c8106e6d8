"""The site: for each persona its plan, chapters, lists and sources; and what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

from generator import text
from generator.logic.difference import difference
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.output import FILES, guide_folder
from generator.model.profile import Example, Persona
from generator.model.project import Project
from generator.render import words
from generator.render.along import ALONG, along_script, office_address
from generator.render.arm_places import arm_places
from generator.render.compare import Comparer, Pair, pairs
from generator.render.example import ADDRESSES as ON_ITS_PAGE
from generator.render.example import example_path, example_view, examples_list, guides_like
from generator.render.fill import Addresses, Annotate, Filler
from generator.render.form import PAGE as FORM
from generator.render.fragments import FragmentMaker
from generator.render.frame import ACCENT, accent_style, frame_context
from generator.render.front_page import front_page_view
from generator.render.location import ON_THE_SITE, Location
from generator.render.media import SiteShelf, media_artifacts
from generator.render.menu import marked, menu_of
from generator.render.notes import NOTES, notes_script
from generator.render.one_address import Head, leaders, led_to, stamped
from generator.render.questions import answers_view
from generator.render.report import report_address
from generator.render.search import all_guides_script, search_script
from generator.render.sitemap import sitemap
from generator.render.structured import structured_data
from generator.render.texts import text_files
from generator.render.theme import Theme
from generator.render.views import Medium, View, guide_view
from generator.render.whole import WHOLE, whole_view

SEARCH = "search.js"
CHART_WIDTH = 1000
ADDRESSES = Addresses(
    section=lambda chapter, section: f"{chapter}.html#{section}",
    source=lambda _, fact: f"sources.html#source-{fact}",
    term=lambda term: f"sources.html#term-{term}",
)


class SiteRenderer:
    """Renders the pages of one site.

    Private pages ask search engines to stay away, have no address on the site, and ask nothing: their reader has
    answered.
    """

    def __init__(
        self,
        project: Project,
        theme: Theme,
        fragments: FragmentMaker,
        *,
        private: bool = False,
        location: Location = ON_THE_SITE,
        annotate: Annotate | None = None,
    ) -> None:
        self.project, self.theme, self.private, self.location = project, theme, private, location
        site = project.settings.site
        self.report = site.report if site and not private else None
        self.base = f"{site.url.rstrip('/')}/" if site and site.url and not private else ""
        marks, shelf = theme.macros("marks.html"), SiteShelf(project.media, location.root)
        arms = arm_places(project.modules.values())
        self.filler = Filler(fragments, marks, ADDRESSES, not private, annotate, shelf, arms)
        self.example_filler = Filler(fragments, marks, ON_ITS_PAGE, shelf=SiteShelf(project.media, "../"))
        self.comparer = Comparer(fragments, theme.macros("site/compare-marks.html"), project.facets, shelf)
        self.pairs = list(pairs(project.personas.values(), site.compare)) if site and not private else []

    def guide(
        self, guide: Guide, files: Collection[str] = (), compared: Iterable[Pair] | None = None
    ) -> Iterator[Artifact]:
        """The pages of one guide.

        `files` names what else is in its folder, `compared` the comparisons that are there (else all of them).
        """
        return (make() for _, make in self.pages(guide, files, compared))

    def pages(
        self, guide: Guide, files: Collection[str] = (), compared: Iterable[Pair] | None = None
    ) -> Iterator[tuple[str, Callable[[], Artifact]]]:
        """The path of each page of one guide, and what makes it."""
        context = self.guide_context(guide, files, self.pairs if compared is None else compared)
        folder = self.location.folder(guide.id)
        for name, template in self._pages(context):
            path = f"{folder}/{name}.html"
            yield path, partial(self._guide_page, path, f"site/{template}.html", context, words.PAGES[name])
        for catalog in context["guide"]["catalogs"]:
            path, its = f"{folder}/{catalog['page']}.html", {**context, "catalog": catalog}
            yield path, partial(self._guide_page, path, "site/list.html", its, catalog["title"])
        chapters: list[View] = context["guide"]["chapters"]
        nav = cache(partial(self.theme.render, "site/chapters.html", context))
        for index, chapter in enumerate(chapters):
            path = f"{folder}/{chapter['href']}"
            yield path, partial(self._chapter, path, context, index, nav)
        path, its = f"{folder}/{WHOLE}.html", {**context, "chapters": whole_view(context["guide"])}
        yield path, partial(self._guide_page, path, "site/whole.html", its, words.WHOLE_GUIDE)
        view, parts = context["guide"], self.theme.macros("site/source-parts.html")
        yield from self._script(f"{folder}/{SEARCH}", lambda: search_script(guide, view), guide.id)
        yield from self._script(f"{folder}/{NOTES}", lambda: notes_script(view, parts), guide.id)
        yield from self._script(f"{folder}/{ALONG}", lambda: along_script(guide, self.project.settings), guide.id)

    @staticmethod
    def _script(path: str, make: Callable[[], str], profile: str) -> Iterator[tuple[str, Callable[[], Artifact]]]:
        yield path, lambda: Artifact(path, make().encode(), profile)

    def _chapter(self, path: str, context: Mapping[str, Any], index: int, nav: Callable[[], str]) -> Artifact:
        guide = context["guide"]
        chapters: list[View] = guide["chapters"]
        around = {
            "chapter": chapters[index],
            "chapters_nav": marked(nav(), chapters[index]["href"]),
            "previous": chapters[index - 1] if index else None,
            "next": chapters[index + 1] if index + 1 < len(chapters) else None,
            "day": chapters[index]["day"],
        }
        return self._guide_page(path, "site/chapter.html", {**context, **around}, chapters[index]["title"])

    def _guide_page(self, path: str, template: str, context: Mapping[str, Any], title: str) -> Artifact:
        """A page of a guide, with what search engines read of where it is."""
        guide = context["guide"]
        home = f"{self.base}{self.location.folder(guide['id'])}/"
        steps = [(text.curly(self.project.settings.title), self.base), (guide["title"], home)]
        if not path.endswith("/index.html"):
            steps.append((title, f"{self.base}{path}"))
        structured = structured_data(steps, context["day"])
        return self._page(path, template, {**context, "structured": structured}, guide["id"])

    def comparison(self, pair: Pair, was: Guide, becomes: Guide) -> Artifact:
        """The page that puts two guides side by side. It belongs to the first."""
        view = self.comparer.view(pair, difference(was, becomes))
        return self._page(pair.path, "site/compare.html", self._context("../../") | {"pair": view}, pair.first.id)

    def guide_context(self, guide: Guide, files: Collection[str], compared: Iterable[Pair]) -> dict[str, Any]:
        """What every page of a guide sees."""
        hrefs = {chapter.id: f"{chapter.id}.html" for chapter in guide.chapters}
        medium = Medium(self.filler, CHART_WIDTH, report=report_address(self.report, self.base, guide.id))
        view = guide_view(guide, medium, hrefs, self.project.settings)
        view |= answers_view(self.project, guide.id, view["questions"], private=self.private)
        label, up = self.project.settings.label_of, self.location.files
        offered = [kind for kind in FILES if kind.file in files]
        view["downloads"] = [{"href": f"{up}{one.file}", "label": label(one), "kind": one.name} for one in offered]
        return self._context(self.location.root) | {
            "guide": view,
            "menu": menu_of(view),
            "office_address": office_address(self.project.settings),
            "day": max((one["day"] for one in view["chapters"]), default=None),
            "others": self._others(guide.id, compared),
            "home_href": "index.html",
            "checklist_href": "checklist.html",
            "sources_href": "sources.html",
        }

    def example(self, example: Example, guide: Guide, personas: Iterable[Persona]) -> Artifact:
        """The page of an example, whose only chapter is its story; it leads to the guides of `personas` like it."""
        hrefs = {chapter.id: "" for chapter in guide.chapters}
        view = guide_view(guide, Medium(self.example_filler, CHART_WIDTH), hrefs, self.project.settings)
        like = guides_like(example, personas)
        guides = [{"title": text.curly(one.title), "href": f"../{guide_folder(one.id)}/index.html"} for one in like]
        context = self._context("../") | {"example": example_view(example, guide, view, guides)}
        return self._page(example_path(example.id), "site/example.html", context, example.id)

    def shared(
        self, personas: Iterable[Persona], pages: Mapping[str, Head | None], searched: Callable[[str], str]
    ) -> Iterator[Artifact]:
        """The front page, the page for a wrong address, the theme's files, and the map of all `pages` for engines.

        `searched` gives what was made for a guide's search, by its path.
        """
        listed = list(personas)
        yield self.front_page(listed, pages, searchable=True)
        named = [(guide_folder(one.id), text.curly(one.title)) for one in listed]
        guides = [(folder, title, searched(f"{folder}/{SEARCH}")) for folder, title in named]
        yield Artifact(SEARCH, all_guides_script(guides, self.project.terms.values()).encode())
        base = urlsplit(self.base or "/").path or "/"
        yield self._page("404.html", "site/404.html", self._context(base), None)
        for name, content in self.theme.assets("site").items():
            yield Artifact(f"assets/{name}", content)
        yield from media_artifacts(self.project)
        yield from text_files(self.project, self.filler, self.theme, self.base)
        if (accent := accent_style(self.project.settings)) is not None:
            yield Artifact(f"assets/{ACCENT}", accent)
        if self.base:
            yield Artifact("sitemap.xml", self._sitemap(pages).encode())

    def _sitemap(self, pages: Mapping[str, Head | None]) -> str:
        led = self.leaders(pages)
        kept = [path for path in pages if path not in led and not path.endswith(f"/{WHOLE}.html")]
        listed = [(path, head.day if (head := pages[path]) else "") for path in kept]
        return sitemap(self.base, [("index.html", ""), *listed])

    def with_one_address(self, made: Iterable[Artifact], pages: Mapping[str, Head | None]) -> list[Artifact]:
        """What was made, each page that says what another of `pages` says with the canonical address of the first."""
        led = self.leaders(pages) if self.base else {}
        return [led_to(one, self.base, led[one.path]) if one.path in led else one for one in made]

    def leaders(self, pages: Mapping[str, Head | None]) -> dict[str, str]:
        """The pages that say what an earlier one says, each with that one."""
        return leaders({path: head for path, head in pages.items() if head is not None}, self.project.personas)

    def front_page(self, personas: Iterable[Persona], pages: Iterable[str], *, searchable: bool = False) -> Artifact:
        """The page that leads to the guides, and to the examples among `pages`.

        `searchable` says whether what guides say is next to it as a script.
        """
        view = front_page_view(self.project, list(personas))
        more = {"form_href": self.form, "searchable": searchable, "examples": examples_list(self.project, pages)}
        context = self._context("") | view | more
        return self._page("index.html", "site/index.html", context, None)

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

    def _context(self, root: str) -> dict[str, Any]:
        return frame_context(self.project.settings, self.theme, root, base=self.base, private=self.private)

    def _page(self, path: str, template: str, context: Mapping[str, Any], profile: str | None) -> Artifact:
        canonical = f"{self.base}{path.removesuffix('index.html')}" if self.base and path != "404.html" else None
        html = stamped(self.theme.render(template, {**context, "canonical": canonical}))
        return Artifact(path, html.encode(), profile)

    @property
    def form(self) -> str | None:
        """The page of the form, where the project publishes it."""
        form = self.project.settings.form
        return FORM if form is not None and form.publish and not self.private else None
