"""A command line that makes no sense: one clear line, or one object; and where -C may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.projects import TODAY, MakeProject, guidegen

# Where {} is, --json may be written; it changes the form of the answer alone.
WRONG = [
    ("chek{}", "there is no command 'chek'; did you mean 'check'?", "see 'guidegen --help'"),
    ("send stauts{}", "there is no command 'send stauts'; did you mean 'status'?", "see 'guidegen send --help'"),
    ("send{} stauts", "there is no command 'send stauts'; did you mean 'status'?", "see 'guidegen send --help'"),
    ("build --strct{}", "there is no option '--strct'; did you mean '--strict'?", "see 'guidegen build --help'"),
    ("build{} --strct", "there is no option '--strct'; did you mean '--strict'?", "see 'guidegen build --help'"),
    ("build --persona{} x", "there is no option '--persona'", "see 'guidegen build --help'"),
    ("build --to htm{}", "invalid value for '--to': 'htm' is not a kind of output here; did you mean 'html'?", None),
    (
        "list module{}",
        (
            "invalid value for 'KIND': 'module' is not one of 'modules', 'profiles', 'facets', 'milestones', 'facts', "
            "'points', 'catalog'; did you mean 'modules'?"
        ),
        None,
    ),
    ("verify{}", "'FILE' is missing", "see 'guidegen verify --help'"),
    ("list{}", "'KIND' is missing; write one of modules, profiles, facets, milestones, facts, points, catalog", None),
    ("build{} -o", "option '-o' needs a value", "see 'guidegen build --help'"),
    ("build -j many{}", "invalid value for '-j' / '--jobs': 'many' is not a whole number", None),
    ("build this{}", "got unexpected extra argument (this)", "see 'guidegen build --help'"),
    ("-p x build{}", "there is no option '-p' before the command; the options of a command come after it", None),
    ("-C . doctor{}", "-C names a project, and 'guidegen doctor' works without one", None),
    ("explain{}", "name a reader with --profile or --answers, or a module alone", None),
]


@pytest.mark.parametrize(("line", "message", "advice"), WRONG, ids=[line for line, _, _ in WRONG])
def test_in_words(line: str, message: str, advice: str | None) -> None:
    ran = guidegen(*line.format("").split())
    assert (ran.code, ran.out) == (2, "")
    said = ran.err.splitlines()
    assert said[0] == f"error: {message}"
    assert advice is None or said[1:] == [f"    {advice}"]


@pytest.mark.parametrize(("line", "message", "advice"), WRONG, ids=[line for line, _, _ in WRONG])
def test_as_an_object(line: str, message: str, advice: str | None) -> None:
    ran = guidegen(*line.format(" --json").split())
    assert (ran.code, ran.err) == (2, "")
    (found,) = json.loads(ran.out)["diagnostics"]
    assert (found["severity"], found["code"]) == ("error", "usage")
    assert found["message"] == message
    assert advice is None or found["suggestion"] == advice


@pytest.mark.parametrize(
    "line", ["explain -p x --text --json --opn", "build --opn -- --json", "explain --text=--json --opn"]
)
def test_a_word_that_only_looks_like_it(line: str) -> None:
    ran = guidegen(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: there is no option '--opn'")


def test_what_only_a_person_calls_says_so() -> None:
    found = guidegen("new", "module", "x", "--chapter", "y", "--json").json["diagnostics"]
    assert [one["message"] for one in found] == ["'guidegen new module' has no answer in JSON"]


@pytest.mark.parametrize("option", ["-C", "--project"])
def test_the_project_before_the_command(option: str, make_project: MakeProject) -> None:
    root = make_project()
    for command in ("check", "list profiles", "send status", "new module extra --chapter arrange"):
        ran = guidegen(option, root, *command.split())
        assert ran.code == 0, ran.err
    assert (root / "content/modules/arrange/extra.md").exists()


def test_the_project_nearest_to_the_command_counts(make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project()
    assert guidegen("-C", tmp_path, "check", "-C", root, "--as-of", TODAY).code == 0
    assert guidegen("-C", tmp_path, "send", "-C", root, "status").code == 0
    assert guidegen("send", "-C", tmp_path, "status", "-C", root).code == 0
    ran = guidegen("-C", root, "check", "-C", tmp_path)
    assert (ran.code, f"{tmp_path} is not a guide project" in ran.err) == (2, True)


def test_lines_of_files_are_shown_from_the_project_that_was_named(make_project: MakeProject) -> None:
    root = make_project({"profiles/facets.yaml": "facet: {}\n"})
    lines: list[list[str | Path]] = [["-C", root, "list", "facets"], ["list", "facets", "-C", root]]
    for words in lines:
        ran = guidegen(*words)
        assert (ran.code, "    facet: {}\n    ^\n" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("build -p zzz", "profiles"),
        ("explain -p zzz", "profiles"),
        ("handbooks -a zzz", "profiles"),
        ("explain zzz", "modules"),
    ],
)
def test_an_unknown_id_leads_to_the_list(line: str, kind: str, make_project: MakeProject) -> None:
    ran = guidegen(*line.split(), "-C", make_project())
    assert (ran.code, ran.err.splitlines()[1:]) == (2, [f"    see 'guidegen list {kind}'"])


def test_no_guide_tests_yet(make_project: MakeProject) -> None:
    root = make_project()
    for file in (root / "tests/guides").glob("*.yaml"):
        file.unlink()
    ran = guidegen("test", "-C", root)
    assert ran.err == "there are no guide tests in tests/guides/ yet; --generate prints readers to begin with\n"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2027-02-29", "20270101"])
def test_days_beyond_all_sense(day: str, make_project: MakeProject) -> None:
    ran = guidegen("check", "-C", make_project(), "--as-of", day)
    assert (ran.code, ran.err.count("\n")) == (2, 2)
    assert ran.err.startswith(f"error: invalid value for '--as-of': '{day}' is ")


@pytest.mark.parametrize("seconds", ["253402214400", "253402300800", "9" * 19])
def test_an_epoch_beyond_all_sense(seconds: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    ran = guidegen("check", "-C", make_project())
    assert (ran.code, "is too far away" in ran.err) == (2, True)
