"""What goes wrong in a template is one line with its place, whatever and wherever it is, no matter who met it."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from generator.app.opened import theme_of
from generator.app.previewed import read_previewed
from generator.diagnostics import Diagnostic
from generator.errors import ProjectError, ThemeError
from generator.render.fragments import FragmentMaker
from generator.render.overrides import check_overrides
from generator.render.theme import Theme
from generator.resources import theme_dir
from tests.projects import ROOT, TODAY, Files, MakeProject, check, guidegen

PERSONA = "psychiatry--undecided--student"
OWN = '{% extends "builtin/site/chapter.html" %}\n'


def line(one: Diagnostic) -> str:
    """A finding on one line."""
    said = f"{one.span}: {one.severity}[{one.code}]: {one.message}"
    return said + (f" | {one.suggestion}" if one.suggestion else "")


def theme(root: Path, files: dict[str, str]) -> Theme:
    """The theme of a project that has these files in `templates/`."""
    for name, text in files.items():
        file = root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return theme_of(root)


CASES = yaml.safe_load(Path(__file__).with_name("errors.yaml").read_text("utf-8"))
COMPILED, FILLED = CASES["compiled"], CASES["filled"]


@pytest.mark.parametrize("case", COMPILED)
def test_what_can_be_known_without_filling(tmp_path: Path, case: str) -> None:
    found = check_overrides(theme(tmp_path, COMPILED[case]["files"]))
    assert [line(one) for one in found] == [f"templates/{COMPILED[case]['says']}"]


def test_a_file_of_macros_that_lacks_some(tmp_path: Path) -> None:
    """Others call them: they are told before anything is filled."""
    name = "site/compare-marks.html"
    built_in = (theme_dir() / name).read_text("utf-8")
    others = [one for one in re.findall(r"\{% (?:macro|set) (\w+)", built_in) if one != "lead"]
    (one,) = check_overrides(
        theme(tmp_path, {name: "{% macro lead(text, body, open=none, otherwise=false, arm=none) %}{% endmacro %}"})
    )
    assert one.severity == "error"
    assert sorted(one.message.partition(": ")[2].split(", ")) == sorted(others)
    assert one.suggestion is not None
    assert f'{{% extends "builtin/{name}" %}}' in one.suggestion


def test_a_longer_circle_is_told_at_each_that_takes_part(tmp_path: Path) -> None:
    files = {
        "site/chapter.html": '{% extends "site/a.html" %}',
        "site/a.html": '\n{% extends "site/b.html" %}',
        "site/b.html": '{% extends "site/a.html" %}',
    }
    said = [line(one) for one in check_overrides(theme(tmp_path, files)) if one.severity == "error"]
    assert [one.partition(" | ")[0] for one in said] == [
        f"templates/site/{one}.html:{line}:1: error[broken-template]: this never ends:"
        f" site/{one}.html extends site/{other}.html extends site/{one}.html"
        for one, line, other in (("a", 2, "b"), ("b", 1, "a"))
    ]


RIGHT = {
    "an extended page": {"site/chapter.html": OWN + "{% block title %}Ours{% endblock %}"},
    "extended macros": {"marks.html": '{% extends "builtin/marks.html" %}{% macro term(text, href) %}x{% endmacro %}'},
    "a file of one's own that is used": {"site/404.html": '{% include "site/ours.html" %}', "site/ours.html": "x"},
    "a style that another imports": {"site/extra.css": '@import "more.css";', "site/more.css": "a {}"},
    "an include that may be missing": {"site/404.html": '{% include "site/ours.html" ignore missing %}'},
    "a copy of everything": {
        file.relative_to(ROOT / "templates").as_posix(): file.read_text("utf-8")
        for file in sorted((ROOT / "templates").rglob("*.html"))
        if file.parent.name != "preview"
    },
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_is_let_alone(tmp_path: Path, case: str) -> None:
    assert check_overrides(theme(tmp_path, dict(RIGHT[case]))) == []


def failure(make_project: MakeProject, files: Mapping[str, str]) -> Diagnostic:
    """What is said of a page that these files in `templates/` break."""
    root = make_project({f"templates/{name}": text for name, text in files.items()})
    try:
        previewed = read_previewed(root, dt.date.fromisoformat(TODAY), theme_of(root), FragmentMaker())
        previewed.page(f"guides/{PERSONA}/visa.html")
    except ThemeError as error:
        (one,) = error.diagnostics
        return one
    raise AssertionError("nothing failed")


@pytest.mark.parametrize("case", FILLED)
def test_what_shows_when_a_page_is_filled(make_project: MakeProject, case: str) -> None:
    one = failure(make_project, FILLED[case]["files"])
    assert line(one).startswith(f"templates/{FILLED[case]['says']}")


def test_a_built_in_file_says_who_uses_it(make_project: MakeProject) -> None:
    one = failure(make_project, {"site/chapter.html": 'x\n{% extends "site/base.html" %}'})
    text = (theme_dir() / "site/base.html").read_text("utf-8").split("\n")
    assert one.message == "'here' is undefined"
    assert "if here " in text[one.span.line - 1]
    assert one.suggestion == "this file is built in; templates/site/chapter.html uses it on line 2"


# --- the commands ---

TIMELINE = "{% extends 'builtin/site/timeline.html' %}\n{% block title %}{{ nope }}{% endblock %}"
BROKEN: Files = {"templates/site/timeline.html": TIMELINE}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_build_writes_nothing_and_says_it_once(
    make_project: MakeProject, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.app.build.LEAST", 1)
    root = make_project(BROKEN)
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-j", jobs)
    place = "templates/site/timeline.html:2:21: error[broken-template]: 'nope' is undefined"
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(place)
    assert ran.err.count("nope") == 2, "in the sentence, and in the line it is in"
    assert not (root / "site").exists()


def test_handbooks_say_it_once_for_all(make_project: MakeProject) -> None:
    person = (
        "name: P {0}\nemail: p{0}@example.org\nfictional: true\nanswers: {{specialty: psychiatry, status: student}}\n"
    )
    root = make_project(
        {
            "templates/handbook/cover.html": "{{ guide.titel }}",
            **{f"profiles/applicants/p-{number}.yaml": person.format(number) for number in range(7)},
        }
    )
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY, "-q")
    assert ran.code == 1
    assert ran.err.count("templates/handbook/cover.html:1:10: error[broken-template]: there is no 'titel' here") == 1
    assert "failed: demo-ada, p-0, p-1, p-2, p-3 and 3 more\n" in ran.err
    assert re.search(r"to see it alone: guidegen handbooks -C \S+ .*-a demo-ada\n", ran.err)


def test_one_person_who_meets_it_costs_nobody_else(make_project: MakeProject) -> None:
    root = make_project(
        {
            "profiles/applicants/bo.yaml": "name: Bo\nemail: bo@example.org\nfictional: true\n"
            "answers: {specialty: psychiatry, status: student}\n",
            "templates/handbook/cover.html": '{% if guide.reader.name == "Bo" %}{{ 1 + "" }}{% endif %}',
        }
    )
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY)
    assert ran.code == 1
    assert "handbooks: 1 made, 0 still right, 1 failed" in ran.out
    assert "failed: bo\ntemplates/handbook/cover.html:1:" in ran.err


@pytest.mark.parametrize("command", [("check",), ("build", "--to", "html"), ("handbooks",)])
def test_what_does_not_compile_stops_before_anything_is_made(
    make_project: MakeProject, command: tuple[str, ...]
) -> None:
    root = make_project({"templates/site/budget.html": "{% if %}", "templates/handbook/plan.html": "{{ x"})
    ran = guidegen(*command, "-C", root, "--json", "--as-of", TODAY)
    assert ran.code == 1
    places = [one.partition(" ")[0] for one in ran.lines if "template" in one]
    assert places == ["templates/handbook/plan.html:1:1:", "templates/site/budget.html:1:1:"]
    assert not (root / "site").exists()
    assert not (root / "handbooks").exists()


def test_check_says_both(make_project: MakeProject) -> None:
    root = make_project({"templates/site/404.html": "{% if %}", "content/modules/arrange/more.md": "no front matter"})
    places = [one.partition(":")[0] for one in check(root).lines]
    assert places == ["content/modules/arrange/more.md", "templates/site/404.html"]


def test_a_theme_error_travels_between_processes() -> None:

    error = ThemeError([])
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, ThemeError)
    assert isinstance(again, ProjectError)
    assert again.diagnostics == []
