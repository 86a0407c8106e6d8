"""`diff`: between two readers, and since a revision."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.projects import ROOT, TODAY, MakeProject, Ran, guidegen

J1, H1B = "diagnostic-radiology--j1--student", "diagnostic-radiology--h1b--student"


def diff(*arguments: str | Path) -> Ran:
    return guidegen("diff", "-C", ROOT, "--as-of", TODAY, *arguments)


def differs_in_days_only(section: dict[str, Any]) -> bool:
    """Whether a section says the same to both, but for the days of its tasks."""
    gone, new = ([re.sub(r"\([^)]*\b20\d\d\)$", "", line) for line in section[name]] for name in ("gone", "new"))
    return section["was"] == section["becomes"] and gone == new


def test_a_reader_does_not_differ_from_itself() -> None:
    ran = diff(J1, J1, "--json")
    assert ran.code == 0
    assert (ran.json["plan"], ran.json["sections"], ran.json["lines"]) == ([], [], [])


def test_two_visas_differ_where_visas_matter_and_nowhere_else() -> None:
    ran = diff(J1, H1B, "--json")
    assert ran.code == 1
    assert ran.json["plan"] == []
    said = {one["chapter"] for one in ran.json["sections"] if not differs_in_days_only(one)}
    assert said <= {"where", "visa", "visa-talk", "application", "scripts"}
    earlier = {one["was"] for one in ran.json["sections"] if differs_in_days_only(one)}
    assert earlier <= {"ecfmg-certification"}, "only an H-1B needs Step 3, and Step 3 the certificate"
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


DOCUMENTS = """
sets:
  papers: {label: For every reader}
documents:
  passport:
    label: Passport
    sets: [papers]
    content: The page with the photo.
    issuer: Passport office
    validity: Six months beyond the stay
    who: Everyone who travels.
    confidence: high
    verify: false
"""


@pytest.fixture
def repository(make_project: MakeProject) -> Path:
    root = make_project({"content/data/documents.yaml": DOCUMENTS})
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
        (["--since", "--output=x"], "is not a revision"),
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


def since(repository: Path) -> Ran:
    return guidegen("diff", "-C", repository, "--since", "HEAD", "--json", "--as-of", TODAY)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


LINES = [
    ("content/data/documents.yaml", "The page with the photo.", "Every page.", "document", "passport"),
    ("content/data/documents.yaml", "Passport office", "Embassy", "document", "passport"),
    ("content/data/glossary.yaml", "Work with patients", "Working with patients", "term", "usce"),
    ("content/data/facts.yaml", "costs $15 for each", "costs fifteen dollars for each", "source", "VSL-03"),
    ("content/data/facts.yaml", "checked: 2026-11-22", "checked: 2026-11-21", "source", "VSL-03"),
    ("content/data/resources.yaml", "Who may use it", "Whom it is for", "address", "vslo-faq"),
    ("content/outline.yaml", "title: Papers", "title: Your papers", "chapter", "papers"),
    ("content/outline.yaml", "What to have ready.", "What you need.", "chapter", "papers"),
    ("content/outline.yaml", "[start-here, rotation-count]", "[rotation-count, start-here]", "order", "how-many"),
    (
        "profiles/personas.yaml",
        'title: "{specialty}, {visa}, {status}"',
        'title: "{specialty}, {visa}"',
        "cover",
        "title",
    ),
    ("content/data/milestones.yaml", "label: Match Day", "label: The Match", "date", "match-day"),
]


@pytest.mark.parametrize(("path", "old", "new", "kind", "name"), LINES)
def test_an_edit_outside_modules_changes_guides(
    path: str, old: str, new: str, kind: str, name: str, repository: Path
) -> None:
    edit(repository / path, old, new)
    ran = since(repository)
    assert ran.code == 1
    changed = [
        one for one in ran.json["changes"] if (kind, name) in {(line["kind"], line["id"]) for line in one["lines"]}
    ]
    assert len(changed) >= 16
    assert all(one["sections"] == [] and one["plan"] == [] for one in ran.json["changes"])


def test_a_reason_that_would_change_the_plan_counts(repository: Path) -> None:
    edit(repository / "content/rules.yaml", "because: one is what you can arrange", "because: one is what there is")
    changes = since(repository).json["changes"]
    assert len(changes) == 16
    assert all([one["name"] for one in change["plan"]] == ["rotations"] for change in changes)


def test_a_renamed_module_reads_the_same(repository: Path) -> None:
    folder = repository / "content/modules/arrange"
    (folder / "letters.md").rename(folder / "asking.md")
    edit(repository / "content/outline.yaml", "contents: [letters]", "contents: [asking]")
    assert since(repository).code == 0
    edit(folder / "asking.md", "Your dean writes for you.", "Your dean writes.")
    changes = since(repository).json["changes"]
    (section,) = changes[0]["sections"]
    assert (section["was"], section["becomes"]) == ("letters", "asking")
    assert (section["gone"], section["new"]) == (["Your dean writes for you."], ["Your dean writes."])


def test_a_title_and_a_lead_are_among_the_sentences(repository: Path) -> None:
    module = repository / "content/modules/arrange/visa-basics.md"
    edit(module, "title: Ask about visas", "title: Ask about your visa")
    (section,) = since(repository).json["changes"][0]["sections"]
    assert section["new"] == ["Ask about your visa before you apply"]


def test_an_applicant_who_cannot_be_read_is_named(repository: Path) -> None:
    edit(repository / "profiles/applicants/demo-ada.yaml", "visa: h1b", "visa: h2b")
    (change,) = since(repository).json["changes"]
    assert change["profile"] == "demo-ada"
    assert "'visa': 'h2b' is not a valid answer" in change["problem"]
    edit(
        repository / "profiles/facets.yaml",
        "      not-needed:",
        "      h2b: {label: H, if: h, if_not: g}\n      not-needed:",
    )
    changes = {one["profile"]: one["problem"] for one in since(repository).json["changes"]}
    assert changes["demo-ada"].startswith("cannot be read with the questions of then")


def test_a_folder_that_is_no_repository_is_said(make_project: MakeProject) -> None:
    ran = guidegen("diff", "-C", make_project(), "--since", "HEAD")
    assert ran.code == 2
    assert "is not in a git repository" in ran.err
