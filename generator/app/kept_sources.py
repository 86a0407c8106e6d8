"""Sources of guides' pages, kept from build to build, so that a word is edited without planning for each reader.

A source is kept without what its modules say, and the sections of a module together, filled in every way that is
needed. So all guides that show an edited module alike take its new words from the first that was planned again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from generator.app.guide_names import GuideNames
from generator.app.proven_file import engine_name
from generator.cache import cache_folder, keep_named, read_named, trim
from generator.logic.fingerprint import digest
from generator.model.profile import Persona
from generator.render.guide_pages import GuidePages
from generator.render.sections import FilledSection
from generator.render.source import GuideSource, restored
from generator.render.theme_reach import reach_digest

MOST = 128 << 20
"""Bytes that all sources and sections of a project may take; beyond them those not used for longest go."""

Filled = dict[str, dict[str, FilledSection]]
"""Sections by their modules and names."""


class KeptSources:
    """The sources of the guides of one project.

    Where `reads` is not set, what was kept before is not looked at. Nothing is kept where `writes` is not set, since
    the project changed while it was read.
    """

    def __init__(self, names: GuideNames, pages: GuidePages, *, reads: bool, writes: bool) -> None:
        self.names, self.pages, self.reads, self.writes = names, pages, reads, writes
        folder = cache_folder(names.opened.root)
        self.sources, self.sections = folder / "sources", folder / "sections"
        marks = reach_digest(pages.theme, "marks.html")
        self.around = digest(engine_name(), marks, pages.maker.base, str(pages.location.root))
        self.fresh: Filled = {}
        self._before: Filled = {}

    def get(self, persona: Persona) -> GuideSource | None:
        """The source of a persona's pages; None where it is not known, or one of its sections is not."""
        name = self.names.source(persona) if self.reads else None
        content = None if name is None else read_named(self._source_file(persona), self._source_name(name))
        if content is None:
            return None
        modules = self.names.opened.project.modules
        return restored(zlib.decompress(content), self.pages.sections, modules, self._find, self.pages.report)

    def put(self, persona: Persona, source: GuideSource) -> None:
        """Keep the source of a persona's pages."""
        name = self.names.source(persona)
        if name is not None and self.writes:
            keep_named(self._source_file(persona), self._source_name(name), zlib.compress(source.kept(), 1))
        for one in source.sections:
            self.fresh.setdefault(one.module, {})[one.name] = one

    def keep_sections(self, made: Iterable[Filled]) -> None:
        """Keep the sections that were made in several processes, with those of earlier builds that read the same."""
        found: Filled = {}
        for several in made:
            for module, filled in several.items():
                found.setdefault(module, {}).update(filled)
        for module, filled in found.items():
            known = self._read(module)
            if not filled.keys() <= known.keys():
                data = {one.name: [one.html, one.words] for one in (known | filled).values()}
                content = json.dumps(data, ensure_ascii=False).encode()
                keep_named(self._section_file(module), self._section_name(module), content)
        if found:
            for folder in (self.sources, self.sections):
                trim(folder, MOST // 2)

    def _find(self, module: str, name: str) -> FilledSection | None:
        fresh = self.fresh.get(module, {}).get(name)
        if fresh is not None:
            return fresh
        if module not in self._before:
            self._before[module] = self._read(module)
        return self._before[module].get(name)

    def _read(self, module: str) -> dict[str, FilledSection]:
        if module not in self.names.opened.project.modules:
            return {}
        content = read_named(self._section_file(module), self._section_name(module))
        data = {} if content is None else json.loads(content)
        return {name: FilledSection(module, name, html, words) for name, (html, words) in data.items()}

    def _source_name(self, name: str) -> str:
        return digest("source", name, self.around)

    def _section_name(self, module: str) -> str:
        return digest("sections", self.names.rules, module, self.names.says(module), self.around)

    def _source_file(self, persona: Persona) -> Path:
        return self.sources / digest(persona.id)

    def _section_file(self, module: str) -> Path:
        return self.sections / digest(module)
