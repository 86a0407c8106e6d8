"""Same people, same bytes: whatever the workers, the order, the hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_quality.conftest import PEOPLE
from tests.projects import ROOT, TODAY, guidegen


@pytest.mark.parametrize(("jobs", "seed"), [pytest.param("8", "0", marks=pytest.mark.campaign), ("2", "4711")])
def test_any_number_of_workers(jobs: str, seed: str, handbooks: Path, tmp_path: Path) -> None:
    """The session's handbooks were made by one worker, from pieces that others may have laid out."""
    root = tmp_path / jobs
    shutil.copytree(handbooks.parent, root, ignore=shutil.ignore_patterns("handbooks", ".guidegen"))
    command: list[str | Path] = [sys.executable, "-m", "generator", "handbooks", "-C", root, "-j", jobs, "-q"]
    command += ["--roster", root / "people.csv", "--as-of", TODAY]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Chatham", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    for person in PEOPLE:
        for name in ("handbook.pdf", "calendar.ics", "tracker.xlsx"):
            assert (root / "handbooks" / person / name).read_bytes() == (handbooks / person / name).read_bytes()


def test_a_second_run_lays_nothing_out(handbooks: Path) -> None:
    before = {file: file.stat().st_ino for file in handbooks.rglob("*.*") if file.is_file()}
    ran = guidegen("handbooks", "-C", handbooks.parent, "--roster", handbooks.parent / "people.csv", "--as-of", TODAY)
    assert f"0 made, {len(PEOPLE)} still right, 0 failed" in ran.out
    assert {file: file.stat().st_ino for file in before} == before
