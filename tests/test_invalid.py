"""Broken projects: what `guidegen check` says of each, to the letter.

A case is a folder of tests/invalid/: its files are laid over the small project, those named in absent.txt are
taken away, and expected.txt holds every diagnostic as `path:line:column: severity[code]: message | suggestion`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import INVALID_DIR, SMALL, Files, MakeProject, check

CASES = sorted(folder.name for folder in INVALID_DIR.iterdir() if folder.is_dir())


def files_of_case(folder: Path) -> Files:
    """What a case changes in the small project."""
    files: dict[str, str | bytes | None] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.name not in ("expected.txt", "absent.txt"):
            files[file.relative_to(folder).as_posix()] = file.read_bytes()
    absent = folder / "absent.txt"
    if absent.exists():
        files |= dict.fromkeys(absent.read_text("utf-8").split())
    return files


@pytest.mark.parametrize("case", CASES)
def test_what_check_says(case: str, make_project: MakeProject, request: pytest.FixtureRequest) -> None:
    folder = INVALID_DIR / case
    expected = folder / "expected.txt"
    ran = check(make_project(files_of_case(folder)))
    if request.config.getoption("rewrite_expected"):
        expected.write_text("".join(f"{line}\n" for line in ran.lines), "utf-8")
    assert ran.lines == expected.read_text("utf-8").splitlines()
    assert ran.lines, "a broken project with nothing wrong"
    assert ran.code == int(any("error[" in line for line in ran.lines))


@pytest.mark.parametrize("case", CASES)
def test_every_place_is_in_a_file(case: str, make_project: MakeProject) -> None:
    files = {**SMALL, **files_of_case(INVALID_DIR / case)}
    for line in (INVALID_DIR / case / "expected.txt").read_text("utf-8").splitlines():
        path, row, column, _ = line.split(":", 3)
        content = files.get(path)
        if content is None:
            assert "this file is missing" in line
            continue
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
        lines = text.split("\n")
        assert 1 <= int(row) <= len(lines), line
        assert 1 <= int(column) <= len(lines[int(row) - 1]) + 1, line
