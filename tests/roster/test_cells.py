"""Single cells: answers, numbers, dates, several answers at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.load.cells import BadCell, read_cell, read_day
from generator.model.project import Project
from tests.readers import small_world
from tests.roster.rosters import csv_of, read


@pytest.fixture
def project() -> Project:
    """The small project."""
    return small_world().opened.project


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("j1", "j1"), ("J-1", "j1"), ("  a j-1 VISA ", "j1"), ("J-1 or H-1B", "undecided"), ("No visa", "not-needed")],
)
def test_a_choice_by_its_id_label_or_words(project: Project, cell: str, answer: str) -> None:
    assert read_cell(cell, project.facets["visa"], {}, "year-month-day") == answer


@pytest.mark.parametrize(("cell", "number"), [("2", 2), ("2.0", 2), ("4 or more", 4), ("3+", 3), ("9", 4), ("0", 0)])
def test_numbers_that_are_text(project: Project, cell: str, number: int) -> None:
    assert read_cell(cell, project.facets["rotations"], {}, "year-month-day") == number


@pytest.mark.parametrize("cell", ["two", "2.5", "-1", "1e1", "2 3", "NaN", "٢x"])
def test_what_is_no_number(project: Project, cell: str) -> None:
    with pytest.raises(BadCell):
        read_cell(cell, project.facets["rotations"], {}, "year-month-day")


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("research", {"research"}),
        ("Research, Teaching", {"research", "teaching"}),
        ("Teaching;research", {"research", "teaching"}),
        ("Research\nTeaching", {"research", "teaching"}),
        ("Bench, or any lab work, Teaching", {"research", "teaching"}),
    ],
)
def test_several_answers_in_a_cell(project: Project, cell: str, chosen: set[str]) -> None:
    own = {"bench, or any lab work": "research"}
    assert read_cell(cell, project.facets["interest"], own, "year-month-day") == chosen


def test_one_wrong_among_several(project: Project) -> None:
    with pytest.raises(BadCell, match="'golf' is not a valid answer"):
        read_cell("Research, golf", project.facets["interest"], {}, "year-month-day")


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2027-06-03", "year-month-day"),
        ("2027-06-03 00:00:00", "year-month-day"),
        ("2027-6-3", "day-month-year"),
        ("2027/06/03", "year-month-day"),
        ("2027/06/03 2:03:22 PM GMT-5", "month-day-year"),
        ("2027.6.3", "day-month-year"),
        ("June 3, 2027", "year-month-day"),
        ("3 Jun 2027", "year-month-day"),
        ("Jun. 3rd, 2027", "year-month-day"),
        ("6/3/2027", "month-day-year"),
        ("3/6/2027", "day-month-year"),
        ("03.06.2027", "day-month-year"),
    ],
)
def test_dates(cell: str, order: str) -> None:
    assert read_day(cell, order) == dt.date(2027, 6, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["6/3/2027", "3.6.2027", "June 2027", "2027", "46906", "31 June 2027", "2027-13-01", "6/3/27"]
)
def test_a_date_is_never_guessed(cell: str) -> None:
    with pytest.raises(BadCell):
        read_day(cell, "year-month-day")


def test_a_day_a_spreadsheet_counted_is_named_and_not_taken() -> None:
    with pytest.raises(BadCell) as caught:
        read_day("46906", "year-month-day")
    assert caught.value.suggestion == "a spreadsheet may mean 2028-06-02 by it: give the column the format of a date"


@given(some.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_in_every_order_comes_back(day: dt.date) -> None:
    assert read_day(day.isoformat(), "year-month-day") == day
    assert read_day(f"{day.month}/{day.day}/{day.year}", "month-day-year") == day
    assert read_day(f"{day.day:02}.{day.month:02}.{day.year}", "day-month-year") == day
    assert read_day(f"{day:%B} {day.day}, {day.year}", "day-month-year") == day


@given(some.text(max_size=60))
def test_any_text_is_an_answer_or_one_short_line(cell: str) -> None:
    for facet in small_world().opened.project.facets.values():
        if facet.derived is not None:
            continue
        message = ""
        try:
            read_cell(cell, facet, {}, "month-day-year")
        except BadCell as bad:
            message = str(bad)
        assert message.isprintable()
        assert len(message) < 120


def test_every_wrong_cell_of_a_row_is_named_with_its_column(tmp_path: Path) -> None:
    header = "name,email,visa,rotations,rotation_start,interest"
    got = read(tmp_path, csv_of("Bo,bo@example.org,j9,many,soon,golf", "Cy,cy@example.org,,,,", header=header))
    assert got.wrong == [
        "2:3 bad-answer: column 'visa': 'j9' is not a valid answer",
        "2:4 bad-answer: column 'rotations': 'many' is not a whole number",
        "2:5 bad-answer: column 'rotation_start': 'soon' is not a date",
        "2:6 bad-answer: column 'interest': 'golf' is not a valid answer",
    ]
    assert got.people == {"Cy": {}}


@pytest.mark.parametrize("column", ["name", "email", "visa", "rotations", "rotation_start", "interest", "id"])
@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("http://a.example";"x")'])
def test_a_formula_is_no_answer_anywhere(tmp_path: Path, column: str, cell: str) -> None:
    columns = ["name", "email", "visa", "rotations", "rotation_start", "interest", "id"]
    row = {"name": "Bo", "email": "bo@example.org"} | {column: '"' + cell.replace('"', '""') + '"'}
    got = read(tmp_path, csv_of(",".join(row.get(name, "") for name in columns), header=",".join(columns)))
    assert got.failed == [2]
    assert len(got.wrong) == 1
    assert f"2:{columns.index(column) + 1} " in got.wrong[0]


def test_an_apostrophe_before_a_formula_sign_is_taken_off(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("'-Bo,bo@example.org", "'Abd,abd@example.org", header="name,email"))
    assert set(got.people) == {"-Bo", "'Abd"}
