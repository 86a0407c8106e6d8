"""What the cache keeps stays within bounds: the oldest goes, what is in use stays, and the next build is right."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import generator
from generator.app import kept_files, kept_pieces, kept_sections, kept_sources, proof, proven_file, publish, read_files
from generator.app.proven_file import keep_proven, read_proven
from generator.cache import NOTES, cache_folder, keep_named, read_named, trim
from generator.cli import progress
from generator.load import read_before
from generator.logic.proven import Proven
from generator.render.press import stock
from generator.write import looked
from tests.projects import TODAY, guidegen
from tests.properties.test_builds import compared_project, contents

FOLDERS = {
    kept_pieces.FOLDER: stock.MOST,
    kept_files.FILES: kept_files.MOST_FILES,
    kept_files.BOOKS: kept_files.MOST_BOOKS,
    "guides": kept_sources.MOST,
    "pairs": kept_sources.MOST,
    "sections": kept_sections.MOST,
    "compared": kept_sections.MOST,
    read_files.FOLDER: read_before.MOST,
    "pages": NOTES,
    "inputs": NOTES,
    "fresh": NOTES,
    looked.FOLDER: NOTES,
}
"""The folders of the cache, each with the bytes that its files may take."""
FILES = {proof.FILE, proven_file.FILE, publish.CLEAN, progress.PACES}
"""Its single files, which tell of the last run only; how many proofs are known has a bound of its own."""
LOCKS = "locks"
"""An empty file for each output folder."""
KEEPERS = {
    "app/causes.py", "app/freshness.py", "app/kept_files.py", "app/kept_pieces.py", "app/kept_sections.py",
    "app/kept_sources.py", "app/proof.py", "app/proven_file.py", "app/publish.py", "app/read_files.py",
    "app/right_pages.py", "cli/build_.py", "cli/handbooks_.py", "cli/publish_.py", "cli/send_.py", "write/looked.py",
}  # fmt: skip
"""The code that names a place in the cache. What it keeps there is in the tables above."""
READERS = {"app/traces.py"}
"""The code that only asks where the cache is."""

PERSONAS = "personas:\n" + "".join(
    f"  - {{id: p-{visa}, title: T, answers: {{specialty: radiology, visa: {visa}, status: student, interest: []}}}}\n"
    for visa in ("j1", "h1b")
)
MODULE = "content/modules/arrange/letters.md"
OLD = "not used for longest"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two guides, a comparison and handbooks, built and checked."""
    root = compared_project(tmp_path_factory.mktemp("bounds") / "project")
    (root / "profiles/personas.yaml").write_text(PERSONAS, "utf-8")
    return root


def _build(root: Path, output: Path, kinds: str, *options: str) -> None:
    ran = guidegen("build", "-C", root, "-o", output, "--to", kinds, "--as-of", TODAY, *options)
    assert ran.code == 0, ran.err


def _files(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in _files(folder))


@pytest.mark.usefixtures("own_pieces")
def test_everything_that_is_kept_is_in_these_tables(project: Path) -> None:
    _build(project, project / "site", "html,pdf")
    assert guidegen("check", "-C", project, "--as-of", TODAY).code == 0
    assert guidegen("handbooks", "-C", project, "--to", "ics", "--as-of", TODAY).code == 0
    found = {one.name for one in cache_folder(project).iterdir()}
    assert found <= FOLDERS.keys() | FILES | {LOCKS}
    assert found >= FOLDERS.keys()
    assert _size(cache_folder(project) / LOCKS) == 0
    package = Path(generator.__file__).parent
    naming = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if re.search(r"\b(cache_folder|note_file)\(", file.read_text("utf-8"))
    }
    assert naming - {"cache.py"} == KEEPERS | READERS


@pytest.mark.usefixtures("own_pieces")
@pytest.mark.parametrize(("name", "most"), FOLDERS.items())
def test_what_is_over_the_bound_goes(project: Path, name: str, most: int) -> None:
    kinds = "html,pdf" if name in (kept_pieces.FOLDER, kept_files.FILES, kept_files.BOOKS) else "html"
    _build(project, project / "site", kinds)
    folder = cache_folder(project) / name
    used = set(_files(folder))
    assert used
    for number in range(3):  # files of holes, which take no room
        with (folder / f"{OLD} {number}").open("wb") as file:
            file.truncate(most // 2)
        os.utime(file.name, (number, number))
    module = project / MODULE
    module.write_text(module.read_text("utf-8") + f"\nOne more line for {name}.\n", "utf-8")
    _build(project, project / "site", kinds)
    assert _size(folder) <= most
    left = set(_files(folder))
    assert used <= left
    assert [one.name for one in left if one.name.startswith(OLD)] == []
    _build(project, project / "clean", kinds, "--no-cache")
    assert contents(project / "site") == contents(project / "clean")


def test_what_is_read_counts_as_used_and_what_is_used_last_stays(tmp_path: Path) -> None:
    for number, name in enumerate("abc", 1):
        keep_named(tmp_path / name, name, bytes(10))
        os.utime(tmp_path / name, (number, number))
    assert read_named(tmp_path / "a", "a") == bytes(10)
    trim(tmp_path, 0)
    assert [one.name for one in _files(tmp_path)] == ["a"], "though it is too large alone"


def test_so_many_proofs_are_known_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven_file, "MOST", 3)
    proven = Proven({f"old-{number}": "yes" for number in range(3)})
    proven.asked |= {"new-1": "yes", "new-2": "no"}
    keep_proven(tmp_path, proven)
    assert read_proven(tmp_path).known == {"new-1": "yes", "new-2": "no", "old-0": "yes"}
