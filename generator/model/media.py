"""Pictures and files of a project: what is in `content/media/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST_BYTES = 5 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")


@dataclass(frozen=True, slots=True)
class Media:
    """One file. `path` is as modules name it, `media/route.png`; of one that is too large the content is not read."""

    path: str
    size: int
    content: bytes

    @property
    def suffix(self) -> str:
        """How its name ends, in small letters."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def is_picture(self) -> bool:
        return self.suffix in PICTURES

    @property
    def state(self) -> str:
        """Names what is in it: equal content, equal state."""
        return hashlib.sha256(self.content).hexdigest()[:8]

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name
