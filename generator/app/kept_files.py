"""Files of personas' guides, kept from build to build: where an output folder is gone, nobody is planned for them.

The small files of a guide are kept together, under a name of all that they follow from, with the key of the handbook.
A handbook is kept under its key. Personas are public; nothing of an applicant comes here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.app.proven_file import engine_name
from generator.app.right_files import RightFiles
from generator.cache import cache_folder, keep_named, read_named, trim
from generator.logic.fingerprint import digest
from generator.model.artifact import Artifact
from generator.model.output import HANDBOOK, PAGES, guide_folder
from generator.model.profile import Persona

FILES, BOOKS = "files", "books"
MOST_FILES, MOST_BOOKS = 48 << 20, 192 << 20
"""Bytes that small files and handbooks may take; beyond them those not used for longest go."""


class KeptBooks:
    """Handbooks by the keys of all that they are made from, which two personas may share."""

    def __init__(self, root: Path) -> None:
        self.folder = cache_folder(root) / BOOKS

    def get(self, profile: str, key: str) -> Artifact | None:
        """A persona's handbook, where one of this key is known."""
        pdf = read_named(self.folder / key, _name(key))
        return None if pdf is None else Artifact(f"{guide_folder(profile)}/{HANDBOOK.file}", pdf, profile, key)

    def put(self, key: str, pdf: bytes) -> None:
        """Keep a handbook."""
        keep_named(self.folder / key, _name(key), pdf)

    def trim(self) -> None:
        """Make room."""
        trim(self.folder, MOST_BOOKS)


class KeptFiles:
    """All files of personas' guides but their pages, as far as they are wanted.

    Where `reads` is not set, what was kept before is not looked at. Nothing is kept where `writes` is not set, since
    the project changed while it was read.
    """

    def __init__(self, right: RightFiles, *, reads: bool, writes: bool) -> None:
        self.right, self.reads, self.writes = right, reads, writes
        self.folder = cache_folder(right.opened.root) / FILES
        self.books = KeptBooks(right.opened.root)

    def get(self, persona: Persona) -> list[Artifact] | None:
        """The files of a persona's guide; None where one of them is not known."""
        if self.right.wanted == {PAGES.name}:
            return []
        name = self.right.downloads(persona) if self.reads else None
        content = None if name is None else read_named(self._file(persona), name)
        if content is None:
            return None
        head, _, rest = content.partition(b"\n")
        key, sizes = json.loads(head)
        found: list[Artifact] = []
        for path, size in sizes:
            found.append(Artifact(path, rest[:size], persona.id))
            rest = rest[size:]
        if key is not None:
            book = self.books.get(persona.id, key)
            if book is None:
                return None
            found.append(book)
        return found

    def put(self, persona: Persona, small: Sequence[Artifact], key: str | None) -> None:
        """Keep the small files of a guide, and the key of its handbook."""
        name = self.right.downloads(persona) if self.writes else None
        if name is not None and self.right.wanted != {PAGES.name}:
            head = json.dumps([key, [[one.path, len(one.content)] for one in small]])
            keep_named(self._file(persona), name, b"\n".join((head.encode(), _joined(small))))

    def trim(self) -> None:
        """Make room."""
        trim(self.folder, MOST_FILES)
        self.books.trim()

    def _file(self, persona: Persona) -> Path:
        return self.folder / digest(persona.id)


def _name(key: str) -> str:
    return digest("book", engine_name(), key)


def _joined(several: Iterable[Artifact]) -> bytes:
    return b"".join(one.content for one in several)
