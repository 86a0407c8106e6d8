"""Single cells: answers, numbers, dates, several answers at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.load.answers import BadAnswer
from generator.load.cells import CellReader
from generator.load.days import DateStyle, read_day, style_of
from generator.model.profile import Answer
from generator.model.settings import DateOrder
from tests.projects import MakeProject
from tests.readers import open_world, small_world
from tests.roster.rosters import csv_of, read

MDY: DateOrder = "month-day-year"
DMY: DateOrder = "day-month-year"


def read_cell(
    cell: str, facet: str, own: dict[str, str | None] | None = None, order: DateOrder | None = None
) -> Answer | None:
    """A cell as the answer to a question of the small project."""
    return CellReader(small_world().opened.project.facets[facet], own or {}, DateStyle(order)).read(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("j1", "j1"), ("J-1", "j1"), ("  a j-1 VISA ", "j1"), ("J-1 or H-1B", "undecided"), ("No visa", "not-needed")],
)
def test_a_choice_by_its_id_label_or_words(cell: str, answer: str) -> None:
    assert read_cell(cell, "visa") == answer


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("2", 2),
        ("2.0", 2),
        ("4 or more", 4),
        ("4+", 4),
        ("5+", 4),
        ("9", 4),
        ("2 rotations", 2),
        ("1 Rotation", 1),
    ],
)
def test_numbers_that_are_text(cell: str, number: int) -> None:
    assert read_cell(cell, "rotations") == number


@pytest.mark.parametrize(
    "cell",
    ["two", "2.5", "-1", "1e1", "2 3", "NaN", "\u0662x", "\u0662", "0_2", "2_028", "\uff12", "1,000", "2 weeks"],
)
def test_what_is_not_a_number(cell: str) -> None:
    with pytest.raises(BadAnswer):
        read_cell(cell, "rotations")


@pytest.mark.parametrize("cell", ["3+", "2 or more", "0+"])
def test_or_more_is_an_answer_only_where_the_question_has_it(cell: str) -> None:
    with pytest.raises(BadAnswer, match="may be several answers") as caught:
        read_cell(cell, "rotations")
    assert caught.value.suggestion == "its answers go from 0 to 4 or more"
    assert read_cell(cell, "rotations", {cell.casefold(): "3"}) == 3


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("research", {"research"}),
        ("Research, Teaching", {"research", "teaching"}),
        ("Teaching;research", {"research", "teaching"}),
        ("Research\nTeaching", {"research", "teaching"}),
        ("Bench, or any lab work, Teaching", {"research", "teaching"}),
        ("Teaching, I would rather not say", {"teaching"}),
        ("I would rather not say", None),
    ],
)
def test_several_answers_in_a_cell(cell: str, chosen: set[str] | None) -> None:
    own = {"bench, or any lab work": "research", "i would rather not say": None}
    assert read_cell(cell, "interest", own) == chosen


def test_one_wrong_among_several() -> None:
    with pytest.raises(BadAnswer, match="'golf' is not a valid answer"):
        read_cell("Research, golf", "interest")


def test_words_that_are_two_answers_are_refused(make_project: MakeProject) -> None:
    facets = small_world_file("profiles/facets.yaml").replace("{label: Other,", "{label: US citizen,")
    facet = open_world(make_project({"profiles/facets.yaml": facets})).opened.project.facets["citizenship"]
    with pytest.raises(BadAnswer, match="'US citizen' may be other or us-citizen"):
        CellReader(facet, {}, DateStyle()).read("US citizen")
    assert CellReader(facet, {}, DateStyle()).read("us-citizen") == "us-citizen"


def small_world_file(path: str) -> str:
    """A file of the small project."""
    return (small_world().opened.root / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2027-06-03", None),
        ("2027-06-03 00:00:00", None),
        ("2027-06-03T00:00:00.000Z", None),
        ("2027-06-03 at 5:30 p.m.", None),
        ("2027-6-3", DMY),
        ("2027/06/03", None),
        ("2027/06/03 2:03:22 PM GMT-5", MDY),
        ("2027.6.3", DMY),
        ("6/3/2027", MDY),
        ("3/6/2027", DMY),
        ("3-6-2027", DMY),
        ("03.06.2027", DMY),
        ("03.06.2027", MDY),
        ("3. 6. 2027", None),
        ("3.6.2027.", None),
        *((words, None) for words in (
            "June 3, 2027", "June 3 2027", "3 Jun 2027", "Jun. 3rd, 2027", "3rd of June, 2027", "the 3rd of June 2027",
            "3-Jun-2027", "03-JUN-2027", "3/Jun/2027", "2027 June 3", "2027-Jun-03", "3 June, 2027", "June 3rd 2027",
            "Thursday, June 3, 2027", "Thu 3 Jun 2027", "Thurs., Jun 3, 2027", "3 June 2027 (Thursday)",
            "Thursday 3rd June 2027, 10:15", "Thu Jun 03 2027 00:00:00 GMT+0200", "10:15 June 3, 2027", "JUNE 3,2027",
        )),
    ],
)  # fmt: skip
def test_dates(cell: str, order: DateOrder | None) -> None:
    assert read_day(cell, DateStyle(order)) == dt.date(2027, 6, 3)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("6/3/2027", "'6/3/2027' is March 6, 2027 or June 3, 2027"),
        ("June 2027", "'June 2027' has no day"),
        ("2027", "'2027' is not a date"),
        ("46906", "'46906' is not a date"),
        ("31 June 2027", "'31 June 2027' is not a day of the calendar"),
        ("2027-13-01", "'2027-13-01' is not a day of the calendar"),
        ("6/3/27", "'6/3/27' has no year of four figures"),
        ("3-Jun-27", "'3-Jun-27' has no year of four figures"),
        ("12.25.2027", "'12.25.2027' is not a day of the calendar"),
        ("31/31/2027", "'31/31/2027' is not a day of the calendar"),
        ("Friday, June 3, 2027", "'Friday, June 3, 2027': June 3, 2027 is a Thursday"),
        ("2027-06-03 or 2027-07-01", "'2027-06-03 or 2027-07-01' is not a date"),
        ("2027-06-03 10:00 or later", "'2027-06-03 or later' is not a date"),
        ("June or July 3, 2027", "'June or July 3, 2027' is not a date"),
        ("Ju 3, 2027", "'Ju 3, 2027' is not a date"),
        ("9999-12-31", "'9999-12-31' is too far away; years go from 1900 to 2200"),
        ("0207-10-04", "'0207-10-04' is too far away; years go from 1900 to 2200"),
        ("4 October 0207", "'0207-10-04' is too far away; years go from 1900 to 2200"),
        ("0001-02-03", "'0001-02-03' is too far away; years go from 1900 to 2200"),
        ("\u0662027-06-03", "'\u0662027-06-03' is not a date"),
        ("soon", "'soon' is not a date"),
    ],
)
def test_a_date_is_never_guessed(cell: str, said: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        read_day(cell, DateStyle())
    assert said in str(caught.value)


def test_a_day_that_can_be_read_in_one_order_only_needs_no_setting() -> None:
    assert read_day("6/13/2027", DateStyle()) == read_day("13/6/2027", DateStyle()) == dt.date(2027, 6, 13)


def test_a_column_that_contradicts_its_order_is_not_half_read() -> None:
    style = style_of(["6/3/2027", "13/6/2027"], MDY)
    with pytest.raises(BadAnswer, match="'13/6/2027' in this column is not month-day-year"):
        read_day("6/3/2027", style)
    with pytest.raises(BadAnswer, match="is not a day of the calendar as month-day-year"):
        read_day("13/6/2027", style)
    assert read_day("6/6/2027", style) == dt.date(2027, 6, 6)


def test_a_day_a_spreadsheet_counted_is_named_and_not_taken() -> None:
    with pytest.raises(BadAnswer) as caught:
        read_day("46906", DateStyle())
    assert caught.value.suggestion == "a spreadsheet may mean 2028-06-02 by it: give the column the format of a date"


@given(some.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_in_every_order_comes_back(day: dt.date) -> None:
    assert read_day(day.isoformat(), DateStyle()) == day
    assert read_day(f"{day.month}/{day.day}/{day.year}", DateStyle(MDY)) == day
    assert read_day(f"{day.day}/{day.month}/{day.year}", DateStyle(DMY)) == day
    assert read_day(f"{day.day:02}.{day.month:02}.{day.year}", DateStyle(MDY)) == day
    assert read_day(f"{day:%B} {day.day}, {day.year}", DateStyle(DMY)) == day
    assert read_day(f"{day:%A}, {day.day} {day:%b} {day.year}", DateStyle()) == day


@given(some.text(max_size=60) | some.from_regex(r"[0-9/. +-]{1,14}( or more)?", fullmatch=True))
def test_any_text_is_an_answer_or_one_short_line(cell: str) -> None:
    for name, facet in small_world().opened.project.facets.items():
        if facet.derived is not None:
            continue
        message = ""
        try:
            read_cell(cell, name, order=MDY)
        except BadAnswer as bad:
            message = str(bad)
        assert message.isprintable()
        assert len(message) < 180


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
def test_a_formula_is_not_an_answer_anywhere(tmp_path: Path, column: str, cell: str) -> None:
    columns = ["name", "email", "visa", "rotations", "rotation_start", "interest", "id"]
    row = {"name": "Bo", "email": "bo@example.org"} | {column: '"' + cell.replace('"', '""') + '"'}
    got = read(tmp_path, csv_of(",".join(row.get(name, "") for name in columns), header=",".join(columns)))
    assert got.failed == [2]
    assert len(got.wrong) == 1
    assert f"2:{columns.index(column) + 1} " in got.wrong[0]


def test_an_apostrophe_before_a_formula_sign_is_taken_off(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("'-Bo,bo@example.org", "'Abd,abd@example.org", header="name,email"))
    assert set(got.people) == {"-Bo", "'Abd"}
