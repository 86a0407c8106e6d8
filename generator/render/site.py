"""The site: for each persona its plan, chapters, lists and sources; and what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from generator import text
from generator.logic.difference import difference
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.output import guide_folder
from generator.model.profile import Example, Persona
from generator.model.project import Project
from generator.render.arm_places import arm_places
from generator.render.compare import KINDS as COMPARED
from generator.render.compare import Comparer, Pair, pairs
from generator.render.example import ADDRESSES as ON_ITS_PAGE
from generator.render.example import example_path, example_view, examples_list, guides_like
from generator.render.fill import Addresses, Annotate, Filler
from generator.render.form import PAGE as FORM
from generator.render.fragments import FragmentMaker
from generator.render.frame import ACCENT, accent_style
from generator.render.front_page import front_page_view
from generator.render.guide_pages import CHART_WIDTH, SEARCH, GuidePage, GuidePages
from generator.render.location import ON_THE_SITE, Location
from generator.render.media import SiteShelf, media_artifacts
from generator.render.one_address import Head, leaders
from generator.render.page import PageMaker
from generator.render.search import all_guides_script
from generator.render.sections import FindSection, SectionFiller
from generator.render.sitemap import said_on, sitemap
from generator.render.texts import text_files
from generator.render.theme import Theme
from generator.render.views import Medium, View, guide_view, last_day
from generator.render.whole import WHOLE

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
        self.project, self.theme, self.private = project, theme, private
        site = project.settings.site
        self.base = f"{site.url.rstrip('/')}/" if site and site.url and not private else ""
        marks, shelf = theme.macros("marks.html"), SiteShelf(project.media, location.root)
        arms = arm_places(project.modules.values())
        self.filler = Filler(fragments, marks, ADDRESSES, not private, annotate, shelf, arms)
        self.maker = PageMaker(project, theme, self.base, private)
        self.guides = GuidePages(self.maker, SectionFiller(self.filler), location)
        on_its_page = Filler(fragments, marks, ON_ITS_PAGE, shelf=SiteShelf(project.media, "../"))
        self.example_sections = SectionFiller(on_its_page)
        self.comparer = Comparer.of(fragments, theme.macros("site/compare-marks.html"), project.facets, shelf)
        self.pairs = list(pairs(project.personas.values(), site.compare)) if site and not private else []

    def guide(
        self, guide: Guide, files: Collection[str] = (), compared: Iterable[Pair] | None = None
    ) -> Iterator[Artifact]:
        """The pages of one guide.

        `files` names what else is in its folder, `compared` the comparisons that are there (else all of them).
        """
        return (page.make() for page in self.pages(guide, files, compared))

    def pages(
        self, guide: Guide, files: Collection[str] = (), compared: Iterable[Pair] | None = None
    ) -> Iterator[GuidePage]:
        """The pages of one guide, still to be made."""
        return self.guides.pages(self.guides.source(guide), files, self.pairs if compared is None else compared)

    def comparison(self, pair: Pair, was: Guide, becomes: Guide) -> Artifact:
        """The page that puts two guides side by side. It belongs to the first."""
        made = self.compared(pair, self.difference(pair, was, becomes))
        assert made is not None
        return made

    def difference(self, pair: Pair, was: Guide, becomes: Guide) -> View:
        """What a comparison is made of, as plain values."""
        return self.comparer.source(pair, difference(was, becomes, COMPARED))

    def compared(self, pair: Pair, source: View, find: FindSection | None = None) -> Artifact | None:
        """The same of what a comparison is made of; None where a section of it is neither filled nor found."""
        view = self.comparer.view(pair, source, find)
        if view is None:
            return None
        context = self.maker.context("../../") | {"pair": view}
        return self.maker.page(pair.path, "site/compare.html", context, pair.first.id)

    def example(self, example: Example, guide: Guide, personas: Iterable[Persona]) -> Artifact:
        """The page of an example, whose only chapter is its story; it leads to the guides of `personas` like it."""
        hrefs = {chapter.id: "" for chapter in guide.chapters}
        view = guide_view(guide, Medium(self.example_sections, CHART_WIDTH), hrefs, self.project.settings)
        like = guides_like(example, personas)
        guides = [{"title": text.curly(one.title), "href": f"../{guide_folder(one.id)}/index.html"} for one in like]
        shown = {"example": example_view(example, guide, view, guides), "day": last_day(view)}
        context = self.maker.context("../") | shown
        return self.maker.page(example_path(example.id), "site/example.html", context, example.id)

    def shared(
        self,
        personas: Iterable[Persona],
        pages: Mapping[str, Head | None],
        searched: Callable[[str], str],
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
        yield self.maker.page("404.html", "site/404.html", self.maker.context(base), None)
        for name, content in self.theme.assets("site").items():
            yield Artifact(f"assets/{name}", content)
        yield from media_artifacts(self.project)
        yield from text_files(self.project, self.guides.sections, self.theme, self.base)
        if (accent := accent_style(self.project.settings)) is not None:
            yield Artifact(f"assets/{ACCENT}", accent)
        if self.base:
            yield Artifact("sitemap.xml", self._sitemap(pages).encode())

    def _sitemap(self, pages: Mapping[str, Head | None]) -> str:
        led = self.leaders(pages)
        kept = [path for path in pages if path not in led and not path.endswith(f"/{WHOLE}.html")]
        days = {path: said_on(path, pages) for path in kept}
        front = max(days.values(), default="")
        return sitemap(self.base, [("index.html", front), *days.items()])

    def leaders(self, pages: Mapping[str, Head | None]) -> dict[str, str]:
        """The pages that say what an earlier one says, each with that one."""
        return leaders({path: head for path, head in pages.items() if head is not None}, self.project.personas)

    def front_page(self, personas: Iterable[Persona], pages: Iterable[str], *, searchable: bool = False) -> Artifact:
        """The page that leads to the guides, and to the examples among `pages`.

        `searchable` says whether what guides say is next to it as a script.
        """
        view = front_page_view(self.project, list(personas))
        more = {"form_href": self.form, "searchable": searchable, "examples": examples_list(self.project, pages)}
        context = self.maker.context("") | view | more
        return self.maker.page("index.html", "site/index.html", context, None)

    @property
    def form(self) -> str | None:
        """The page of the form, where the project publishes it."""
        form = self.project.settings.form
        return FORM if form is not None and form.publish and not self.private else None
