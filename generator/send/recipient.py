"""A recipient: a person, their files as they lie in the handbooks folder, and the words of their message."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model.output import FILES

ATTACHABLE = {kind.file: kind.media_type for kind in FILES}
"""The files that may be attached, in this order, each with its media type."""

FileState = tuple[int, int, int]
"""What a file is known by and how it is: inode, size and time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class MailWords:
    """What a message says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody a handbook is for.

    `files` are the hashes of the attachments by name, as the manifest has them; `folder` is where they lie. `stamps`
    say whose the handbook is and what it was made from, as it must say itself. `watched` are the files all this was
    read from, as they were then. `substance` is what the handbook says, to be compared with the next one. With a
    `pass_phrase` the handbook is encrypted and nothing else is attached. `called` are the names of the attachments by
    file, where they have others than their files.
    """

    profile: str
    name: str = field(repr=False)
    address: str = field(repr=False)
    folder: Path
    files: Mapping[str, str]
    stamps: Mapping[str, str] = field(repr=False)
    words: MailWords = field(repr=False)
    substance: Mapping[str, Any] = field(repr=False)
    watched: Mapping[Path, FileState | None] = field(default_factory=dict, repr=False)
    pass_phrase: str | None = field(default=None, repr=False)
    called: Mapping[str, str] = field(default_factory=dict, repr=False)

    def name_of(self, file: str) -> str:
        """What an attached file is called."""
        return self.called.get(file, file)

    @property
    def attached(self) -> tuple[str, ...]:
        """The names of what is attached, the handbook first."""
        names = tuple(name for name in ATTACHABLE if name in self.files)
        return names[:1] if self.pass_phrase else names


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Somebody who keeps the handbook they have; `files` and `substance` are those of the one they do not get."""

    profile: str
    address: str = field(repr=False)
    files: Mapping[str, str]
    substance: Mapping[str, Any] = field(repr=False)


def state_of(file: Path) -> FileState | None:
    """A file as it is; None where there is none."""
    try:
        stat = os.lstat(file)
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
