"""`diff`: between two readers, and since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.projects import ROOT, TODAY, MakeProject, Ran, guidegen

J1, H1B = "diagnostic-radiology--j1--student", "diagnostic-radiology--h1b--student"


def diff(*arguments: str | Path) -> Ran:
    return guidegen("diff", "-C", ROOT, "--as-of", TODAY, *arguments)


def test_a_reader_does_not_differ_from_itself() -> None:
    ran = diff(J1, J1, "--json")
    assert ran.code == 0
    assert (ran.json["plan"], ran.json["sections"], ran.json["lines"]) == ([], [], [])


def test_two_visas_differ_where_visas_matter_and_nowhere_else() -> None:
    ran = diff(J1, H1B, "--json")
    assert ran.code == 1
    assert ran.json["plan"] == []
    assert {one["chapter"] for one in ran.json["sections"]} <= {"where", "visa", "visa-talk", "application", "scripts"}
    assert ran.json["same"] > 50


def test_the_other_way_round_is_the_mirror_image() -> None:
    there, back = diff(J1, H1B, "--json").json, diff(H1B, J1, "--json").json
    mirrored = {
        (one["chapter"], one["becomes"], one["was"], tuple(one["new"]), tuple(one["gone"])) for one in back["sections"]
    }
    assert {
        (one["chapter"], one["was"], one["becomes"], tuple(one["gone"]), tuple(one["new"])) for one in there["sections"]
    } == mirrored
    assert {(one["id"], one["was"], one["becomes"]) for one in there["lines"]} == {
        (one["id"], one["becomes"], one["was"]) for one in back["lines"]
    }


def test_sentences_are_named() -> None:
    out = diff(J1, H1B).out
    assert "visa: residency-on-j1 -> nothing" in out
    assert "visa: nothing -> residency-on-h1b" in out


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    subprocess.run(("git", *identity, *arguments), cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(make_project: MakeProject) -> Path:
    root = make_project()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def test_nothing_changed_since(repository: Path) -> None:
    ran = guidegen("diff", "-C", repository, "--since", "HEAD", "--as-of", TODAY)
    assert ran.code == 0
    assert ran.out == ""


def test_an_edit_changes_those_who_read_it_and_nobody_else(repository: Path) -> None:
    module = next((repository / "content/modules").rglob("visa-basics.md"))
    module.write_text(module.read_text("utf-8") + "\nOne sentence more than before.\n", "utf-8")
    before = sorted(path for path in repository.rglob("*") if ".git" not in path.parts)
    ran = guidegen("diff", "-C", repository, "--since", "HEAD", "--json", "--as-of", TODAY)
    assert ran.code == 1
    changed = {one["profile"] for one in ran.json["changes"]}
    assert changed
    matrix = guidegen("list", "modules", "--matrix", "-C", repository, "--json", "--as-of", TODAY).json["modules"]
    readers = next(row["personas"] for row in matrix if row["module"] == "visa-basics")
    assert {name for name in changed if name in readers} == {name for name, sign in readers.items() if sign != "-"}
    for one in ran.json["changes"]:
        assert [section["new"] for section in one["sections"]] == [["One sentence more than before."]]
    after = sorted(path for path in repository.rglob("*") if ".git" not in path.parts)
    assert [path for path in after if ".guidegen" not in path.parts] == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--since", "nowhere"], "there is no revision 'nowhere'"),
        (["--since", "--output=x"], "is no revision"),
        ([J1], "name two readers"),
        ([J1, "diagnostic-radiology--h1b--studnet"], f"did you mean '{H1B}'?"),
        ([J1, H1B, "--since", "HEAD"], "name two readers, or a revision"),
    ],
)
def test_wrong_calls_get_one_line(arguments: list[str], words: str) -> None:
    ran = diff(*arguments)
    assert ran.code == 2
    assert words in ran.err


def test_a_broken_revision_is_said(repository: Path) -> None:
    facets = repository / "profiles/facets.yaml"
    good = facets.read_text("utf-8")
    facets.write_text(good.replace("type: choice", "type: chioce", 1), "utf-8")
    git(repository, "commit", "-qam", "broken")
    facets.write_text(good, "utf-8")
    ran = guidegen("diff", "-C", repository, "--since", "HEAD")
    assert ran.code == 2
    assert "cannot be compared" in ran.err
