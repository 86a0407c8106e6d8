"""Where a project's cache and locks lie, and how something is kept there: the only code that knows the folder.

Everything in it can be made again, so it may be deleted at any time, and what cannot be kept costs no more than time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.errors import OutputError

NAME = ".guidegen"
"""The folder's usual name, at the top of a project."""
VARIABLE = "GUIDEGEN_CACHE"
"""The variable that names another place, for all projects; `--cache` sets it for one run."""
ADVICE = f"name another place with --cache or {VARIABLE}"
NOTES = 16 << 20
"""Bytes that the notes of one kind may take, which are those of some thirty folders with a large site."""
_LOCKS = "locks"
_SUM = 32


def cache_folder(root: Path) -> Path:
    """The folder of a project's cache; it need not exist yet.

    Where a place is named for all projects, each has a folder of its own in it, after its name and whole path.
    """
    place = os.environ.get(VARIABLE)
    if not place:
        return root / NAME
    digest = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:12]
    return Path(place).absolute() / f"{root.resolve().name}-{digest}"


def lock_folder(root: Path) -> Path:
    """The folder of the locks that keep two runs from writing to the same place."""
    return cache_folder(root) / _LOCKS


def make_folder(folder: Path) -> None:
    """Make a folder of the cache that a command cannot do without.

    Raises OutputError where the disk fails or may not be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> OutputError:
    """What is said of a folder of the cache that a command needs and cannot write to."""
    return OutputError(f"{folder} cannot be written: {error.strerror or error}; {ADVICE}")


def note_file(root: Path, kind: str, output: Path) -> Path:
    """Where a command keeps a note of some kind on what it wrote to an output folder."""
    return cache_folder(root) / kind / f"{hashlib.sha256(str(output).encode()).hexdigest()[:16]}.json"


def keep_note(file: Path, text: str) -> None:
    """Write such a note; those not used for longest make room for it."""
    keep(file, text)
    trim(file.parent, NOTES)


def keep(file: Path, text: str) -> None:
    """Write a file of the cache, whole or not at all; where that fails, it is worked out again next time."""
    keep_bytes(file, text.encode())


def keep_bytes(file: Path, content: bytes) -> None:
    """The same for what is not text."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def keep_named(file: Path, name: str, content: bytes) -> None:
    """The same for what was made from all that a name stands for."""
    keep_bytes(file, _sum(name, content) + content)


def read_named(file: Path, name: str) -> bytes | None:
    """What was kept under a name; None where it is of another name, or not as it was written."""
    found = read_bytes(file)
    if found is None or found[:_SUM] != _sum(name, found[_SUM:]):
        return None
    return found[_SUM:]


def _sum(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def read_bytes(file: Path) -> bytes | None:
    """A file of the cache, which counts as used now; None where it cannot be read."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(file)
    return content


def read_json(file: Path) -> Any:
    """What a file of the cache says, as `read_bytes`; None where that is not JSON, or nests too deep to be read."""
    try:
        return json.loads(read_bytes(file) or b"null")
    except (ValueError, RecursionError):
        return None


def trim(folder: Path, most: int) -> None:
    """Where the files below a folder take more than so many bytes, remove those not used for longest, down to half.

    What was used last stays, however large it is: else it would be made again each time.
    """
    found = []
    for file in folder.rglob("*"):
        with suppress(OSError):
            state = file.stat()
            if stat.S_ISREG(state.st_mode):
                found.append((state.st_mtime, state.st_size, file))
    size = sum(one[1] for one in found)
    if size <= most:
        return
    for _, own, file in sorted(found)[:-1]:
        with suppress(OSError):
            file.unlink(missing_ok=True)
        size -= own
        if size <= most // 2:
            return


def clear(root: Path) -> None:
    """Empty a project's cache; the locks of runs at work stay.

    Raises OutputError where something cannot be removed.
    """
    folder = cache_folder(root)
    if folder.is_dir():
        for one in folder.iterdir():
            if one.name != _LOCKS:
                _remove(one)


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            for one in path.iterdir():
                _remove(one)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{path} could not be removed: {error.strerror or error}") from error
