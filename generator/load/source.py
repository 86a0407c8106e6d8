"""Reading text files of a project."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostics, Span

MOST_BYTES = 1 << 20


def project_path(root: Path, file: Path) -> str:
    """A file's path as diagnostics name it: relative to the project, with slashes."""
    return file.relative_to(root).as_posix()


def read_source(root: Path, file: Path, diagnostics: Diagnostics, most: int = MOST_BYTES) -> str | None:
    """A file's text; None (and a diagnostic) where it is not a readable UTF-8 file inside the project, or too large."""
    place = Span(project_path(root, file))
    try:
        is_inside = file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
        is_inside = True  # reading it says what is wrong
    if not is_inside:
        diagnostics.error("outside-project", "this link leads out of the project", place)
        return None
    return read_text(file, place.path, diagnostics, most)


def read_text(file: Path, path: str, diagnostics: Diagnostics, most: int = MOST_BYTES) -> str | None:
    """A file's text, wherever it is; None (and a diagnostic) where it is not readable UTF-8.

    `path` is how diagnostics name it.
    """
    place = Span(path)
    try:
        size = file.stat().st_size
        if size > most:
            message = f"the file has {size} bytes; at most {most} are read"
            diagnostics.error("file-too-large", message, place)
            return None
        data = file.read_bytes()
    except FileNotFoundError:
        diagnostics.error(
            "missing-file", "this file is missing", place, "write it; 'guidegen init FOLDER' shows one of each"
        )
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
            Span(path, len(before), len(before[-1]) + 1),
            "save the file as UTF-8",
        )
        return None
