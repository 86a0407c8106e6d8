"""Where cache and locks lie can be said, and a disk that fails is one clear line."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from generator.app import check as checking
from generator.app.publish import CLEAN, _read_clean
from generator.cache import NAME, VARIABLE, cache_folder
from generator.cli.progress import PACES, Bar
from tests.projects import SMALL, TODAY, MakeProject, check, guidegen, write_project
from tests.properties.test_builds import contents


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


FOREIGN = {
    "no JSON": b"\xff\x00",
    "nothing": b"null",
    "too deep": b"[" * 200_000,
    "endless": b'{"pages": Infinity, "reads": {"x": NaN}, "handbooks": Infinity}',
    "a folder": None,
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built and checked before a line of it was added; its site is next to it, made without a cache.

    Each test takes it to the place where it was built.
    """
    root = write_project(tmp_path_factory.mktemp("edited") / "project", {}, SMALL)
    assert built(root)[0] == check(root).code == 0
    file = root / "content/modules/decide/count-radiology.md"
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert built(root, "--no-cache", "-o", root.with_name("clean")) == (0, "")
    return root.rename(root.with_name("edited"))


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN.keys())
def test_whatever_its_files_say_the_result_is_right(edited: Path, content: bytes | None) -> None:
    root = edited.with_name("project")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(edited, root)
    for kept in [*cache_folder(root).rglob("*"), cache_folder(root) / PACES, cache_folder(root) / CLEAN]:
        if kept.suffix == ".lock" or kept.is_dir():
            continue
        kept.unlink(missing_ok=True)
        if content is None:
            kept.mkdir()
        else:
            kept.write_bytes(content)
    assert list(Bar(quiet=False, paces=cache_folder(root) / PACES).over([1], "handbooks", 1)) == [1]
    assert _read_clean(cache_folder(root) / CLEAN, "") == frozenset()
    assert built(root) == (0, "")
    assert check(root).code == 0
    assert contents(root / "site") == contents(edited.with_name("clean"))


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
