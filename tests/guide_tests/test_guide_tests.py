"""`test`: the shipped guide's own tests, and what the command says of wrong ones."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.projects import ROOT, TODAY, MakeProject, guidegen


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
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_expectation_is_said(line: str, make_project: MakeProject) -> None:
    root = make_project({"tests/guides/wrong.yaml": f"profile: psychiatry--j1--student\n{line}\n"})
    ran = guidegen("test", "-C", root, "--as-of", TODAY)
    assert ran.code == 1
    assert WRONG[line] in ran.out + ran.err
    assert "tests/guides/wrong.yaml" in ran.err


def test_a_test_names_a_profile_or_gives_answers(make_project: MakeProject) -> None:
    root = make_project({"tests/guides/neither.yaml": "must_say: [x]\n"})
    ran = guidegen("test", "-C", root)
    assert ran.code == 1
    assert "names a 'profile' or gives 'answers'" in ran.err


def test_an_unknown_profile_fails_that_test(make_project: MakeProject) -> None:
    root = make_project({"tests/guides/who.yaml": "profile: nobody\n"})
    ran = guidegen("test", "-C", root)
    assert ran.code == 1
    assert "there is no persona or applicant 'nobody'" in ran.err


def test_generated_readers_reach_what_was_not_covered(make_project: MakeProject) -> None:
    root = make_project()
    first = guidegen("test", "-C", root, "--generate", "--json", "--as-of", TODAY)
    assert first.code == 0
    files = {}
    for number, answers in enumerate(first.json["generated"]):
        inner = ", ".join(f"{name}: {value}" for name, value in answers.items())
        files[f"tests/guides/generated-{number}.yaml"] = f"answers: {{{inner}}}\n"
    second = guidegen("test", "-C", make_project(files, name="covered"), "--json", "--as-of", TODAY)
    assert second.json["failed"] == 0
    assert second.json["coverage"]["percent"] > first.json["coverage"]["percent"]
    again = guidegen("test", "-C", root, "--coverage", "100", "--as-of", TODAY)
    assert again.code == 1
