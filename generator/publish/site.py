"""The files of a built site: those its manifest names, exactly as they were built."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.errors import RefusedError, UsageError
from generator.model.manifest import NAME, Manifest


class Site:
    """A public output root, to be read but never followed out of."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        """Look the folder over.

        Raises RefusedError where it is not public or holds a link, UsageError where nothing was built there.
        """
        if manifest.audience != "public":
            raise RefusedError(f"{root} holds {manifest.audience} files; only a public site is published")
        if not manifest.files:
            raise UsageError(f"there is no built site in {root}; run 'guidegen build' first")
        self.root, self.manifest = root, manifest
        self.foreign = self._look_over()

    def _look_over(self) -> tuple[str, ...]:
        """The files that guidegen did not write. They are not published."""
        foreign: list[str] = []
        for folder, folders, names in os.walk(self.root):
            for name in (*folders, *names):
                path = Path(folder, name)
                if path.is_symlink():
                    raise RefusedError(
                        f"{path.relative_to(self.root)} in {self.root} is a link; links are not published"
                    )
            inside = Path(folder).relative_to(self.root)
            foreign += [(inside / name).as_posix() for name in names]
        ours = {*self.manifest.files, NAME, ".gitignore"}
        return tuple(sorted(path for path in foreign if path not in ours))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Every file by path, the manifest last.

        Raises RefusedError where one is gone, is not a plain file, or is not as it was built.
        """
        for path, written in sorted(self.manifest.files.items()):
            content = self._read(path)
            if hashlib.sha256(content).hexdigest() != written.sha256:
                raise RefusedError(f"{path} is not as guidegen built it; move it away, then 'guidegen build'")
            yield path, content
        yield NAME, b"".join(self.manifest.as_json())

    def _read(self, path: str) -> bytes:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or parts[0] == ".git":
            raise RefusedError(f"the manifest of {self.root} names '{path}', which is outside it")
        try:
            handle = os.open(self.root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            raise RefusedError(f"{path} cannot be published: {error.strerror}; run 'guidegen build' again") from None
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RefusedError(f"{path} is not a plain file; move it away, then 'guidegen build'")
            return stream.read()
