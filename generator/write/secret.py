"""The secret of a project: what ids and marks of private handbooks are made with."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from generator.errors import OutputError, RefusedError

PLACE = Path("profiles/applicants/.secret")
"""With the people's files, where git and every build of the site leave it alone."""

LENGTH = 32


def project_secret(root: Path) -> bytes:
    """The project's secret; made at first use, readable by its owner alone.

    Raises RefusedError where the file is not what we wrote, OutputError where it cannot be written.
    """
    file = root / PLACE
    known = read_secret(root)
    if known is not None:
        return known
    made = secrets.token_bytes(LENGTH)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_name(f"{file.name}-{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(made.hex().encode() + b"\n")
            with contextlib.suppress(FileExistsError):  # another run was first
                file.hardlink_to(draft)
        finally:
            draft.unlink()
    except OSError as error:
        raise OutputError(f"{file} could not be written: {error.strerror}") from error
    return read_secret(root) or made


def read_secret(root: Path) -> bytes | None:
    """The project's secret; None where none was made yet.

    Raises RefusedError where the file is not what we wrote.
    """
    file = root / PLACE
    try:
        made = bytes.fromhex(file.read_text("ascii").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        made = b""
    if len(made) != LENGTH:
        raise RefusedError(
            f"{file} is damaged; put it back from a copy. Without it everybody gets a new id and nobody can tell which "
            "handbooks are yours; delete it only if you want that"
        )
    return made
