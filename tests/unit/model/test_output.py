"""The registry of output kinds: everything that has to be said of a kind is said of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model.output import ALL_NAMES, ENCLOSED_NAMES, FILES, HANDBOOK, OUTPUTS, PAGES
from generator.model.settings import ACCENT, ACCENT_DARK
from generator.render.files import AT_ONCE
from tests.projects import ROOT

DOCUMENTED = {
    "docs/handbooks.md": tuple(kind.file for kind in FILES),
    "docs/commands.md": tuple(f"`{name}`" for name in ALL_NAMES),
}


def test_every_kind_has_a_maker() -> None:
    assert {PAGES, HANDBOOK, *AT_ONCE} == set(OUTPUTS)
    assert {kind.name for kind in AT_ONCE} == set(ENCLOSED_NAMES)


def test_names_and_files_are_different() -> None:
    for column in ([one.name for one in OUTPUTS], [one.file for one in FILES], [one.word for one in OUTPUTS]):
        assert len(set(column)) == len(column)


@pytest.mark.parametrize("page", DOCUMENTED)
def test_the_docs_name_them_all(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [words for words in DOCUMENTED[page] if words not in text] == []


def test_nobody_else_writes_their_names_down() -> None:
    """A file name or media type is in the registry alone."""
    words = re.compile("|".join(re.escape(f'"{one}"') for kind in FILES for one in (kind.file, kind.media_type)))
    code = [file for file in (ROOT / "generator").rglob("*.py") if file.name != "output.py"]
    assert [str(file) for file in code if words.search(file.read_text("utf-8"))] == []


COLORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("site/site.css", (f"light-dark({ACCENT}, {ACCENT_DARK})",)),
    ("site/icon.svg", (ACCENT,)),
    ("preview/preview.css", (ACCENT,)),
)


def test_the_accent_is_the_same_everywhere() -> None:
    """Plain files cannot read a setting: they repeat the built-in accent, and no template does."""
    theme = ROOT / "templates"
    for name, words in COLORS:
        assert all(one in (theme / name).read_text("utf-8") for one in words), name
    others = {str(Path(name)) for name, _ in COLORS}
    for file in theme.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".svg"} and str(file.relative_to(theme)) not in others:
            assert ACCENT not in file.read_text("utf-8").casefold(), file
