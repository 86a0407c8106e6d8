"""Sections kept from build to build: those of a module together, filled in every way that is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from generator.app.guide_names import GuideNames
from generator.cache import cache_folder, keep_named, read_named, trim
from generator.logic.fingerprint import digest
from generator.render.sections import FilledSection

MOST = 32 << 20
"""Bytes that the sections of one folder may take; beyond them those not used for longest go."""

Filled = dict[str, dict[str, FilledSection]]
"""Sections by their modules and names."""


class KeptSections:
    """Sections in a folder of the cache, as the modules read now. `fresh` are those that were filled in this build."""

    def __init__(self, names: GuideNames, folder: str, around: str, fresh: Filled) -> None:
        self.names, self.around, self.fresh = names, around, fresh
        self.folder = cache_folder(names.opened.root) / folder
        self._before: Filled = {}

    def find(self, module: str, name: str) -> FilledSection | None:
        """One section, where it is known."""
        fresh = self.fresh.get(module, {}).get(name)
        if fresh is not None:
            return fresh
        if module not in self._before:
            self._before[module] = self._read(module)
        return self._before[module].get(name)

    def add(self, section: FilledSection) -> None:
        """Know a section that was filled in this build."""
        self.fresh.setdefault(section.module, {})[section.name] = section

    def keep(self, made: Iterable[Filled]) -> None:
        """Keep the sections that were made in several processes, with those of earlier builds that read the same."""
        found: Filled = {}
        for several in made:
            for module, filled in several.items():
                found.setdefault(module, {}).update(filled)
        for module, filled in found.items():
            known = self._read(module)
            if not filled.keys() <= known.keys():
                data = {one.name: [one.html, one.words] for one in (known | filled).values()}
                keep_named(self._file(module), self._name(module), json.dumps(data, ensure_ascii=False).encode())
        if found:
            trim(self.folder, MOST)

    def _read(self, module: str) -> dict[str, FilledSection]:
        if module not in self.names.opened.project.modules:
            return {}
        content = read_named(self._file(module), self._name(module))
        data = {} if content is None else json.loads(content)
        return {name: FilledSection(module, name, html, words) for name, (html, words) in data.items()}

    def _name(self, module: str) -> str:
        return digest("sections", self.names.shared, module, self.names.says(module), self.around)

    def _file(self, module: str) -> Path:
        return self.folder / digest(module)
