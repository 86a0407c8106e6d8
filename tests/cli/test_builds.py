"""Builds: the same every time, nothing written twice, one failure costs one reader, and people stay private."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from generator.app import build as building
from tests.projects import SMALL, TODAY, Files, MakeProject, guidegen

Stats = dict[str, tuple[int, int, int]]


def stats(folder: Path) -> Stats:
    """Inode, size and time of everything below a folder."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns)
        for path in (folder, *folder.rglob("*"))
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(root: Path, *options: str, code: int = 0) -> str:
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, *options)
    assert ran.code == code, ran.err
    return ran.out + ran.err


@pytest.mark.parametrize("jobs", ["2", "5", "64"])
def test_any_number_of_processes_makes_the_same(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    """Pages, comparisons over the border of two processes, and a persona that fails in one of them."""
    monkeypatch.setattr("generator.app.build.LEAST", 1)
    files = BROKEN_FOR_RADIOLOGY | {"guidegen.yaml": "title: Small\nseason: 2028\nsite: {compare: [visa, status]}\n"}
    alone, together = make_project(files, name="alone"), make_project(files, name="together")
    options = ["--to", "html,ics", "--as-of", TODAY]
    ran = [guidegen("build", "-C", alone, "-j1", *options), guidegen("build", "-C", together, "-j", jobs, *options)]
    assert [one.code for one in ran] == [1, 1]
    assert ran[0].err == ran[1].err.replace("together", "alone")
    assert contents(alone / "site") == contents(together / "site")


def test_the_second_time_nothing_is_written(starter: Path, tmp_path: Path) -> None:
    root = tmp_path / "tour"
    shutil.copytree(starter, root, symlinks=True)
    before = stats(root / "site")
    guidegen("build", "-C", root, "--as-of", TODAY)
    ran = guidegen("build", "-C", root, "--as-of", TODAY)
    assert (ran.code, "nothing to do" in ran.out) == (0, True)
    assert stats(root / "site") == before
    private = stats(root / "handbooks")
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY)
    assert (ran.code, ran.out.startswith("handbooks: 0 made, 2 still right")) == (0, True)
    assert stats(root / "handbooks") == private


def test_without_the_cache_the_same_is_made_again(make_project: MakeProject) -> None:
    root = make_project()
    build(root)
    before = stats(root / "site")
    shutil.rmtree(root / ".guidegen")
    assert "0 files added, 0 changed, 0 removed" in build(root)
    assert "0 files added, 0 changed, 0 removed" in build(root, "--no-cache")
    assert stats(root / "site") == before


def test_what_is_touched_but_not_changed_is_not_written(make_project: MakeProject) -> None:
    root = make_project()
    build(root)
    before = stats(root / "site")
    os.utime(root / "content/outline.yaml")
    assert "0 files added, 0 changed, 0 removed" in build(root)
    assert stats(root / "site") == before
    assert "nothing to do" in build(root)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/modules/arrange/letters.md", "", "\nOne more line.\n"),
        ("content/data/milestones.yaml", "n: 3", "n: 2"),
        ("templates/site/404.html", "", "<!doctype html><title>Ours</title>"),
    ],
)
def test_what_is_edited_during_a_build_is_in_the_next(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> None:
    root = make_project()
    build(root)
    letters, file = root / "content/modules/arrange/visa-basics.md", root / path
    letters.write_text(letters.read_text("utf-8") + "\nThe first edit.\n", "utf-8")
    make = building._made

    def edited(*arguments: Any) -> Any:
        made = make(*arguments)
        file.parent.mkdir(parents=True, exist_ok=True)
        words = file.read_text("utf-8") if file.exists() else ""
        file.write_text(words.replace(old, new) if old else words + new, "utf-8")
        return made

    with monkeypatch.context() as patch:
        patch.setattr(building, "_made", edited)
        build(root)
    said = build(root, "--why")
    assert path in said
    build(root, "--no-cache", "-o", str(tmp_path / "clean"))
    assert contents(root / "site") == contents(tmp_path / "clean")
    assert "nothing to do" in build(root)


@pytest.mark.parametrize("spoil", ["edit", "delete", "add"])
def test_a_change_of_the_output_is_seen(make_project: MakeProject, spoil: str) -> None:
    root = make_project()
    build(root)
    page = root / "site/guides/psychiatry--j1--student/papers.html"
    if spoil == "edit":
        page.write_text("by hand", "utf-8")
        assert "papers.html" in build(root, code=3)
    elif spoil == "delete":
        page.unlink()
        assert "1 files added" in build(root)
        assert page.is_file()
    else:
        (root / "site/mine.txt").write_text("mine", "utf-8")
        assert "0 files added" in build(root)
        assert (root / "site/mine.txt").read_text("utf-8") == "mine"


def test_a_page_changed_by_hand_is_refused_before_handbooks_are_laid_out(make_project: MakeProject) -> None:
    root = make_project()
    guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY)
    page = root / "site/guides/psychiatry--j1--student/papers.html"
    page.write_text("mine", "utf-8")
    ran = guidegen("build", "-C", root, "--to", "html,pdf", "--as-of", TODAY)
    assert ran.code == 3
    assert ran.err.startswith("error: 1 files in "), "nothing was begun"
    assert page.read_text("utf-8") == "mine"


