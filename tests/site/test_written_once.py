"""A page that says what an earlier one says has that one's address as soon as it is written."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.model.artifact import Artifact
from generator.write.spool import Spool
from generator.write.stage import Spooled
from tests.projects import ROOT, TODAY, guidegen

CANONICAL = re.compile(r'<link rel="canonical" href="https://rotations.example.org/([^"]*)"')
ALIKE = ("surgery--j1--student", "surgery--j1--graduate")


def test_no_page_is_written_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("content", "profiles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "guidegen.yaml", tmp_path)
    written: Counter[str] = Counter()
    put = Spool.put

    def counted(self: Spool, artifact: Artifact) -> Spooled:
        written[artifact.path] += 1
        return put(self, artifact)

    monkeypatch.setattr(Spool, "put", counted)
    people = [word for name in ALIKE for word in ("-p", name)]
    ran = guidegen("build", "-C", tmp_path, "--to", "html", "--as-of", TODAY, "-q", "-j", "1", *people)
    assert ran.code == 0, ran.err
    assert set(written.values()) == {1}
    first, second = (addresses(tmp_path / "site/guides" / name) for name in ALIKE)
    led = {page for page, address in second.items() if address == first[page]}
    assert {"why.html", "mistakes.html"} <= led < second.keys()


def addresses(folder: Path) -> dict[str, str]:
    """The canonical address of each page of a guide."""
    found = {page.name: CANONICAL.search(page.read_text("utf-8")) for page in folder.glob("*.html")}
    return {name: match[1] for name, match in found.items() if match is not None}
