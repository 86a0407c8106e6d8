"""Why each file of a build was made again: the changed files that the page, book or comparison is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from generator.app.causes import TEXTS, Causes
from generator.app.chapters import chapters_of
from generator.app.opened import Opened
from generator.model.manifest import Manifest
from generator.render.compare import Pair

Names = tuple[str, ...]
"""Changed files, or the one sentence that says why where none of them is known."""


class FileCauses:
    """Says of the files of one build why they were made again; `guides` says it of each guide and example."""

    def __init__(self, opened: Opened, causes: Causes, guides: Mapping[str, Names], pairs: Iterable[Pair]) -> None:
        self.causes, self.guides = causes, guides
        self.pairs = {pair.path: pair for pair in pairs}
        modules = opened.project.modules
        self.chapters = {modules[name].path: chapters for name, chapters in chapters_of(opened).items()}

    def of(self, paths: Iterable[str], manifest: Manifest) -> dict[str, str]:
        """The cause of each of these files, by its path."""
        return {path: ", ".join(self._names(path, manifest.files[path].profile)) for path in paths}

    def _names(self, path: str, profile: str | None) -> Names:
        pair = self.pairs.get(path)
        if pair is not None:
            both = [*self.guides.get(pair.first.id, ()), *self.guides.get(pair.second.id, ())]
            return tuple(dict.fromkeys(both)) or self.causes.of_all()
        names = self.guides.get(profile or "")
        if names is None:
            return self.causes.of_all()
        chapter = PurePosixPath(path).stem
        return tuple(name for name in names if self._may_be_in(name, chapter)) or names

    def _may_be_in(self, name: str, chapter: str) -> bool:
        """Whether a page can carry a changed file: a module is on the page of its chapter, and on those of no other."""
        is_chapter = any(chapter in several for several in self.chapters.values())
        return not (is_chapter and name.startswith(TEXTS)) or chapter in self.chapters.get(name, ())
