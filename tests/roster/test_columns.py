"""Columns and answers by the words a form uses for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.project import Project
from tests.projects import MakeProject, check
from tests.readers import open_world
from tests.roster.rosters import csv_of, read

ROSTER = """
rosters:
  form:
    columns:
      name: "Your full name"
      visa: [Visa wanted, "Which one?"]
      answered: Filled in on
    answers:
      visa: {"An H-1B, please": h1b, "I do not know yet": null, "Both, or either": undecided}
      rotations: {none: 0, a lot: 4}
    dates: month-day-year
    ignore: [Phone]
"""


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """The small project with words of its own for a roster."""
    base = "title: Small guide\nseason: 2028\n"
    return open_world(make_project({"guidegen.yaml": base + ROSTER})).opened.project


def test_labels_questions_and_usual_names(tmp_path: Path) -> None:
    got = read(
        tmp_path, csv_of("Bo,bo@example.org,J-1,Psychiatry", header="Full Name , E-Mail Address,WHICH VISA?,Specialty*")
    )
    assert got.people == {"Bo": {"visa": "j1", "specialty": "psychiatry"}}


def test_first_and_last_name(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,Lee,bo@example.org", header="First name,Last name,email"))
    assert set(got.people) == {"Bo Lee"}


def test_the_projects_own_words(tmp_path: Path, project: Project) -> None:
    got = read(
        tmp_path,
        csv_of(
            'Bo,bo@example.org,"an h-1b,  please",a lot,12,5/3/2027,11/2/2026 9:30:00',
            "Cy,cy@example.org,I do not know yet,none,,,",
            'Di,di@example.org,"Both, or either",3,,,',
            header="Your full name,email,Visa wanted,rotations,Phone,rotation_start,Filled in on",
        ),
        project=project,
    )
    assert got.wrong == []
    assert {name: {key: str(value) for key, value in answers.items()} for name, answers in got.people.items()} == {
        "Bo": {"visa": "h1b", "rotations": "4", "rotation_start": "2027-05-03"},
        "Cy": {"rotations": "0"},
        "Di": {"visa": "undecided", "rotations": "3"},
    }


def test_named_headers_are_aliases_and_not_demands(tmp_path: Path, project: Project) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,H-1B", header="name,email,visa"), project=project)
    assert got.people == {"Bo": {"visa": "h1b"}}
    got = read(tmp_path, csv_of("Bo,bo@example.org", header="Your full names,email"), project=project)
    assert got.wrong == ["1:1 missing-column: there is no column for 'name'"] or got.wrong[0].startswith("1:1 missing")


SOURCES = """
rosters:
  form: {columns: {name: Your name, start: Begin}, answers: {visa: {"Yes": j1}}, dates: month-day-year}
  office: {columns: {name: Student}, answers: {visa: {"Yes": h1b}}, dates: day-month-year}
"""


@pytest.mark.parametrize(
    ("header", "visa", "day"),
    [
        ("Your name,email,visa,rotation_start", "j1", "2027-06-05"),
        ("Student,email,visa,rotation_start", "h1b", "2027-05-06"),
    ],
)
def test_a_file_is_of_the_source_whose_headers_it_has(
    tmp_path: Path, make_project: MakeProject, header: str, visa: str, day: str
) -> None:
    base = "title: Small guide\nseason: 2028\n" + SOURCES.replace("start: Begin", "rotation_start: Begin")
    project = open_world(make_project({"guidegen.yaml": base})).opened.project
    got = read(tmp_path, csv_of("Bo,bo@example.org,Yes,6/5/2027", header=header), project=project)
    assert {name: str(value) for name, value in got.people["Bo"].items()} == {"visa": visa, "rotation_start": day}
    got = read(
        tmp_path, csv_of("Bo,bo@example.org,Yes,6/5/2027", header="name,email,visa,rotation_start"), project=project
    )
    assert got.failed == [2], "a file of neither source is read without their words"


def test_headers_of_two_sources_alike(tmp_path: Path, make_project: MakeProject) -> None:
    base = "title: Small guide\nseason: 2028\nrosters: {a: {columns: {name: Who}}, b: {columns: {name: Who}}}\n"
    project = open_world(make_project({"guidegen.yaml": base})).opened.project
    got = read(tmp_path, csv_of("Bo,bo@example.org", header="Who,email"), project=project)
    assert got.wrong == ["1:1 two-sources: the headers are those of 'a' and of 'b' alike"]


def test_a_repeated_header(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,j1,h1b", header="name,email,visa,Visa"))
    assert got.wrong == ["1:4 repeated-column: the header 'Visa' is there twice"]
    got = read(tmp_path, csv_of("Bo,bo@example.org,j1,h1b", header="name,email,visa,Which visa?"))
    assert got.wrong == ["1:4 repeated-column: the columns 'visa' and 'Which visa?' are both 'visa'"]


def test_a_header_that_comes_again_among_the_rows(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org", "name,email", "Cy,cy@example.org", header="name,email"))
    assert got.wrong == ["3:1 repeated-header: this row repeats the header; it is left out"]
    assert set(got.people) == {"Bo", "Cy"}


def test_unused_columns_are_told_once(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo,bo@example.org,x,x,x,", header="name,email,Phone,vissa,Remarks,Blank"))
    assert got.wrong == [
        "1:3 unused-column: the columns 'Phone', 'Remarks' are not used",
        "1:4 unused-column: the column 'vissa' is not used",
    ]


def test_wrong_settings_are_found_by_check(make_project: MakeProject) -> None:
    wrong = """
    title: Small guide
    season: 2028
    rosters:
      form:
        columns: {vissa: Visa, name: Who, email: Who}
        answers: {visa: {Yes: undecide}, setting: {x: ward}}
    """
    assert check(make_project({"guidegen.yaml": wrong})).lines == [
        "guidegen.yaml:5:14: error[repeated-column]: the header 'Who' is given to two fields",
        "guidegen.yaml:5:14: error[unknown-name]: there is no field or facet 'vissa' | did you mean 'visa'?",
        "guidegen.yaml:6:14: error[unknown-name]: there is no facet 'setting'",
        "guidegen.yaml:6:14: error[unknown-value]: 'visa' has no value 'undecide' | did you mean 'undecided'?",
    ]
