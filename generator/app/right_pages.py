"""Which pages of the last build are still right, one by one: those made from the same, and that nobody touched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.cache import cache_folder, keep
from generator.model.manifest import Manifest
from generator.write.output import OutputRoot


class RightPages:
    """Knows the names of the pages in one folder: each says all that a page is made from."""

    def __init__(self, root: Path, output: OutputRoot, *, reads: bool) -> None:
        self.output = output
        place = hashlib.sha256(str(output.target).encode()).hexdigest()[:16]
        self.file = cache_folder(root) / "pages" / f"{place}.json"
        self.known = _read(self.file) if reads else {}

    def is_right(self, path: str, name: str) -> bool:
        """Whether a page was made under this name, and is still as it was written."""
        known, written = self.known.get(path), self.output.manifest.files.get(path)
        if known is None or written is None or known != [name, written.sha256]:
            return False
        return self.output.is_as_written(path)

    def note(self, names: Mapping[str, str], right: Collection[str], manifest: Manifest) -> None:
        """Know the pages made now by their names; those that are `right` may have another address by now."""
        found: dict[str, list[str]] = {}
        for path, written in manifest.files.items():
            known = self.known.get(path)
            if path in names:
                found[path] = [names[path], written.sha256]
            elif known is not None:
                found[path] = [known[0], written.sha256] if path in right else known
        if found != self.known:
            keep(self.file, json.dumps(found))


def _read(file: Path) -> dict[str, list[str]]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
