"""`test`: the shipped guide's own tests, and what the command says of wrong ones."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.path.network import FILES as PATH
from tests.projects import ROOT, SMALL_DIR, TODAY, MakeProject, files_of, guidegen


def test_the_shipped_guide_passes_its_tests(tmp_path: Path) -> None:
    junit = tmp_path / "junit.xml"
    ran = guidegen("test", "-C", ROOT, "--as-of", TODAY, "--junit", junit, "--json", "--coverage", "95")
    document = ran.json
    assert [one for one in document["tests"] if one["failures"]] == []
    assert ran.code == 0
    assert len(document["tests"]) >= 20
    suite = ET.fromstring(junit.read_text("utf-8"))
    assert suite.get("failures") == "0"
    assert len(suite) == len(document["tests"])


WRONG = {
    "must_say: [Gather your papers and nothing else]": "must say, but does not: Gather your papers and nothing else",
    "must_not_say: [papers]": "must not say, but does: papers",
    "modules: [no-such-module]": "there is no module 'no-such-module'",
    "plan: {rotatoins: one}": "did you mean 'rotations'?",
    "must_sya: [x]": "did you mean 'must_say'?",
    "most_words: 1": "words, more than 1",
    "most_words: 0": "'most_words' must be 1 or more",
    "most_pages: -1": "'most_pages' must be 1 or more",
    "must_say: ['']": "'must_say' cannot be ''",
    "must_not_say: ['  ']": "'must_not_say' cannot be '  '",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_expectation_is_said(line: str, make_project: MakeProject) -> None:
    root = make_project({"tests/guides/wrong.yaml": f"profile: psychiatry--j1--student\n{line}\n"})
    ran = guidegen("test", "-C", root, "--as-of", TODAY)
    assert ran.code == 1
    assert WRONG[line] in ran.out + ran.err
    assert "tests/guides/wrong.yaml" in ran.err


READ = {
    "You can apply by September 25, 2027": "a verdict",
    "all can be ready": "the reason of a verdict",
    "longer than for any other step that can begin now": "why a step is for this week",
    "You need it for the application": "why a step is to be done",
}


@pytest.mark.parametrize("words", READ)
def test_what_the_path_says_is_read_too(words: str, make_project: MakeProject) -> None:
    answers = "answers: {specialty: psychiatry, visa: j1, status: student, citizenship: other}"
    file = f"{answers}\nas_of: 2027-05-01\nmust_say: ['{words}']\nmust_not_say: ['{words}']\n"
    ran = guidegen("test", "-C", make_project({**PATH, "tests/guides/path.yaml": file}))
    assert f"must say, but does not: {words}" not in ran.out + ran.err, READ[words]
    assert f"must not say, but does: {words}" in ran.out + ran.err


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("verdicts: {reday: yes}", "there is no verdict 'reday'"),
        ("verdicts: {ready: yse}", "the verdict 'ready' is never 'yse'"),
        ("days: {submit.finsh: 2028-01-01}", "did you mean 'finish'?"),
    ],
)
def test_what_no_path_can_be_is_said(expected: str, said: str, make_project: MakeProject) -> None:
    file = f"profile: psychiatry--j1--student\npath: {{{expected}}}\n"
    ran = guidegen("test", "-C", make_project({**PATH, "tests/guides/path.yaml": file}))
    assert ran.code == 1
    assert said in ran.err


def test_a_test_names_a_profile_or_gives_answers(make_project: MakeProject) -> None:
    root = make_project({"tests/guides/neither.yaml": "must_say: [x]\n"})
    ran = guidegen("test", "-C", root)
    assert ran.code == 1
    assert "has one of these: 'profile', 'answers' or 'answers_file'" in ran.err


def test_an_unknown_profile_fails_that_test(make_project: MakeProject) -> None:
    root = make_project({"tests/guides/who.yaml": "profile: nobody\n"})
    ran = guidegen("test", "-C", root)
    assert ran.code == 1
    assert "there is no persona or applicant 'nobody'" in ran.err


def files_of_readers(generated: list[dict[str, Any]]) -> dict[str, str]:
    """Generated readers as files of guide tests."""
    files = {}
    for number, reader in enumerate(generated):
        inner = ", ".join(f"{name}: {value}" for name, value in reader["answers"].items())
        day = f"as_of: {reader['as_of']}\n" if reader["as_of"] else ""
        files[f"tests/guides/generated-{number}.yaml"] = f"answers: {{{inner}}}\n{day}"
    return files


def test_generated_readers_cover_everything(make_project: MakeProject) -> None:
    root = make_project()
    first = guidegen("test", "-C", root, "--generate", "--json", "--as-of", TODAY)
    assert first.code == 0
    assert (first.json["coverage"]["percent"], first.json["unreachable"]) == (0, [])
    assert guidegen("test", "-C", root, "--coverage", "100", "--as-of", TODAY).code == 1
    covered = make_project(files_of_readers(first.json["generated"]), name="covered")
    second = guidegen("test", "-C", covered, "--json", "--as-of", TODAY, "--coverage", "100")
    assert (second.code, second.json["failed"], second.json["coverage"]["missing"]) == (0, 0, [])


@pytest.mark.campaign
def test_generated_readers_cover_the_whole_shipped_guide(make_project: MakeProject) -> None:
    """Without any of its own guide tests; months are counted from days that are given."""
    files = files_of(ROOT / "content"), files_of(ROOT / "profiles")
    base = {f"{folder}/{path}": text for folder, several in zip(("content", "profiles"), files, strict=True)
            for path, text in several.items()}  # fmt: skip
    base["guidegen.yaml"] = (ROOT / "guidegen.yaml").read_text("utf-8")
    first = guidegen("test", "-C", make_project({}, base=base), "--generate", "--json", "--as-of", TODAY).json
    assert first["coverage"]["clauses"] > 600
    covered = make_project(files_of_readers(first["generated"]), base=base, name="covered")
    second = guidegen("test", "-C", covered, "--json", "--as-of", TODAY)
    assert (second.json["failed"], second.json["coverage"]["missing"]) == (0, [])


def test_what_nobody_can_show_is_said(make_project: MakeProject) -> None:
    module = "---\ntitle: T\nreviewed: 2026-11-22\nwhen: {rotations: {min: 0}}\n---\nWords.\n"
    outline = (SMALL_DIR / "content/outline.yaml").read_text("utf-8").replace("[letters]", "[letters, m]")
    root = make_project({"content/modules/papers/m.md": module, "content/outline.yaml": outline})
    ran = guidegen("test", "-C", root, "--generate", "--json", "--as-of", TODAY)
    place = "content/modules/papers/m.md:4:19"
    assert ran.json["unreachable"] == [{"place": place, "subject": "rotations", "truth": "false"}]
    ran = guidegen("test", "-C", root, "--generate", "--as-of", TODAY)
    assert f"{place}: nobody can make 'rotations: 0 or more' false" in ran.err


def test_limits_of_pages_hold(make_project: MakeProject, tmp_path: Path) -> None:
    built = make_project()
    guidegen("build", "-C", built, "-p", "psychiatry--j1--student")
    pages = len(PdfReader(built / "site/guides/psychiatry--j1--student/handbook.pdf").pages)
    assert pages > 2
    for most, code in ((pages, 0), (pages - 1, 1)):
        test = f"profile: psychiatry--j1--student\nmost_pages: {most}\n"
        ran = guidegen("test", "-C", make_project({"tests/guides/p.yaml": test}, name=str(most)), "--as-of", TODAY)
        assert ran.code == code, ran.err
    assert f"the handbook has {pages} pages, more than {pages - 1}" in ran.err


@pytest.mark.parametrize("path", ["tests/guides/other.yml", "tests/guides/deeper/other.yaml"])
def test_a_guide_test_that_nobody_would_read_is_an_error(path: str, make_project: MakeProject) -> None:
    ran = guidegen("test", "-C", make_project({path: "profile: psychiatry--j1--student\n"}))
    assert ran.code == 1
    assert f"{path}:1:1: error[unread-file]: this guide test is not read" in ran.err
    assert "put it at tests/guides/other.yaml" in ran.err


SAID = [
    "three rotations, because that is the goal for psychiatry", "one is what you can arrange", "How many rotations",
    "Your number, and what set it", "Begin with one number", "If you plan on an H-1B visa", "Match Day",
    "Ask each site what it wants",
    "Work with patients in the US", "$15 per elective",
]  # fmt: skip


def test_everything_the_guide_says_itself_counts(make_project: MakeProject) -> None:
    test = f"must_say: {json.dumps(SAID)}\nmust_not_say: [VSLO questions]\n"
    test += "answers: {specialty: psychiatry, status: student}\n"
    ran = guidegen("test", "-C", make_project({"tests/guides/said.yaml": test}), "--as-of", TODAY)
    assert ran.code == 0, ran.err


def test_what_must_not_be_said_is_named_with_its_line(make_project: MakeProject) -> None:
    test = "profile: psychiatry--j1--student\nmust_not_say: [your dean writes]\n"
    ran = guidegen("test", "-C", make_project({"tests/guides/said.yaml": test}), "--as-of", TODAY)
    assert "must not say, but does: your dean writes (content/modules/arrange/letters.md:8:1)" in ran.err


def test_the_report_for_a_build_server_is_xml_whatever_is_missing(make_project: MakeProject, tmp_path: Path) -> None:
    test = 'profile: psychiatry--j1--student\nmust_say: ["<b>& ]]> none"]\n'
    root = make_project({"tests/guides/odd.yaml": test})
    guidegen("test", "-C", root, "--junit", tmp_path / "j.xml", "--as-of", TODAY)
    (case,) = ET.fromstring((tmp_path / "j.xml").read_text("utf-8"))
    assert "<b>&" in (case[0].get("message") or "")
    ran = guidegen("test", "-C", root, "--junit", tmp_path / "nowhere/j.xml", "--as-of", TODAY)
    assert (ran.code, ran.err.strip().splitlines()[-1].split(":")[0]) == (1, "error")
