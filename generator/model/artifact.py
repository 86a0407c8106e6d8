"""Artifacts: files to be written, public or private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Audience = Literal["public", "private"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file below an output root. `key` is the hash of all its inputs where rendering it is expensive, else None."""

    path: str
    content: bytes
    profile: str | None = None
    key: str | None = None
