"""Why a guide is made again: the files that changed since the last build and that it is made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.app.proven_file import engine_name
from generator.cache import keep_note, note_file, read_json
from generator.resources import theme_dir

INPUTS = ("guidegen.yaml", "content", "profiles/facets.yaml", "profiles/personas.yaml", "templates")
TEXTS = "content/modules/"
GUIDEGEN = "guidegen itself"

NEW = "it was not built before, or the cache is gone"
TOUCHED = "its files are not as they were written, or another kind of output is wanted"


class Causes:
    """The files that changed since the last build into a folder; None of them is known where nothing was kept."""

    def __init__(self, root: Path, target: Path) -> None:
        self.file = note_file(root, "inputs", target)
        self.now = _digests(root)
        before = _read(self.file)
        names = sorted({*self.now, *before})
        self.is_first = not before
        self.changed = [name for name in names if self.now.get(name) != before.get(name)]

    def of(self, modules: Collection[str]) -> tuple[str, ...]:
        """Why a guide that shows these modules, by their paths, is made again: the changed files it is made of.

        Where none of them is known, one sentence that says so.
        """
        mine = tuple(name for name in self.changed if not name.startswith(TEXTS) or name in modules)
        # What a module asks decides over others too.
        return self.of_all() if self.is_first or not mine else mine

    def of_all(self) -> tuple[str, ...]:
        """Why something is made again that is made from the whole project."""
        return (NEW,) if self.is_first else tuple(self.changed) or (TOUCHED,)

    def remember(self) -> None:
        """Keep the state of the files for the next build."""
        keep_note(self.file, json.dumps(self.now))


def _digests(root: Path) -> dict[str, str]:
    found = {GUIDEGEN: engine_name()}
    for base, names in ((root, INPUTS), (theme_dir(), (".",))):
        for name in names:
            path = base / name
            for file in [path] if path.is_file() else sorted(path.rglob("*")):
                if file.is_file():
                    relative = file.relative_to(base).as_posix()
                    label = relative if base == root else f"theme: {relative}"
                    found[label] = hashlib.sha256(file.read_bytes()).hexdigest()[:32]
    return found


def _read(file: Path) -> Mapping[str, str]:
    state = read_json(file)
    return state if isinstance(state, dict) else {}
