"""Files that were looked at are not read again, and one that is another is always seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model.artifact import Artifact
from generator.write import output, stage
from generator.write.looked import COARSE
from generator.write.output import open_root

OLD = 1_700_000_000 * 10**9
"""A time long ago, in nanoseconds."""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """The note on an output of two files: `one` is older than `two`, which was written last."""
    write(tmp_path)
    for number, name in enumerate(("one", "two")):
        os.utime(tmp_path / "site" / name, ns=(OLD, OLD + number * (COARSE + 1)))
    assert is_right(tmp_path) == [True, True]
    return tmp_path / "note.json"


def write(root: Path) -> None:
    with open_root(root / "site", "public", root / "locks", root / "note.json") as opened:
        opened.write([Artifact(name, name.encode(), None) for name in ("one", "two")], [])


def is_right(root: Path) -> list[bool]:
    with open_root(root / "site", "public", root / "locks", root / "note.json") as opened:
        return [opened.is_as_written(name) for name in ("one", "two")]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    found: list[str] = []
    inner = stage.digest_of

    def digest_of(file: Path) -> str | None:
        found.append(file.name)
        return inner(file)

    monkeypatch.setattr(output, "digest_of", digest_of)
    return found


def test_what_was_looked_at_is_not_read_again_but_what_was_written_last(note: Path, read: list[str]) -> None:
    assert is_right(note.parent) == [True, True]
    assert read == ["two"]


@pytest.mark.parametrize("time", [OLD + 1, None])
def test_another_time_or_size_is_seen(note: Path, time: int | None) -> None:
    file = note.parent / "site/one"
    file.write_bytes(b"ONE" if time else b"longer")
    os.utime(file, ns=(OLD, time or OLD))
    assert is_right(note.parent) == [False, True]


@pytest.mark.parametrize("how", ["gone", "a link", "a folder"])
def test_what_is_no_file_any_more_is_seen(note: Path, how: str) -> None:
    file = note.parent / "site/one"
    file.unlink()
    if how == "a link":
        file.symlink_to("two")
    elif how == "a folder":
        file.mkdir()
    assert is_right(note.parent) == [False, True]


@pytest.mark.parametrize("words", ["", "{", "[]", "null", '{"one": 1}', '{"one": [1, 2]}', '{"one": [3, "x", "y"]}'])
def test_a_note_that_cannot_be_read_is_no_note(note: Path, read: list[str], words: str) -> None:
    note.write_text(words, "utf-8")
    assert is_right(note.parent) == [True, True]
    assert read == ["one", "two"]


def test_what_is_written_is_known_at_once(tmp_path: Path, read: list[str]) -> None:
    with open_root(tmp_path / "site", "public", tmp_path / "locks") as opened:
        opened.write([Artifact("one", b"one", None)], [])
        read.clear()
        assert opened.is_as_written("one")
        assert read == []
        (tmp_path / "site/one").write_bytes(b"another")
        assert not opened.is_as_written("one")
