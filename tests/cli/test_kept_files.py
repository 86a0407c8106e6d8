"""Files of guides that are kept: a folder of output that is gone comes back the same, and nobody is planned for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.app import kept_files, persona_books
from generator.app.opened import Opened
from generator.cache import cache_folder
from tests.projects import guidegen
from tests.properties.test_builds import compared_project, contents

DAY, NEXT_DAY = "2026-11-22", "2026-11-23"
MODULE = "content/modules/arrange/letters.md"


def _build(root: Path, output: str = "site", day: str = DAY, *options: str) -> str:
    ran = guidegen("build", "-C", root, "-o", root / output, "--as-of", day, "-j1", *options)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of several guides with comparisons and all kinds of output, built once."""
    root = compared_project(tmp_path_factory.mktemp("kept") / "project")
    _build(root)
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """The same without its folder of output."""
    root = tmp_path / "project"
    shutil.copytree(built, root, symlinks=True, ignore=shutil.ignore_patterns("site"))
    return root


def test_a_folder_that_is_gone_comes_back_and_nobody_is_planned(
    built: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("this is known")

    monkeypatch.setattr(Opened, "choose", never)
    monkeypatch.setattr(persona_books, "lay_out", never)
    said = _build(project)
    assert ", handbooks: 0 made, " in said
    assert contents(project / "site") == contents(built / "site")


def test_a_file_that_was_removed_comes_back(built: Path, project: Path) -> None:
    _build(project)
    for file in [*(project / "site").rglob("*.ics"), *(project / "site").rglob("handbook.pdf")]:
        file.unlink()
    _build(project)
    assert contents(project / "site") == contents(built / "site")


@pytest.mark.parametrize("folder", [kept_files.FILES, kept_files.BOOKS])
def test_what_is_damaged_is_made_again(built: Path, project: Path, folder: str) -> None:
    kept = [one for one in (cache_folder(project) / folder).iterdir() if one.is_file()]
    assert kept
    for number, file in enumerate(kept):
        content = bytearray(file.read_bytes())
        content[len(content) * number // len(kept)] ^= 1
        file.write_bytes(bytes(content) if number else b"")
    _build(project)
    assert contents(project / "site") == contents(built / "site")


@pytest.mark.parametrize(("day", "line"), [(NEXT_DAY, ""), (DAY, "\nOne more line.\n")])
def test_another_day_or_word_gives_other_files(project: Path, day: str, line: str) -> None:
    without_books = ("--to", "html,ics,xlsx")
    settings = project / "guidegen.yaml"  # pages count from a day of their own, calendars are changed today
    settings.write_text(settings.read_text("utf-8") + "path: {count_from: 2026-11-01}\n", "utf-8")
    _build(project, "site", DAY, *without_books)
    before = contents(project / "site")
    shutil.rmtree(project / "site")
    module = project / MODULE
    module.write_text(module.read_text("utf-8") + line, "utf-8")
    _build(project, "site", day, *without_books)
    _build(project, "clean", day, *without_books, "--no-cache")
    assert contents(project / "site") == contents(project / "clean") != before
