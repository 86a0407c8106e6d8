"""The shipped guide after a hundred edits, each built upon the one before, is what a clean build makes of it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.projects import ROOT
from tests.properties.test_builds import built, contents
from tests.properties.test_proven import edited

SEEDS = range(10)
EDITS = 10
"""Edits that could be built, one after the other in one project."""

KINDS = frozenset({"html", "xlsx"})
"""What is built."""

SPECIALTIES = "[diagnostic-radiology, medical-genetics, psychiatry]"
"""Whose guides are built: all visas and both statuses of these, so that a clean build takes seconds."""

WORDS = (
    ("j1", "h1b", "not-needed", "undecided"),
    ("student", "graduate"),
    ("diagnostic-radiology", "medical-genetics", "psychiatry", "surgery"),
    ("passed", "not-taken", "date-set"),
    ("none", "in-progress", "certified"),
    ("typical", "careful", "best"),
    ("when", "unless"),
    ("weeks", "days", "months"),
    ("1", "2", "3", "4", "6", "8"),
)
"""Words of the shipped guide that can stand for each other."""


def some_guides(target: Path) -> Path:
    """A copy of the shipped guide for a few of its personas."""
    for name in ("content", "profiles"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("applicants"))
    shutil.copy(ROOT / "guidegen.yaml", target)
    personas = target / "profiles/personas.yaml"
    words = personas.read_text("utf-8")
    assert "specialty: all\n" in words
    personas.write_text(words.replace("specialty: all\n", f"specialty: {SPECIALTIES}\n"), "utf-8")
    return target


@pytest.mark.campaign
@pytest.mark.parametrize("seed", SEEDS)
def test_edits_of_the_shipped_guide_are_built_as_if_nothing_were_there(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    root, site, clean = some_guides(tmp_path / "project"), tmp_path / "site", tmp_path / "clean"
    files = sorted(path for path in root.rglob("*") if path.suffix in (".md", ".yaml"))
    assert built(root, site, reuse=False, to=KINDS) is not None
    compared = 0
    while compared < EDITS:
        file = rng.choice(files)
        before = file.read_text("utf-8")
        file.write_text(edited(before, rng, WORDS), "utf-8")
        report = built(root, site, jobs=rng.choice((1, 2, 5)), to=KINDS)
        if report is None or report.failed:
            file.write_text(before, "utf-8")
            assert built(root, site, to=KINDS) is not None
            continue
        shutil.rmtree(clean, ignore_errors=True)
        assert built(root, clean, reuse=False, to=KINDS) is not None
        assert contents(site) == contents(clean), file
        compared += 1
