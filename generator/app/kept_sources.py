"""Sources of guides' pages, kept from build to build, so that a word is edited without planning for each reader.

A source is kept without what its modules say, and the sections of a module together, filled in every way that is
needed. So all guides that show an edited module alike take its new words from the first that was planned again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.app.guide_names import GuideNames
from generator.app.kept_sections import Filled, KeptSections
from generator.app.proven_file import engine_name
from generator.cache import cache_folder, keep_named, read_named, trim
from generator.logic.fingerprint import digest
from generator.model.artifact import Artifact
from generator.model.profile import Persona
from generator.render.compare import Pair
from generator.render.site import SiteRenderer
from generator.render.source import GuideSource, kept_values, plain_values, restored
from generator.render.theme_reach import reach_digest
from generator.render.views import View

MOST = 384 << 20
"""Bytes that what is kept of guides and of comparisons may take each; beyond them those not used for longest go.

A guide takes some 400 KB. Compressed it would be a quarter, and take longer to read and write than all else of it.
"""


class KeptSources:
    """The sources of the guides of one project, and of its comparisons.

    Where `reads` is not set, what was kept before is not looked at. Nothing is kept where `writes` is not set, since
    the project changed while it was read.
    """

    def __init__(self, names: GuideNames, site: SiteRenderer, *, reads: bool, writes: bool) -> None:
        self.names, self.site, self.reads, self.writes = names, site, reads, writes
        self.folder = cache_folder(names.opened.root)
        marks = reach_digest(site.theme, "marks.html", "site/compare-marks.html")
        self.around = digest(engine_name(), marks, site.base, names.shared)
        self.sections = KeptSections(names, "sections", self.around, {})
        self.compared = KeptSections(names, "compared", self.around, site.comparer.filled)
        if reads:
            site.guides.sections.store, site.comparer.sections.store = self.sections, self.compared

    @property
    def fresh(self) -> tuple[Filled, Filled]:
        """The sections that were filled in this build, for pages and for comparisons."""
        return self.sections.fresh, self.compared.fresh

    def get(self, persona: Persona) -> GuideSource | None:
        """The source of a persona's pages; None where it is not known, or one of its sections is not."""
        content = self._read(self._guide_file(persona), self.names.source(persona))
        guides, modules = self.site.guides, self.names.opened.project.modules
        if content is None:
            return None
        return restored(content, guides.sections, modules, self.sections.find, guides.report)

    def put(self, persona: Persona, source: GuideSource) -> None:
        """Keep the source of a persona's pages."""
        self._keep(self._guide_file(persona), self.names.source(persona), source.kept)
        for one in source.sections:
            self.sections.add(one)

    def get_comparison(self, pair: Pair) -> Artifact | None:
        """The page of a comparison, its guides not planned; None where one of its sections is not known."""
        content = self._read(self._pair_file(pair), self.names.comparison(pair))
        view = None if content is None else plain_values(content)
        return None if view is None else self.site.compared(pair, view, self.compared.find)

    def put_comparison(self, pair: Pair, view: View) -> None:
        """Keep what a comparison is made of."""
        self._keep(self._pair_file(pair), self.names.comparison(pair), lambda: kept_values(view))

    def keep_sections(self, made: Iterable[tuple[Filled, Filled]]) -> None:
        """Keep the sections that were filled in several processes, for pages and for comparisons."""
        several = list(made)
        self.sections.keep(one for one, _ in several)
        self.compared.keep(one for _, one in several)
        for name in ("guides", "pairs"):
            trim(self.folder / name, MOST)

    def _read(self, file: Path, name: str | None) -> bytes | None:
        return None if name is None or not self.reads else read_named(file, digest(name, self.around))

    def _keep(self, file: Path, name: str | None, make: Callable[[], bytes]) -> None:
        if name is not None and self.writes:
            keep_named(file, digest(name, self.around), make())

    def _guide_file(self, persona: Persona) -> Path:
        return self.folder / "guides" / digest(persona.id)

    def _pair_file(self, pair: Pair) -> Path:
        return self.folder / "pairs" / digest(pair.path)
