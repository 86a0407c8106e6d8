"""The manifest of an output root: what we wrote there, so that we touch nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.artifact import Audience

NAME = ".guidegen.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file we wrote: its hash and size, whose it is, and the key of its inputs."""

    sha256: str
    size: int
    profile: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything we wrote below one root, by path.

    `counted_from` is the day from which public pages count the path; a later build of some of them keeps to it.
    """

    audience: Audience
    files: Mapping[str, WrittenFile] = field(default_factory=dict)
    counted_from: dt.date | None = None

    def as_json(self) -> Iterator[bytes]:
        """The manifest as it is on disk, file by file, as there may be many: sorted, so that equal output gives equal
        bytes.
        """
        yield f'{{\n "version": {VERSION},\n "audience": {json.dumps(self.audience)},\n "files": {{'.encode()
        end = b""
        for path in sorted(self.files):
            one = self.files[path]
            given = {name: value for name in WrittenFile.__slots__ if (value := getattr(one, name)) is not None}
            fields = ",\n".join(f"   {_plain(name)}: {_plain(value)}" for name, value in given.items())
            yield end + f"\n  {_plain(path)}: {{\n{fields}\n  }}".encode()
            end = b","
        closing = "\n " if self.files else ""
        counted = "" if self.counted_from is None else f',\n "counted_from": "{self.counted_from.isoformat()}"'
        yield f"{closing}}}{counted}\n}}\n".encode()


def _plain(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)
