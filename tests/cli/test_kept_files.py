"""Files of guides that are kept: a folder of output that is gone comes back the same, and nobody is planned for it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.app import kept_files, persona_books
from generator.app.opened import Opened
from generator.cache import cache_folder
from generator.model.calendar_history import FILE
from generator.model.output import HANDBOOK
from tests.projects import guidegen
from tests.properties.test_builds import compared_project, contents
from tests.rich import RICH

DAY, NEXT_DAY = "2026-11-22", "2026-11-23"
PERSONA = "psychiatry--j1--student"
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


def test_another_word_gives_other_files(project: Path) -> None:
    before = _files_made_from(project, lambda text: text)
    assert _files_made_from(project, lambda text: f"{text}\nOne more line.\n") != before


def _files_made_from(project: Path, edit: Callable[[str], str]) -> dict[str, bytes]:
    """What is built after a module was edited, with what is kept and without."""
    without_books = ("--to", "html,ics,xlsx")
    module = project / MODULE
    module.write_text(edit(module.read_text("utf-8")), "utf-8")
    for output in ("site", "clean"):
        shutil.rmtree(project / output, ignore_errors=True)
    _build(project, "site", DAY, *without_books)
    _build(project, "clean", DAY, *without_books, "--no-cache")
    made = contents(project / "site")
    assert made == contents(project / "clean")
    return made


def test_the_day_is_in_the_name_of_what_is_made_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where pages count from a day of their own: a calendar says on which day its entries changed."""
    project = compared_project(tmp_path / "project", RICH)
    settings = project / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + "path: {count_from: 2026-11-01}\n", "utf-8")
    names: dict[str, set[str]] = {DAY: set(), NEXT_DAY: set()}
    for day, kept in names.items():
        monkeypatch.setattr(kept_files, "keep_named", lambda _, name, __, kept=kept: kept.add(name))
        shutil.rmtree(project / "site", ignore_errors=True)
        _build(project, "site", day, "--to", "html,ics,xlsx")
    assert len(names[DAY]) == len(names[NEXT_DAY]) > 0
    assert not names[DAY] & names[NEXT_DAY]


def test_an_attached_calendars_history_counts_where_no_calendar_is_wanted(project: Path) -> None:
    settings = project / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8") + "handbook: {attach: [ics]}\n", "utf-8")
    before = _books(project)
    assert _books(project) == before
    gone = {"old@guidegen": ["x", "2026-11-01", "2027-01-04", "2027-01-05", "Once told"]}
    for persona in before:
        file = project / "told" / persona / FILE
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(gone), "utf-8")
    git = ("git", "-C", str(project), "-c", "user.name=T", "-c", "user.email=t@example.org")
    told = ("--work-tree", str(project / "told"))
    for command in (("init", "-q", "-b", "gh-pages"), (*told, "add", "-f", "."), ("commit", "-q", "-m", "site")):
        subprocess.run([*git, *command], check=True, capture_output=True)
    after = _books(project)
    assert all(after[one] != before[one] for one in before)
    assert after == _books(project, "--no-cache")


def _books(project: Path, *options: str) -> dict[str, bytes]:
    """The handbooks of a build that writes no calendars, by the folders of their guides."""
    shutil.rmtree(project / "site", ignore_errors=True)
    _build(project, "site", DAY, "--to", "html,pdf", "-p", PERSONA, *options)
    books = (project / "site").rglob(HANDBOOK.file)
    return {one.parent.relative_to(project / "site").as_posix(): one.read_bytes() for one in books}
