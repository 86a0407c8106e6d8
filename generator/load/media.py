"""Reading the files below `content/media/`."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostics, Span
from generator.load.source import project_path
from generator.model.media import MOST_BYTES, Media

FOLDER = "content/media"


def read_media(root: Path, diagnostics: Diagnostics) -> dict[str, Media]:
    """Every file by the path that modules name, `media/...`. What editors leave is left out."""
    found: dict[str, Media] = {}
    for file in sorted((root / FOLDER).rglob("*")):
        path = project_path(root, file)
        if not file.is_file() or any(part.startswith(".") for part in file.relative_to(root / FOLDER).parts):
            continue
        if not file.resolve().is_relative_to(root.resolve()):
            diagnostics.error("outside-project", "this link leads out of the project", Span(path))
            continue
        name = path.removeprefix("content/")
        try:
            size = file.stat().st_size
            found[name] = Media(name, size, file.read_bytes() if size <= MOST_BYTES else b"")
        except OSError as error:
            diagnostics.error("unreadable-file", f"the file cannot be read: {error.strerror}", Span(path))
    return found
