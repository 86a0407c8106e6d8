"""Reading text files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.load.source import MOST_BYTES, read_source


def read(root: Path, name: str = "a.md") -> tuple[str | None, list[str]]:
    diagnostics = Diagnostics()
    found = read_source(root, root / name, diagnostics)
    return found, [f"{one.span} {one.code}" for one in diagnostics]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b"\xef\xbb\xbfa", "a"),
        ("é\u2028".encode(), "é\u2028"),
        (b"", ""),
    ],
)
def test_text(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert read(tmp_path) == (text, [])


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xe9", "a.md:1:1"),
        (b"one\ntw\xe9", "a.md:2:3"),
        ("é\nüü".encode() + b"\xff", "a.md:2:3"),
        (b"\xff\xfea\x00", "a.md:1:1"),
    ],
)
def test_what_is_not_utf_8_is_named_with_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert read(tmp_path) == (None, [f"{place} not-utf-8"])


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    assert read(tmp_path) == (None, ["a.md:1:1 missing-file"])


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    assert read(tmp_path) == (None, ["a.md:1:1 unreadable-file"])


def test_a_file_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * (MOST_BYTES + 1))
    assert read(tmp_path) == (None, ["a.md:1:1 file-too-large"])


def test_a_link_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/a.md").symlink_to(tmp_path / "secret")
    assert read(tmp_path / "project") == (None, ["a.md:1:1 outside-project"])


def test_a_link_within_the_project(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("b", "utf-8")
    (tmp_path / "a.md").symlink_to("b.md")
    assert read(tmp_path) == ("b", [])


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")
    assert read(tmp_path) == (None, ["a.md:1:1 unreadable-file"])
