"""The files of a folder as they were at a revision, read from git without touching the work tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from generator.errors import OutputError, UsageError
from generator.publish.git import top_of


def files_at(folder: Path, revision: str) -> Iterator[tuple[str, bytes]]:
    """Each regular file below a folder at a revision, by its path from there; links are passed over.

    Raises UsageError where there is no such revision or no repository, OutputError where there is no git.
    """
    if revision.startswith("-"):
        raise UsageError(f"'{revision}' is not a revision")
    command = ("git", "archive", "--format=tar", revision, "--", ".")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise OutputError("git is not installed; on Debian: apt-get install git") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if top_of(folder) is None:
            raise UsageError(f"{folder} is not in a git repository, so there is nothing earlier to compare it with")
        raise UsageError(f"there is no revision '{revision}' of {folder}: {reason[-1] if reason else 'git failed'}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isreg() else None
            if file is not None:
                yield member.name, file.read()
