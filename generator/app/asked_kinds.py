"""Which kinds of files a run of `handbooks` makes for a person, and what stays of an earlier run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from generator.model.manifest import Manifest
from generator.model.output import FILES, PAGES, own_home, own_pages_folder


class AskedKinds:
    """The kinds that a run was asked for; `to` None means the files that the project says.

    Pages are made where they are asked for by name. Somebody who has some gets them again whenever all their files are
    made, so that they never say anything else than the handbook next to them.
    """

    def __init__(self, to: Collection[str] | None, outputs: Collection[str], earlier: Manifest) -> None:
        self.to, self.names = to, frozenset(outputs if to is None else to)
        self._earlier: dict[str, list[str]] = defaultdict(list)
        for path, one in earlier.files.items():
            if one.profile:
                self._earlier[one.profile].append(path)

    def has_pages(self, profile: str) -> bool:
        """Whether pages are made for a person."""
        return PAGES.name in self.to if self.to is not None else own_home(profile) in self._earlier.get(profile, ())

    def kept(self, profile: str) -> dict[str, str]:
        """What an earlier run made of kinds that this one was not asked for: by path the file's name, or the kind's."""
        if self.to is None:
            return {}
        names = {f"{profile}/{kind.file}": kind.file for kind in FILES if kind.name not in self.to}
        pages = f"{own_pages_folder(profile)}/" if PAGES.name not in self.to else None
        found: dict[str, str] = {}
        for path in self._earlier.get(profile, ()):
            if path in names:
                found[path] = names[path]
            elif pages is not None and path.startswith(pages):
                found[path] = PAGES.word
        return found
