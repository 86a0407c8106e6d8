"""The manifest of an output root: what we wrote there, so that we touch nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
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

    def to_json(self) -> bytes:
        """The manifest as it is on disk: sorted, so that equal output gives equal bytes."""
        files = {
            path: {name: value for name in WrittenFile.__slots__ if (value := getattr(one, name)) is not None}
            for path, one in sorted(self.files.items())
        }
        document: dict[str, object] = {"version": VERSION, "audience": self.audience, "files": files}
        if self.counted_from is not None:
            document["counted_from"] = self.counted_from.isoformat()
        return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()
