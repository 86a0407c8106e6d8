"""Files of an output folder that were looked at: one of the same size and time has the same content.

So a build knows of each file what it knows of all where there is nothing to do, and reads few of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container
from pathlib import Path

from generator.cache import keep_note, note_file, read_json

FOLDER = "looked"

COARSE = 2_000_000_000
"""Nanoseconds that two writes can be apart and have the same time, on a disk that counts in steps of two seconds."""

Seen = tuple[int, int, str]
"""Size, time of the last write, and hash of the content."""


def looked_note(root: Path, output: Path) -> Path:
    """Where is kept what is known of the files of an output folder of a project."""
    return note_file(root, FOLDER, output)


class Looked:
    """What is known of files by their paths below an output folder, kept in a note; without one nothing is known."""

    def __init__(self, note: Path | None) -> None:
        self.note = note
        self._known = {} if note is None else _read(note)
        self._now: dict[str, Seen] = {}

    def has(self, path: str, state: os.stat_result, sha256: str) -> bool:
        """Whether a file in this state is known to have a content of this hash."""
        return self._now.get(path, self._known.get(path)) == (state.st_size, state.st_mtime_ns, sha256)

    def see(self, path: str, state: os.stat_result, sha256: str) -> None:
        """Know the hash of a file that is in this state."""
        self._now[path] = state.st_size, state.st_mtime_ns, sha256

    def keep(self, paths: Container[str]) -> None:
        """Keep for the next run what is known of these files, but of those that were written last.

        They could be written again at the same time.
        """
        known = {path: one for path, one in {**self._known, **self._now}.items() if path in paths}
        last = max((time for _, time, _ in known.values()), default=0)
        sure = {path: one for path, one in known.items() if one[1] < last - COARSE}
        if self.note is not None:
            keep_note(self.note, json.dumps(sure))


def _read(note: Path) -> dict[str, Seen]:
    try:
        return {path: (int(size), int(time), str(sha256)) for path, (size, time, sha256) in read_json(note).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
