"""The stage next to the target: what is carried over, what is put there, what goes."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import OutputError
from generator.model.artifact import Artifact, Audience
from generator.model.manifest import NAME, WrittenFile


@dataclass(frozen=True, slots=True)
class Spooled:
    """An artifact whose content waits on the disk instead of in memory."""

    path: str
    file: Path
    sha256: str
    size: int
    profile: str | None
    key: str | None

    @property
    def content(self) -> bytes:
        """The content, read from the disk."""
        return self.file.read_bytes()


Output = Artifact | Spooled

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


def by_path(artifacts: Iterable[Output]) -> dict[str, Output]:
    """Outputs by their path. Raises OutputError where two want the same."""
    fresh: dict[str, Output] = {}
    for one in artifacts:
        if one.path in fresh:
            raise OutputError(f"two outputs want to be {one.path}: {fresh[one.path].profile} and {one.profile}")
        fresh[one.path] = one
    return fresh


def check_names(paths: Collection[str]) -> None:
    """Refuse paths that leave the folder, or cannot lie next to each other on every disk.

    Raises OutputError.
    """
    capitals: dict[str, str] = {}
    for path in paths:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or path == NAME:
            raise OutputError(f"'{path}' would leave the output folder")
        folded = path.casefold()
        if folded == path:
            continue
        other = folded if folded in paths else capitals.setdefault(folded, path)
        if other != path:
            raise OutputError(f"'{path}' and '{other}' differ only in upper and lower case")


def digest_of(file: Path) -> str | None:
    """The hash of a real file; None where there is none, or a link or folder in its place."""
    return None if state_of(file) is None else hashlib.sha256(file.read_bytes()).hexdigest()


def state_of(file: Path) -> os.stat_result | None:
    """The state of a real file; None where there is none, or a link or folder in its place."""
    try:
        state = os.lstat(file)
    except ValueError:
        return None
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise
    return state if stat.S_ISREG(state.st_mode) else None


def carry_over(source: Path, stage: Path, replaced: set[str]) -> None:
    """Link every file that stays into the stage: the same file, neither copied nor touched."""
    _carry_over(os.fspath(source), os.fspath(stage), "", replaced)


def _carry_over(source: str, stage: str, inside: str, replaced: set[str]) -> None:
    """The same for one folder, given from the top as `inside`. With plain words, since of paths there are thousands."""
    with os.scandir(source) as entries:
        for entry in entries:
            new, name = f"{stage}/{entry.name}", f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                Path(new).mkdir()
                _carry_over(entry.path, new, f"{name}/", replaced)
                Path(new).chmod(entry.stat().st_mode)
            elif name in replaced:
                continue
            elif entry.is_symlink():
                Path(new).symlink_to(Path(entry.path).readlink())
            else:
                try:
                    os.link(entry.path, new)
                except OSError:
                    shutil.copy2(entry.path, new)


def record_of(one: Output) -> WrittenFile:
    """What the manifest says of an output."""
    if isinstance(one, Spooled):
        return WrittenFile(one.sha256, one.size, one.profile, one.key)
    return WrittenFile(hashlib.sha256(one.content).hexdigest(), len(one.content), one.profile, one.key)


def put(file: Path, one: Output, audience: Audience) -> None:
    """Write one output to its place."""
    if isinstance(one, Artifact):
        _write(file, one.content, audience)
        return
    try:
        one.file.rename(file)
    except FileNotFoundError:
        _make_folder(file, audience)
        one.file.rename(file)


def _write(file: Path, content: bytes | Iterable[bytes], audience: Audience) -> None:
    try:
        stream = file.open("xb")
    except FileNotFoundError:
        _make_folder(file, audience)
        stream = file.open("xb")
    with stream:
        stream.writelines((content,) if isinstance(content, bytes) else content)
    if audience == "private":
        file.chmod(0o600)


def _make_folder(file: Path, audience: Audience) -> None:
    """The folder of a file; most files come into one that is there, so it is looked for only where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if audience == "private" else 0o755)


def drop_empty(stage: Path, removed: Iterable[str]) -> None:
    """Folders that held only what was removed."""
    for path in removed:
        for folder in PurePosixPath(path).parents:
            here = stage / folder
            if here != stage and here.is_dir() and not any(here.iterdir()):
                here.rmdir()
