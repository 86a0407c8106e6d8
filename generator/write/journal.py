"""The journal of a run: whose files are finished and wait on the disk to be put in place. It outlives a killed run.

It names people by their ids, as the manifest does, and files by their hashes, and says nothing else of them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.write.stage import Spooled, digest_of

NAME = "journal"


@dataclass(frozen=True, slots=True)
class Finished:
    """One profile: its files that wait, and the paths of those that stay as they are."""

    profile: str
    spooled: tuple[Spooled, ...]
    reused: tuple[str, ...] = ()


def make_spool(folder: Path) -> None:
    """Make the folder where finished files wait; git leaves it alone, as all that is private."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # another process may be as far
        (folder / ".gitignore").write_text("*\n", "utf-8")


def note(folder: Path, finished: Finished) -> None:
    """Add a line for one profile, whose files are in the folder already."""
    files = [
        {"path": one.path, "file": one.file.name, "sha256": one.sha256, "size": one.size, "key": one.key}
        for one in finished.spooled
    ]
    line = json.dumps({"profile": finished.profile, "files": files, "reused": finished.reused})
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(f"{line}\n")


def read_journal(folder: Path) -> Iterator[Finished]:
    """The profiles all of whose files are there as they were noted; a line that is cut short is passed over."""
    try:
        lines = (folder / NAME).read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            finished = _parsed(folder, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if all(digest_of(one.file) == one.sha256 for one in finished.spooled):
            yield finished


def _parsed(folder: Path, line: dict[str, object]) -> Finished:
    profile, files, reused = str(line["profile"]), line["files"], line["reused"]
    assert isinstance(files, list)
    assert isinstance(reused, list)
    spooled = (
        Spooled(one["path"], folder / str(int(one["file"])), one["sha256"], one["size"], profile, one["key"])
        for one in files
    )
    return Finished(profile, tuple(spooled), tuple(map(str, reused)))


def clear_spool(folder: Path) -> None:
    """Remove the folder with all that is in it: everything of worth is in place."""
    shutil.rmtree(folder, ignore_errors=True)