def test_a_persona_that_is_gone_is_pruned(make_project: MakeProject) -> None:
    root = make_project()
    build(root)
    personas = root / "profiles/personas.yaml"
    personas.write_text(personas.read_text("utf-8").replace("visa: all", "visa: [j1]"), "utf-8")
    build(root)
    assert sorted(path.name for path in (root / "site/guides").iterdir()) == [
        f"{specialty}--j1--{status}" for specialty in ("psychiatry", "radiology") for status in ("graduate", "student")
    ]


BROKEN_FOR_RADIOLOGY = {
    "content/modules/arrange/letters.md": str(SMALL["content/modules/arrange/letters.md"]).replace(
        "[the number](module:rotation-count)", "[the number](module:count-others)"
    )
}


def test_a_persona_that_fails_costs_only_itself(make_project: MakeProject) -> None:
    personas = "personas:\n" + "".join(
        f"  - {{id: {one}, title: T, answers: {{specialty: {one}, visa: not-needed, status: student, interest: []}}}}\n"
        for one in ("psychiatry", "radiology")
    )
    root = make_project({"profiles/personas.yaml": personas})
    build(root)
    before = contents(root / "site/guides/radiology")
    for path, text in BROKEN_FOR_RADIOLOGY.items():
        (root / path).write_text(text + "\nMore words.\n", "utf-8")
    said = build(root, code=1)
    assert said.count("failed: radiology") == 1
    assert re.search(r"to see it alone: guidegen build -C \S+ .*-p radiology", said)
    assert contents(root / "site/guides/radiology") == before, "the earlier guide stays until it is right again"
    assert b"More words" in (root / "site/guides/psychiatry/papers.html").read_bytes()


def people(count: int, **spoilt: str) -> Files:
    """Applicants ada-0, ada-1 ...; `spoilt` gives some of them other answers."""
    base = str(SMALL["profiles/applicants/demo-ada.yaml"])
    files: dict[str, str | bytes | None] = {"profiles/applicants/demo-ada.yaml": None}
    for number in range(count):
        text = base.replace("Ada Example", f"Canary Name{number}").replace("ada@", f"canary{number}@")
        for old, new in (spoilt.get(f"ada_{number}", "x=x").split("="),):
            text = text.replace(old, new)
        files[f"profiles/applicants/ada-{number}.yaml"] = text
    return files


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("citizenship: other=citizenship: us-citizen", "broken-constraint"),
        ("visa: h1b=visa: hb1", "bad-answer"),
        ("name: Canary=nmae: Canary", "unknown-key"),
        ("rotations: 2=rotations: two", "bad-answer"),
        ("name: =name: &", "yaml-alias"),
        ("2027-05-03=9999-12-31", "bad-answer"),
    ],
)
def test_one_broken_applicant_of_ten_costs_only_that_one(make_project: MakeProject, change: str, code: str) -> None:
    root = make_project(people(10, ada_3=change))
    ran = guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY)
    assert ran.code == 1
    assert "handbooks: 9 made, 0 still right, 1 failed" in ran.out
    assert ran.err.count("failed: ada-3") == 1
    assert f"error[{code}]" in ran.err
    assert re.search(r"to see it alone: guidegen handbooks -C \S+ .*-a ada-3", ran.err)
    assert "Canary" not in ran.err + ran.out
    assert sorted(path.parent.name for path in (root / "handbooks").rglob("*.ics")) == [
        f"ada-{number}" for number in range(10) if number != 3
    ]
    alone = guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY, "-a", "ada-3")
    assert (alone.code, f"error[{code}]" in alone.err) == (1, True)
    assert len(list((root / "handbooks").rglob("*.ics"))) == 9
    for path, text in people(10).items():
        if text is not None:
            (root / path).write_text(str(text), "utf-8")
    corrected = guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY)
    assert (corrected.code, "0 failed" in corrected.out) == (0, True)
    assert len(list((root / "handbooks").rglob("*.ics"))) == 10


