"""Reading text files of a project."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostics, Span

MOST_BYTES = 1 << 20


def project_path(root: Path, file: Path) -> str:
    """A file's path as diagnostics name it: relative to the project, with slashes."""
    return file.relative_to(root).as_posix()


def read_source(root: Path, file: Path, diagnostics: Diagnostics) -> str | None:
    """A file's text; None (and a diagnostic) where it is not a readable UTF-8 file inside the project."""
    place = Span(project_path(root, file))
    try:
        if not file.resolve().is_relative_to(root.resolve()):
            diagnostics.error("outside-project", "this link leads out of the project", place)
            return None
        if file.stat().st_size > MOST_BYTES:
            diagnostics.error(
                "file-too-large",
                f"the file has {file.stat().st_size} bytes; at most {MOST_BYTES} are read",
                place,
            )
            return None
        data = file.read_bytes()
    except FileNotFoundError:
        diagnostics.error("missing-file", "this file is missing", place)
        return None
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = getattr(error, "strerror", None) or "it is a link that leads to itself"
        diagnostics.error("unreadable-file", f"the file cannot be read: {reason}", place)
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig").split("\n")
        diagnostics.error(
            "not-utf-8",
            "this character is not UTF-8",
            Span(place.path, len(before), len(before[-1]) + 1),
            "save the file as UTF-8",
        )
        return None
