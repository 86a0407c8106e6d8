"""CSV rosters from whatever wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.roster.rosters import csv_of, read

GOOD = "Ana Núñez,ana@example.org,psychiatry,j1,student"
ANA = {"specialty": "psychiatry", "visa": "j1", "status": "student"}


def test_a_plain_one(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of(GOOD))
    assert got.people == {"Ana Núñez": ANA}
    assert got.wrong == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_delimiter(tmp_path: Path, delimiter: str) -> None:
    got = read(tmp_path, csv_of(GOOD).replace(",", delimiter))
    assert got.people == {"Ana Núñez": ANA}


def test_a_header_with_commas_in_a_file_of_semicolons(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("Bo;bo@example.org;j1", header="name;email;visa").replace("visa", "Which visa?", 1))
    assert got.people == {"Bo": {"visa": "j1"}}


def test_the_line_that_declares_the_delimiter(tmp_path: Path) -> None:
    got = read(tmp_path, "sep=;\n" + csv_of(GOOD).replace(",", ";"))
    assert got.people == {"Ana Núñez": ANA}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_encodings_that_say_what_they_are(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, csv_of(GOOD).encode(encoding)).people == {"Ana Núñez": ANA}


def test_cp1252_is_not_guessed(tmp_path: Path) -> None:
    content = csv_of("Bo,bo@example.org,psychiatry,j1,student", GOOD).encode("cp1252")
    assert read(tmp_path, content).wrong == ["3:1 bad-encoding: byte 79 of the file is not UTF-8"]
    assert set(read(tmp_path, content, encoding="cp1252").people) == {"Bo", "Ana Núñez"}


def test_utf_16_without_its_mark(tmp_path: Path) -> None:
    content = csv_of(GOOD.replace("ú", "u").replace("ñ", "n")).encode("utf-16-le")
    assert read(tmp_path, content).wrong == [
        "1:1 bad-encoding: a quarter of the file is NUL characters, as in UTF-16 without a mark"
    ]
    assert set(read(tmp_path, content, encoding="utf-16-le").people) == {"Ana Nunez"}


def test_a_nul_costs_its_own_row_only(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of("E\0ve,eve@example.org,psychiatry,j1,student", GOOD))
    assert got.wrong == ["2:1 bad-person: column 'name': the name holds the invisible character U+0000"]
    assert set(got.people) == {"Ana Núñez"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_blank_rows(tmp_path: Path, ending: str) -> None:
    content = f"\n{csv_of(GOOD, '', ',,,,', 'Bo,bo@example.org,radiology,h1b,graduate')}".replace("\n", ending)
    got = read(tmp_path, content.encode())
    assert set(got.people) == {"Ana Núñez", "Bo"}
    assert got.roster is not None
    assert sorted(row.number for row in got.roster.rows.values()) == [3, 6]


def test_an_open_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of('"Cy,cy@example.org,psychiatry,j1,student', GOOD, 'Bo,bo@example.org,"radiology",h1b,'))
    assert set(got.people) == {"Ana Núñez", "Bo"}
    assert [line.split(":")[:2] for line in got.wrong] == [["2", "1 bad-row"]]
    assert "a quote is opened here" in got.wrong[0]


def test_two_open_quotes_do_not_swallow_what_is_between_them(tmp_path: Path) -> None:
    got = read(
        tmp_path,
        csv_of('"Cy,cy@example.org,psychiatry,j1,student', GOOD, 'Di,di@example.org,radiology,h1b,"graduate"x'),
    )
    assert set(got.people) == {"Ana Núñez"}
    assert got.failed == [2, 4]


def test_quotes_as_they_should_be(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of('"O\'Neil, ""Bo""",bo@example.org,psychiatry,"j1",student'))
    assert got.people == {'O\'Neil, "Bo"': ANA}


def test_a_line_break_in_a_cell_that_takes_one_answer(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of('Bo,bo@example.org,"psych\niatry",j1,student', GOOD))
    assert set(got.people) == {"Ana Núñez"}
    assert got.wrong == ["2:3 bad-answer: column 'specialty': the cell has several lines; is a quote left open?"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Bo,bo@example.org,psychiatry,j1,student,extra", "the row has 6 cells, the header has 5"),
        ("Bo,bo@example.org,psychiatry", "the row has 3 cells, the header has 5"),
    ],
)
def test_too_many_or_too_few_cells(tmp_path: Path, row: str, message: str) -> None:
    got = read(tmp_path, csv_of(row, GOOD))
    assert got.wrong == [f"2:1 bad-row: {message}"]
    assert set(got.people) == {"Ana Núñez"}


def test_empty_cells_beyond_the_header_are_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, csv_of(f"{GOOD},,,")).people == {"Ana Núñez": ANA}


@pytest.mark.parametrize(("content", "message"), [("", "the file is empty"), (" \n\n", "the file is empty")])
def test_an_empty_file(tmp_path: Path, content: str, message: str) -> None:
    assert read(tmp_path, content).wrong == [f"1:1 empty-roster: {message}"]


def test_a_wrong_delimiter_is_one_clear_line(tmp_path: Path) -> None:
    got = read(tmp_path, csv_of(GOOD).replace(",", "|"))
    assert got.wrong == ["1:1 missing-column: the header is one single cell, 'name|email|specialty|visa|status'"]


def test_a_header_of_one_open_quote(tmp_path: Path) -> None:
    got = read(tmp_path, '"name,email\nBo,bo@example.org\n')
    assert len(got.wrong) == 1
    assert "bad-csv" in got.wrong[0]


def test_many_broken_rows_take_no_time(tmp_path: Path) -> None:
    rows = ['"Cy,cy@example.org,psychiatry,j1,student' if number % 2 else GOOD for number in range(4000)]
    got = read(tmp_path, csv_of(*rows))
    assert len(got.failed) == 2000
    assert set(got.people) == {"Ana Núñez"}