def test_what_was_made_for_somebody_who_fails_now_stays(make_project: MakeProject) -> None:
    root = make_project(people(2))
    assert guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY).code == 0
    before = contents(root / "handbooks/ada-1")
    for path, text in people(2, ada_1="visa: h1b=visa: hb1").items():
        if text is not None:
            (root / path).write_text(str(text), "utf-8")
    assert guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY).code == 1
    assert contents(root / "handbooks/ada-1") == before


def test_people_never_enter_the_public_tree(make_project: MakeProject) -> None:
    root = make_project(people(3))
    assert guidegen("handbooks", "-C", root, "--to", "ics", "--as-of", TODAY).code == 0
    build(root)
    public = b"".join(name.encode() + content for name, content in contents(root / "site").items())
    for canary in (b"Canary", b"canary", b"ada-0", b"@example.org"):
        assert canary not in public.replace(b"office@example.org", b"")
    private = b"".join(contents(root / "handbooks").values())
    assert b"ada-0" in b"".join(str(path).encode() for path in (root / "handbooks").rglob("*"))
    assert private


def test_people_never_enter_the_public_handbooks(starter: Path) -> None:
    for name in ("Okafor", "Novotný", "lina@example.org"):
        for file in (starter / "site").rglob("*"):
            if file.suffix == ".pdf":
                reader = PdfReader(file)
                text = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
                assert name not in text
            elif file.is_file():
                assert name.encode() not in file.read_bytes()


def test_the_private_root_is_private(starter: Path) -> None:
    assert (starter / "handbooks").stat().st_mode & 0o777 == 0o700
    for file in (starter / "handbooks").rglob("*"):
        if file.is_file():
            assert file.stat().st_mode & 0o077 == 0, file


def test_a_template_of_the_project_takes_the_themes_place(make_project: MakeProject) -> None:
    root = make_project(
        {"templates/site/404.html": "<!doctype html><title>Ours</title>{{ project.title }} is not here"}
    )
    build(root)
    assert "Small guide is not here" in (root / "site/404.html").read_text("utf-8")
    assert "Small guide" in (root / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ nothing.here }}", "site/404.html:2"),
        ("one\ntwo\n{% if %}", "site/404.html:3"),
        ("{{ ''.__class__.__mro__ }}", "site/404.html"),
        ("x\n{% include 'gone.html' %}", "site/404.html:2"),
    ],
)
def test_a_template_that_is_wrong_is_named(make_project: MakeProject, template: str, line: str) -> None:
    root = make_project({"templates/site/404.html": template})
    said = build(root, code=1)
    assert f"templates/{line}" in said
    assert not (root / "site").exists()


def test_a_bad_theme_setting_cannot_leave_its_attribute(make_project: MakeProject) -> None:
    settings = str(SMALL["guidegen.yaml"]).replace(
        "title: Small guide", 'title: "<script>alert(\'x\')</script> & \\"more\\""'
    )
    root = make_project({"guidegen.yaml": settings})
    build(root)
    for page in (root / "site").rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8")
