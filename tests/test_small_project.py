"""The base of the other tests is itself in order."""

from __future__ import annotations

from tests.projects import MakeProject, check, guidegen


def test_nothing_is_wrong_with_the_small_project(make_project: MakeProject) -> None:
    ran = check(make_project(), "--strict")
    assert ran.lines == []
    assert ran.code == 0


def test_a_file_over_it_is_seen(make_project: MakeProject) -> None:
    root = make_project({"content/modules/arrange/letters.md": None})
    ran = check(root)
    assert ran.code == 1
    assert [one["code"] for one in ran.json["diagnostics"]] == ["unknown-module-or-slot"]


def test_it_builds(make_project: MakeProject) -> None:
    root = make_project()
    ran = guidegen("build", "-C", root, "--to", "html", "-q")
    assert ran.code == 0, ran.err
    assert (root / "site/guides/psychiatry--j1--student/papers.html").is_file()
