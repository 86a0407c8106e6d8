"""What is kept of a site's pages from build to build: what they are made of, and which of them can stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.app.chapters import chapter_words, chapters_of
from generator.app.kept_sections import Filled
from generator.app.kept_sources import KeptSources
from generator.app.proven_file import engine_name
from generator.app.right_files import RightFiles
from generator.app.right_pages import NameRead, RightPages, Said
from generator.logic.fingerprint import digest
from generator.model.artifact import Artifact
from generator.model.guide import Guide
from generator.model.manifest import Manifest
from generator.model.profile import Persona
from generator.model.selection import Selection
from generator.render.compare import Pair
from generator.render.guide_pages import GuidePage
from generator.render.one_address import head_of, led_to, said_by
from generator.render.sections import SectionFiller
from generator.render.seen import minutes_of
from generator.render.site import SiteRenderer
from generator.render.source import GuideSource
from generator.render.theme_reach import reach_digest
from generator.render.views import View
from generator.write.output import OutputRoot
from generator.write.stage import Output


@dataclass(slots=True)
class PagesMade:
    """Pages: those `made` now, those that are `right` as they are, and of all by path their names and what they read.

    `led` are those of `made` that say what an earlier one says, each with that one, whose address they have.

    `said` names by id what the guides say whose pages these are. `filled` says by id how the sections of guides are
    filled whose sources are new, `sections` are these sections, as they are on pages and in comparisons.
    """

    made: list[Output] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    names: dict[str, NameRead] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[Filled, Filled]] = field(default_factory=list)

    def add(self, more: PagesMade) -> None:
        """Add other pages."""
        for path in more.names:
            self.led.pop(path, None)
        self.led |= more.led
        self.made += more.made
        self.right += more.right
        self.names |= more.names
        self.said |= more.said
        self.filled |= more.filled
        self.sections += more.sections


class PageKeeper:
    """Keeps the sources of guides' pages, and knows by their names which pages are right as they are."""

    def __init__(self, right: RightFiles, site: SiteRenderer, output: OutputRoot, *, reads: bool) -> None:
        self.names, self.guides, self.output = right.names, site.guides, output
        self.bare, self.chapters = right.bare, chapters_of(right.opened)
        self._templates: dict[tuple[str, ...], str] = {}
        self.sources = KeptSources(self.names, site, reads=reads, writes=right.is_unchanged)
        self.right = RightPages(right.opened.root, output, reads=reads)
        self.filled: dict[str, str] = {}
        self._first: dict[tuple[str, str], str] = {}

    def source(self, persona: Persona) -> GuideSource | None:
        """The source of a persona's pages, where it is known."""
        return self.sources.get(persona)

    def know(self, persona: Persona, guide: Guide, selection: Selection) -> None:
        """Know what of which modules a persona's guide shows."""
        self.names.note(persona, self.names.shown(selection), self.names.lists.word(guide))
        self.filled[persona.id] = ",".join(_filled(guide, self.guides.sections))
        self.names.note_filled(persona, self.filled[persona.id])

    def keep(self, persona: Persona, source: GuideSource) -> None:
        """Keep the source of a persona's pages."""
        self.sources.put(persona, source)

    def is_known(self, pair: Pair) -> bool:
        """Whether the guides of a pair are known, so that neither fails."""
        return self.names.comparison(pair) is not None

    def comparison(self, pair: Pair) -> Artifact | None:
        """The page of a comparison, where what it is made of is known."""
        return self.sources.get_comparison(pair)

    def keep_comparison(self, pair: Pair, view: View) -> None:
        """Keep what a comparison is made of."""
        self.sources.put_comparison(pair, view)

    def pages(
        self, persona: Persona, source: GuideSource, files: Collection[str], compared: Collection[Pair]
    ) -> PagesMade:
        """The pages of a guide, made where they are not right as they are."""
        found, said = PagesMade(), self._said(persona, source, files, compared)
        changed = None if said is None else self.right.changed(persona.id, said)
        if said is not None:
            found.said[persona.id] = said
        for page in self.guides.pages(source, files, compared):
            kept = self.right.kept(page.path, changed) or self._right(page)
            if kept is None:
                made, read = page.make_noting()
                found.made.append(self.output.spool(self._led(made, found.led)))
                kept = self._name(page, read), read
            else:
                found.right.append(page.path)
            found.names[page.path] = kept
        return found

    def _said(
        self, persona: Persona, source: GuideSource, files: Collection[str], compared: Collection[Pair]
    ) -> Said | None:
        """Names for what the pages of a guide follow from; None where it is not known what it shows."""
        bare = self.bare(persona, files, compared)
        modules = self.names.modules_of(persona)
        words = chapter_words(self.names, modules, self.chapters)
        return None if bare is None else (bare, minutes_of(source.view), words)

    def _right(self, page: GuidePage) -> NameRead | None:
        """The name of a page that is right as it is, and what it read; None for one that is to be made."""
        read = self.right.read(page.path)
        name = None if read is None else self._name(page, read)
        return None if read is None or name is None or not self.right.is_right(page.path, name) else (name, read)

    def _name(self, page: GuidePage, read: tuple[str, ...]) -> str:
        return digest(self._made_with(page.templates), page.name(read))

    def _led(self, page: Artifact, led: dict[str, str]) -> Artifact:
        """A page, with the address of the first one made here that says the same: nearly all need not be written again.

        Those whose first one others make, or that stays from earlier builds, are told of that when all are known.
        """
        base = self.guides.maker.base
        head = head_of(page.content) if base and page.path.endswith(".html") else None
        leader = page.path if head is None else self._first.setdefault(said_by(page.path, head), page.path)
        if leader == page.path:
            return page
        led[page.path] = leader
        return led_to(page, base, leader)

    def _made_with(self, templates: tuple[str, ...]) -> str:
        """A name for what makes a page: guidegen, and the templates that these can reach."""
        if templates not in self._templates:
            self._templates[templates] = digest(engine_name(), reach_digest(self.guides.theme, *templates))
        return self._templates[templates]

    def note(self, pages: PagesMade, right: Collection[str], manifest: Manifest) -> None:
        """Know for the next build what was made; `right` are the paths of all that stays."""
        for persona, word in pages.filled.items():
            self.names.note_filled(self.names.opened.project.personas[persona], word)
        self.sources.keep_sections(pages.sections)
        self.right.note(pages.names, right, manifest, pages.said)


def _filled(guide: Guide, sections: SectionFiller) -> Iterator[str]:
    """How the modules of a guide are filled, and under which leads, a word for each."""
    for chapter in guide.chapters:
        for group in chapter.groups:
            for section in group.sections:
                leads = (one and one.sentence for one in (group.lead, section.decision.lead))
                one = sections.fill(section)
                yield f"{one.module}:{digest(one.name, *map(str, leads))[:16]}"
