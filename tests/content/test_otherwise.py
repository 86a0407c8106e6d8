"""An "Otherwise" follows on an "If": what is hidden while nothing is answered leaves none behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import ROOT

FOLDER = ROOT / "content/modules"
MODULES = sorted(FOLDER.rglob("*.md"))


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.stem)
def test_an_otherwise_follows_on_an_if(module: Path) -> None:
    assert list(_lonely(module.read_text("utf-8").splitlines())) == []


def test_a_lonely_otherwise_is_seen() -> None:
    hidden = ["::: when {vslo: no, unknown: hide}", "a", "::: else", "b", ":::"]
    assert list(_lonely(hidden)) == [3]
    assert list(_lonely(["::: when {vslo: no}", *hidden, "::: else", "c", ":::"])) == [4]


def _lonely(lines: list[str]) -> list[int]:
    """The lines of each last arm before which all arms are hidden while their answers are missing."""
    found: list[int] = []
    open_blocks: list[bool] = []
    for number, line in enumerate(lines, start=1):
        if line == ":::":
            open_blocks.pop()
        elif line == "::: else":
            if open_blocks[-1]:
                found.append(number)
        elif line.startswith("::: else when"):
            open_blocks[-1] = open_blocks[-1] and "unknown: hide" in line
        elif line.startswith("::: "):
            open_blocks.append("unknown: hide" in line)
    return found
