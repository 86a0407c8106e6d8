"""Where cache and locks lie can be said, and a disk that fails is one clear line."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.app import check as checking
from generator.cache import NAME, VARIABLE, cache_folder
from tests.projects import TODAY, MakeProject, guidegen


def built(root: Path, *options: str | Path) -> tuple[int, str]:
    ran = guidegen("build", "-C", root, "--as-of", TODAY, "--to", "html", "-j", "1", *options)
    return ran.code, ran.err


def test_the_cache_is_where_it_is_said(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, other = make_project(), make_project(name="other")
    assert built(root, "--cache", tmp_path / "named")[0] == 0
    monkeypatch.setenv(VARIABLE, str(tmp_path / "said"))
    assert built(root)[0] == built(other)[0] == 0
    assert not (root / NAME).exists()
    assert [len(list((tmp_path / name).iterdir())) for name in ("named", "said")] == [1, 2], "one of its own for each"
    assert "nothing to do" in guidegen("build", "-C", root, "--as-of", TODAY, "--to", "html", "-j", "1").out
    monkeypatch.delenv(VARIABLE)
    assert cache_folder(root) == root / NAME, "what one run was told is forgotten after it"


@pytest.mark.parametrize("command", [("build",), ("form",), ("handbooks", "--to", "ics")])
def test_a_cache_that_cannot_be_written_is_one_line(
    make_project: MakeProject, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").touch()
    ran = guidegen(*command, "-C", make_project(), "--cache", tmp_path / "file" / "below", "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith(f"error: {tmp_path / 'file' / 'below'}")
    assert VARIABLE not in os.environ
    assert ran.err.endswith("Not a directory; name another place with --cache or GUIDEGEN_CACHE\n")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_fails_anywhere_is_one_line(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "the disk's words", "/tmp/x")

    monkeypatch.setattr(checking, "examine_project", fail)
    ran = guidegen("check", "-C", make_project())
    assert (ran.code, ran.err) == (1, "error: /tmp/x: the disk's words\n")
