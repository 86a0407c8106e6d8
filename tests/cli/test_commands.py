"""The command line: help, exit codes, options, and data on stdout with messages on stderr."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.groups import COMMANDS
from tests.projects import ROOT, SMALL, TODAY, MakeProject, guidegen

SUBCOMMANDS = [
    *([name] for name in COMMANDS if name not in ("new", "list")),
    ["new", "module"],
    ["list", "modules"],
]


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`guidegen` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", [[], *SUBCOMMANDS, ["list"], ["new"]], ids=" ".join)
def test_every_command_has_help(command: list[str]) -> None:
    ran = guidegen(*command, "--help")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Usage: ")
    assert ran.err == ""
    assert guidegen(*command, "-h").out == ran.out
    for line in ran.out.split("Options:", 1)[-1].splitlines():
        option = re.match(r"  (-\S+.*)$", line)
        if option and "--help" not in line:
            rest = re.split(r" {2,}", option.group(1), maxsplit=1)
            assert len(rest) == 2 or len(option.group(1)) > 30, f"an option without a word of help: {line}"


def test_every_command_is_documented() -> None:
    text = "".join(file.read_text("utf-8") for file in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))))
    missing = [name for name in COMMANDS if f"guidegen {name}" not in text]
    assert missing == []


def test_version() -> None:
    ran = guidegen("--version")
    assert ran.code == 0
    assert re.fullmatch(r"guidegen, version \d+\.\d+\.\d+\S*\n", ran.out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "there is no command 'nonsense'"),
        (["chek"], "did you mean 'check'?"),
        (["check", "--nonsense"], "--nonsense"),
        (["build", "--to", "word"], "'word' is not a kind of output here"),
        (["build", "-j", "0"], "-j"),
        (["build", "-j", "many"], "-j"),
        (["build", "--as-of", "yesterday"], "year-month-day"),
        (["build", "--as-of", "2027-02-30"], "year-month-day"),
        (["build", "-C", "/nowhere"], "is not a guide project"),
        (["check", "-C", "/"], "is not a guide project"),
        (["handbooks", "--to", "word"], "'word' is not a kind of output here"),
        (["new", "module", "x"], "--chapter"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str], says: str) -> None:
    ran = guidegen(*arguments)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "command",
    ["build", "handbooks", "check", "test", "list modules", "explain letters", "explain -p demo-ada", "diff a b"],
)
def test_what_is_wrong_is_one_object_too(make_project: MakeProject, command: str) -> None:
    ran = guidegen(*command.split(), "--json", "-C", make_project({"profiles/facets.yaml": "facet: {}\n"}))
    assert (ran.code, ran.err) == (1, "")
    found = json.loads(ran.out)["diagnostics"]
    assert found[0] | {"message": "", "suggestion": ""} == {
        "path": "profiles/facets.yaml", "line": 1, "column": 1, "severity": "error", "code": "unknown-key",
        "message": "", "suggestion": "", "witness": None,
    }  # fmt: skip


@pytest.mark.parametrize(("output", "code", "name"), [("content", 3, "refused"), (None, 2, "usage")])
def test_a_refusal_is_an_object_too(make_project: MakeProject, output: str | None, code: int, name: str) -> None:
    root = make_project()
    ran = guidegen("build", "-C", root, "--json", *(["-o", root / output] if output else ["-p", "zzz"]))
    assert (ran.code, ran.err) == (code, "")
    assert [one["code"] for one in json.loads(ran.out)["diagnostics"]] == [name]


def test_nothing_at_all_is_a_question_for_help() -> None:
    ran = guidegen()
    assert ran.code == 2
    assert "Publish and send:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "-p", "psychiatry--j1--studnt"], "did you mean 'psychiatry--j1--student'?"),
        (["build", "-p", "zzz"], "there is no persona 'zzz'"),
        (["handbooks", "-a", "demo-ad"], "did you mean 'demo-ada'?"),
        (["explain", "--profile", "demo-ad"], "did you mean 'demo-ada'?"),
        (["new", "module", "Bad Id", "--chapter", "x"], "is not a valid id"),
        (["new", "module", "good", "--chapter", "../x"], "is not a valid id"),
        (["new", "module", "good", "--chapter", "arange"], "did you mean 'arrange'?"),
        (["new", "module", "good", "--chapter", "zzz"], "has no chapter 'zzz'; known: "),
    ],
    ids=" ".join,
)
def test_names_that_are_not_known_are_2(make_project: MakeProject, arguments: list[str], says: str) -> None:
    ran = guidegen(*arguments, "-C", make_project())
    assert ran.code == 2
    assert says in ran.err


def test_findings_are_1_and_nothing_wrong_is_0(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("check", "-C", root, "--as-of", TODAY).code == 0
    wrong = str(SMALL["content/modules/arrange/letters.md"]).replace("status: student", "status: studnet")
    (root / "content/modules/arrange/letters.md").write_text(wrong, "utf-8")
    for command in ("check", "build", "handbooks"):
        ran = guidegen(command, "-C", root, "--as-of", TODAY)
        assert ran.code == 1
        assert "content/modules/arrange/letters.md:7:19: error[unknown-value]" in ran.err
        assert "did you mean 'student'?" in ran.err
        assert "\n    ::: when {status: studnet}\n" + " " * 22 + "^" in ran.err, "the line and a caret below the place"
    assert not (root / "site").exists()


def test_strict_makes_warnings_1(make_project: MakeProject) -> None:
    old = str(SMALL["content/modules/arrange/letters.md"]).replace("reviewed:", "review_by: 2026-01-01\nreviewed:")
    root = make_project({"content/modules/arrange/letters.md": old})
    assert guidegen("check", "-C", root, "--as-of", "2025-12-31", "--strict").code == 0
    ran = guidegen("check", "-C", root, "--as-of", TODAY)
    assert ran.code == 0
    assert "warning[overdue-review]" in ran.err
    assert guidegen("check", "-C", root, "--as-of", TODAY, "--strict").code == 1
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q", "--strict").code == 1


def test_refused_is_3(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("init", root).code == 3
    ran = guidegen("new", "module", "letters", "--chapter", "arrange", "-C", root)
    assert (ran.code, "exists already" in ran.err) == (3, True)
    assert guidegen("build", "-C", root, "--to", "html", "-q").code == 0
    page = root / "site/guides/psychiatry--j1--student/papers.html"
    page.write_text("by hand", "utf-8")
    ran = guidegen("build", "-C", root, "--to", "html", "-q", "--as-of", "2020-01-01")
    assert (ran.code, "papers.html" in ran.err) == (3, True)
    assert page.read_text("utf-8") == "by hand"
    (root / "handbooks").symlink_to(root / "site")
    assert guidegen("handbooks", "-C", root).code == 3


def test_interrupted_is_130(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.app import check

    def stop(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "examine_project", stop)
    ran = guidegen("check", "-C", make_project(), "--no-cache")
    assert (ran.code, ran.err.strip()) == (130, "interrupted")


def test_json_is_one_object_on_stdout(make_project: MakeProject) -> None:
    wrong = str(SMALL["content/modules/arrange/letters.md"]).replace("status: student", "status: studnet")
    ran = guidegen("check", "-C", make_project({"content/modules/arrange/letters.md": wrong}), "--json")
    assert ran.err == ""
    document = json.loads(ran.out)
    assert list(document) == ["diagnostics", "drafts"]
    assert document["diagnostics"] == [
        {
            "path": "content/modules/arrange/letters.md",
            "line": 7,
            "column": 19,
            "severity": "error",
            "code": "unknown-value",
            "message": "'status' has no value 'studnet'",
            "suggestion": "did you mean 'student'?",
            "witness": None,
        }
    ]


def test_json_of_a_build(make_project: MakeProject) -> None:
    root = make_project()
    ran = guidegen("build", "-C", root, "--to", "html", "--json")
    first = json.loads(ran.out)
    assert first["fresh"] is False
    assert "index.html" in first["added"]
    assert (first["changed"], first["removed"], first["failed"], first["diagnostics"]) == ([], [], {}, [])
    second = json.loads(guidegen("build", "-C", root, "--to", "html", "--json").out)
    assert (second["fresh"], second["added"]) == (True, [])


def test_the_project_is_the_nearest_one_upward(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project()
    monkeypatch.chdir(root / "content/modules/arrange")
    assert guidegen("check", "--as-of", TODAY).code == 0
    monkeypatch.chdir(root.parent)
    ran = guidegen("check")
    assert (ran.code, "guidegen init DIR" in ran.err) == (2, True)
    assert guidegen("check", "-C", "project", "--as-of", TODAY).code == 0
    assert guidegen("check", "--project", root, "--as-of", TODAY).code == 0


def test_quiet_and_verbose(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("check", "-C", root, "-q", "--as-of", TODAY).out == ""
    ran = guidegen("check", "-C", root, "-v", "--no-cache", "--as-of", TODAY)
    assert ran.out.startswith("nothing wrong (5 modules, 16 personas, 1 applicant)")
    assert re.search(r"^\s+load +\d+\.\d{3} s$", ran.err, re.MULTILINE)


def test_check_names_the_drafts_that_it_left_out(make_project: MakeProject) -> None:
    root = make_project()
    module = next(file for file in sorted(root.glob("content/modules/*/*.md")))
    other = module.with_name("later.md")
    text = re.sub(r"^id: .*$", "id: later", module.read_text("utf-8"), flags=re.MULTILINE)
    other.write_text(text.replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    ran = guidegen("check", "-C", root, "--as-of", TODAY)
    assert "; left out as drafts: later)" in ran.out + ran.err
    assert json.loads(guidegen("check", "-C", root, "--json", "--as-of", TODAY).out)["drafts"] == ["later"]


def test_as_of_moves_the_day(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "-q", "--as-of", "2026-01-01").code == 0
    page = root / "site/guides/radiology--h1b--student/checklist.html"
    early = page.read_text("utf-8")
    assert guidegen("build", "-C", root, "--to", "html", "-q", "--as-of", "2027-05-10").code == 0
    late = page.read_text("utf-8")
    assert "Now" not in re.findall(r"<h2[^>]*>([^<]*)", early)
    assert "Now" in re.findall(r"<h2[^>]*>([^<]*)", late)
    run(
        "build", "-C", root, "--to", "html", "-q", "-o", root / "other", SOURCE_DATE_EPOCH="1767225600"
    )  # January 1, 2026
    assert (root / "other/guides/radiology--h1b--student/checklist.html").read_text("utf-8") == early


def test_some_personas_only(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "-q").code == 0
    before = {file: file.stat().st_mtime_ns for file in (root / "site").rglob("*") if file.is_file()}
    ran = guidegen("build", "-C", root, "--to", "html", "-p", "psychiatry--j1--student", "--json")
    assert (ran.json["added"], ran.json["changed"], ran.json["removed"]) == ([], [], [])
    wording = root / "content/modules/decide/count-others.md"
    wording.write_text(wording.read_text("utf-8") + "\nMore words.\n", "utf-8")
    ran = guidegen("build", "-C", root, "--to", "html", "-p", "psychiatry--j1--student", "--json")
    assert ran.json["removed"] == []
    assert {path.split("/")[1] for path in ran.json["changed"] if path.startswith("guides/")} == {
        "psychiatry--j1--student"
    }
    kept = [file for file in before if "psychiatry--j1--student" not in str(file) and file.name != ".guidegen.json"]
    assert all(file.exists() for file in kept)


def test_output_elsewhere(make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project()
    monkeypatch.chdir(tmp_path)
    assert guidegen("build", "-C", root, "--to", "html", "-q", "-o", "out/here").code == 0
    assert (tmp_path / "out/here/index.html").is_file()
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/modules", "profiles", "templates", "profiles/applicants"]
)
def test_the_projects_own_folders_are_no_output(make_project: MakeProject, output: str) -> None:
    root = make_project()
    before = sorted(file.relative_to(root) for file in root.rglob("*") if ".guidegen" not in str(file))
    for command in (["build", "--to", "html"], ["handbooks"]):
        ran = guidegen(*command, "-C", root, "-o", root / output)
        assert ran.code == 3, ran.err
    assert sorted(file.relative_to(root) for file in root.rglob("*") if ".guidegen" not in str(file)) == before


def test_a_new_module_is_a_draft_that_check_accepts(make_project: MakeProject) -> None:
    root = make_project()
    ran = guidegen("new", "module", "ask-early", "--chapter", "arrange", "-C", root, "--as-of", TODAY)
    assert ran.code == 0
    assert "content/modules/arrange/ask-early.md" in ran.out
    outline = root / "content/outline.yaml"
    outline.write_text(outline.read_text("utf-8").replace("[letters]", "[letters, ask-early]"), "utf-8")
    assert guidegen("check", "-C", root, "--as-of", TODAY, "--strict").code == 0
    module = root / "content/modules/arrange/ask-early.md"
    module.write_text(module.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    assert guidegen("check", "-C", root, "--as-of", TODAY).code == 0
    assert guidegen("build", "-C", root, "--to", "html", "-q").code == 0
    assert "Begin with a verb" in (root / "site/guides/psychiatry--j1--student/papers.html").read_text("utf-8")


def test_init(tmp_path: Path) -> None:
    ran = guidegen("init", tmp_path / "new/guide")
    assert ran.code == 0
    assert guidegen("check", "-C", tmp_path / "new/guide", "--as-of", TODAY, "--strict").code == 0
    (tmp_path / "empty").mkdir()
    assert guidegen("init", tmp_path / "empty").code == 0
    (tmp_path / "file").write_text("x", "utf-8")
    assert guidegen("init", tmp_path / "file").code == 3
    assert (tmp_path / "file").read_text("utf-8") == "x"


def test_doctor() -> None:
    ran = guidegen("doctor", "--json")
    assert ran.code == 0, ran.out
    assert {"guidegen", "Python", "weasyprint", "theme"} <= {one["name"] for one in ran.json["findings"]}


def test_a_persons_name_and_address_are_never_said(make_project: MakeProject) -> None:
    applicant = str(SMALL["profiles/applicants/demo-ada.yaml"])
    for spoilt in (
        applicant.replace("ada@example.org", "ada@@example.org"),
        applicant.replace("name: Ada Example", "name: Ada: Example"),
        applicant.replace("name: Ada Example", "name: Ada Example\nname: Ada Example"),
        applicant.replace("name: Ada Example", 'name: "Ada \\u202e Example"'),
        applicant.replace("citizenship: other", "citizenship: us-citizen"),
        applicant.replace("visa: h1b", "visa: hb1"),
    ):
        root = make_project({"profiles/applicants/demo-ada.yaml": spoilt})
        for command in (["check"], ["check", "--json"], ["handbooks"], ["handbooks", "--json"]):
            ran = guidegen(*command, "-C", root, "--as-of", TODAY)
            assert ran.code == 1, command
            assert "Ada" not in ran.out + ran.err
            assert "ada@" not in ran.out + ran.err


def test_a_setting_that_does_not_fit_is_told_alone(tmp_path: Path) -> None:
    """Who pays is read in the same file: that the costs name payers is not a second mistake."""
    root = tmp_path / "tour"
    assert guidegen("init", root).code == 0
    settings = root / "guidegen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    found = json.loads(guidegen("check", "-C", root, "--json", "--as-of", TODAY).out)["diagnostics"]
    assert [(one["path"], one["code"]) for one in found] == [("guidegen.yaml", "bad-value")]
