"""What is kept of a site's pages from build to build: what they are made of, and which of them can stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.app.kept_sources import Filled, KeptSources
from generator.app.proven_file import engine_name
from generator.app.right_files import RightFiles
from generator.app.right_pages import RightPages
from generator.logic.fingerprint import digest
from generator.model.artifact import Artifact
from generator.model.manifest import Manifest
from generator.model.profile import Persona
from generator.render.compare import Pair
from generator.render.guide_pages import GuidePages
from generator.render.source import GuideSource
from generator.write.output import OutputRoot


@dataclass(slots=True)
class PagesMade:
    """Pages: those `made` now, those that are `right` as they are, and the names of all by path.

    `filled` says by id how the sections of guides are filled whose sources are new, `sections` are these sections.
    """

    made: list[Artifact] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    sections: list[Filled] = field(default_factory=list)

    def add(self, more: PagesMade) -> None:
        """Add other pages."""
        self.made += more.made
        self.right += more.right
        self.names |= more.names
        self.filled |= more.filled
        self.sections += more.sections


class PageKeeper:
    """Keeps the sources of guides' pages, and knows by their names which pages are right as they are."""

    def __init__(self, right: RightFiles, guides: GuidePages, output: OutputRoot, *, reads: bool) -> None:
        self.names, self.guides = right.names, guides
        self.around = digest(engine_name(), right.frame)
        self.sources = KeptSources(self.names, guides, reads=reads, writes=right.is_unchanged)
        self.right = RightPages(right.opened.root, output, reads=reads)
        self.filled: dict[str, str] = {}

    def source(self, persona: Persona) -> GuideSource | None:
        """The source of a persona's pages, where it is known."""
        return self.sources.get(persona)

    def keep(self, persona: Persona, source: GuideSource, shown: str) -> None:
        """Keep the source of a persona's pages, whose guide shows these modules."""
        self.names.note(persona, shown)
        self.filled[persona.id] = ",".join(_filled(source))
        self.names.note_filled(persona, self.filled[persona.id])
        self.sources.put(persona, source)

    def pages(self, source: GuideSource, files: Collection[str], compared: Iterable[Pair]) -> PagesMade:
        """The pages of a guide, made where they are not right as they are."""
        pairs = list(compared)
        before = self.names.source(self.names.opened.project.personas[source.id])
        said = str(source.lengths), self.guides.answers(source.id), *sorted(files), *(pair.path for pair in pairs)
        around = digest(before or "", self.around, *said)
        found = PagesMade()
        for page in self.guides.pages(source, files, pairs):
            name = found.names[page.path] = digest("page", around, *map(self.names.says, page.modules))
            if before is not None and self.right.is_right(page.path, name):
                found.right.append(page.path)
            else:
                found.made.append(page.make())
        return found

    def note(self, pages: PagesMade, right: Collection[str], manifest: Manifest) -> None:
        """Know for the next build what was made; `right` are the paths of all that stays."""
        for persona, word in pages.filled.items():
            self.names.note_filled(self.names.opened.project.personas[persona], word)
        self.sources.keep_sections(pages.sections)
        self.right.note(pages.names, right, manifest)


def _filled(source: GuideSource) -> Iterator[str]:
    """How the modules of a guide are filled, and under which leads, a word for each."""
    leads: Mapping[str, str] = {
        section["module"]: f"{entry['lead']} {section['lead']}"
        for chapter in source.view["chapters"]
        for entry in chapter["entries"]
        for section in entry["sections"]
    }
    return (f"{one.module}:{digest(one.name, leads[one.module])[:16]}" for one in source.sections)
