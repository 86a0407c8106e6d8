"""`guidegen docs` prints what comes with guidegen; `guidegen init --empty` makes a project that has no subject yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import ROOT, TODAY, check, guidegen


def test_the_pages_are_listed_with_their_titles() -> None:
    ran = guidegen("docs")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].split(maxsplit=1) == ["authoring", "Writing a guide"]
    names = {line.split()[0] for line in lines}
    assert names == {file.stem for file in (ROOT / "docs").glob("*.md")} | {"theme"}


def test_a_page_is_printed_as_it_is() -> None:
    for name in ("authoring", "authoring.md"):
        assert guidegen("docs", name).out == (ROOT / "docs/authoring.md").read_text("utf-8")
    assert guidegen("docs", "theme").out == (ROOT / "templates/README.md").read_text("utf-8")


def test_a_slip_in_a_pages_name() -> None:
    ran = guidegen("docs", "authorng")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no page 'authorng'" in ran.err
    assert "did you mean 'authoring'?" in ran.err
    assert guidegen("docs", "../CHANGELOG").code == 2


def test_an_empty_project_checks_builds_and_grows(tmp_path: Path) -> None:
    root = tmp_path / "guide"
    assert guidegen("init", "--empty", root).code == 0
    assert check(root).lines == []
    ran = guidegen("build", "-C", root, "--to", "html,ics,xlsx", "--as-of", TODAY, "-q")
    assert (ran.code, ran.err) == (0, "")
    page = (root / "site/guides/everybody/index.html").read_text("utf-8")
    assert 'href="tracker.xlsx" download' in page
    assert "calendar.ics" not in page, "there are no dates, so there is no calendar"
    assert "None" not in page
    assert guidegen("new", "module", "second", "-C", root, "--chapter", "start").code == 0


def test_an_empty_project_has_a_handbook(tmp_path: Path) -> None:
    root = tmp_path / "guide"
    guidegen("init", "--empty", root)
    assert guidegen("build", "-C", root, "--to", "pdf", "--as-of", TODAY, "-q").code == 0
    assert (root / "site/guides/everybody/handbook.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("options", [[], ["--empty"]])
def test_a_new_project_has_a_guide_for_who_has_answered_nothing(tmp_path: Path, options: list[str]) -> None:
    assert guidegen("init", *options, tmp_path / "new").code == 0
    answers = tmp_path / "nobody.answers.yaml"
    answers.write_text("version: 1\nanswers: {}\n", "utf-8")
    ran = guidegen("explain", "-C", tmp_path / "new", "--answers", answers)
    assert (ran.code, ran.err) == (0, "")
