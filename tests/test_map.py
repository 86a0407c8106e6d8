"""docs/architecture.md names files and tests that are there: the twins of a meaning, and what one touches."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.projects import ROOT

PAGE = ROOT / "docs/architecture.md"
HOMES = ("", "generator", "tests", "tests/site", "templates/site", "templates/handbook", "docs", "templates")
"""Folders from which a page names what is in them, where it does not name them whole."""

_CODE = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w./-]+(?:\.(?:py|js|md|html|css|yaml|txt|toml|json)|/)")


def sections(page: str) -> dict[str, str]:
    """The text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def missing(text: str) -> Iterator[str]:
    """Files and folders between backticks that are nowhere; a bare name may be of a file named just before it."""
    folders = list(HOMES)
    for name in _CODE.findall(text):
        if not _PATH.fullmatch(name):
            continue
        found = next((home for home in reversed(folders) if (ROOT / home / name).exists()), None)
        if found is None:
            yield name
        elif "/" in name.rstrip("/"):
            folders.append(f"{found}/{name.rpartition('/')[0]}".lstrip("/"))
        elif name.endswith("/"):
            folders.append(f"{found}/{name}".lstrip("/"))


@pytest.mark.parametrize("heading", ["One meaning in two places", "What one touches", "One reading of a guide"])
def test_what_is_named_is_there(heading: str) -> None:
    assert list(missing(sections(PAGE.read_text("utf-8"))[heading])) == []


def test_every_twin_has_a_test() -> None:
    rows = re.findall(
        r"^\| (.+) \| (.+) \| (.+) \|$", sections(PAGE.read_text("utf-8"))["One meaning in two places"], re.MULTILINE
    )
    assert len(rows) > 10
    for meaning, _, tests in rows[2:] if rows[1][0].startswith("-") else rows[1:]:
        assert re.search(r"tests/|test_", tests) or "the test" in tests, meaning


def test_what_is_gone_is_found() -> None:
    assert list(missing("`logic/evaluate.py`, `residue.py`, `gone.py` and `tests/gone/`")) == ["gone.py", "tests/gone/"]
