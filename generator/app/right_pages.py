"""Which pages of the last build are still right, one by one: those made from the same, and that nobody touched.

With each page is kept what it read of its guide. So its name is known before it is made: that of the values that it
would read again. With each guide is kept what its chapters said: where no more than that is another, the pages that
read nothing of these chapters are right, and their values are not even looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generator.cache import keep_note, note_file, read_json
from generator.model.manifest import Manifest
from generator.render.seen import is_said
from generator.write.output import OutputRoot

NameRead = tuple[str, tuple[str, ...]]
"""The name of a page, and the names of what it read of its guide."""

Known = tuple[str, str, tuple[str, ...]]
"""The same with the hash of the file that was written, second."""

Said = tuple[str, str, dict[str, str]]
"""A name for all that the pages of a guide follow from but what modules say; of that how long it takes to read, and a
name for each chapter."""


class RightPages:
    """Knows the names of the pages in one folder: each says all that a page is made from."""

    def __init__(self, root: Path, output: OutputRoot, *, reads: bool) -> None:
        self.output = output
        self.file = note_file(root, "pages", output.target)
        self.known, self.said = _read(self.file) if reads else ({}, {})

    def read(self, path: str) -> tuple[str, ...] | None:
        """What a page read of its guide when it was made; None where it was not made."""
        known = self.known.get(path)
        return None if known is None else known[2]

    def changed(self, guide: str, said: Said) -> set[str] | None:
        """The chapters in which a guide says something else than its pages do; None where more may be another."""
        known = self.said.get(guide)
        if known is None or known[:2] != said[:2]:
            return None
        return {name for name in {**known[2], **said[2]} if known[2].get(name) != said[2].get(name)}

    def kept(self, path: str, changed: set[str] | None) -> NameRead | None:
        """The name of a page that is right whatever these chapters of its guide say, and what it read; None for others.

        Where `changed` is None, more of the guide may be another.
        """
        known = self.known.get(path)
        if changed is None or known is None or is_said(known[2], changed) or not self.is_right(path, known[0]):
            return None
        return known[0], known[2]

    def is_right(self, path: str, name: str) -> bool:
        """Whether a page was made under this name, and is still as it was written."""
        known, written = self.known.get(path), self.output.manifest.files.get(path)
        if known is None or written is None or known[:2] != (name, written.sha256):
            return False
        return self.output.is_as_written(path)

    def note(
        self, names: Mapping[str, NameRead], right: Collection[str], manifest: Manifest, said: Mapping[str, Said]
    ) -> None:
        """Know the pages made now by their names, and what their guides say.

        Those that are `right` may have another address by now.
        """
        found: dict[str, Known] = {}
        for path, written in manifest.files.items():
            known = self.known.get(path)
            if path in names:
                name, read = names[path]
                found[path] = name, written.sha256, read
            elif known is not None:
                found[path] = (known[0], written.sha256, known[2]) if path in right else known
        there = {one.profile for one in manifest.files.values()}
        guides = {guide: one for guide, one in {**self.said, **said}.items() if guide in there}
        if (found, guides) != (self.known, self.said):
            keep_note(self.file, json.dumps(_as_json(found) | {"guides": guides}, ensure_ascii=False))


def _as_json(pages: Mapping[str, Known]) -> dict[str, Any]:
    """Pages read alike: what they read is there once for all that read the same."""
    reads = {read: number for number, read in enumerate(dict.fromkeys(one[2] for one in pages.values()))}
    return {"reads": list(reads), "pages": {path: (*one[:2], reads[one[2]]) for path, one in pages.items()}}


def _read(file: Path) -> tuple[dict[str, Known], dict[str, Said]]:
    try:
        found = read_json(file)
        reads = [tuple(map(str, one)) for one in found["reads"]]
        pages = {
            path: (str(name), str(sha256), reads[number]) for path, (name, sha256, number) in found["pages"].items()
        }
        return pages, {
            guide: (str(bare), str(minutes), dict(words)) for guide, (bare, minutes, words) in found["guides"].items()
        }
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}, {}
