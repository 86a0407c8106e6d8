"""`guidegen docs`: the pages of the documentation, as they come with guidegen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import nearest
from generator.errors import UsageError
from generator.resources import docs_dir, theme_dir

ORDER = ("authoring", "catalogs", "site", "handbooks", "delivery", "commands")
"""The pages that authors need, in the order in which they need them; the others follow."""


def list_pages() -> list[tuple[str, str]]:
    """Every page: its name and its title."""
    return [(name, _title(file)) for name, file in _files()]


def read_page(name: str) -> str:
    """The text of one page, as Markdown.

    Raises UsageError where there is no such page.
    """
    files = dict(_files())
    wanted = name.removesuffix(".md")
    if wanted not in files:
        raise UsageError(f"there is no page '{name}'", nearest(wanted, files) or f"pages: {', '.join(files)}")
    return files[wanted].read_text("utf-8")


def _files() -> Iterator[tuple[str, Path]]:
    found = {file.stem: file for file in sorted(docs_dir().glob("*.md"))}
    found["theme"] = theme_dir() / "README.md"
    for name in (*(one for one in ORDER if one in found), *(one for one in found if one not in ORDER)):
        yield name, found[name]


def _title(file: Path) -> str:
    first = file.read_text("utf-8").partition("\n")[0]
    return first.removeprefix("#").strip()
