"""Exports as programs write them: titles, several header rows, a column for each answer."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.roster.rosters import Read, csv_of, read, xlsx_of

QUALTRICS = """StartDate,EndDate,Status,RecordedDate,ResponseId,Q1,Q2,Q3,Q4_1,Q4_2
Start Date,End Date,Response Type,Recorded Date,Response ID,What is your full name?,Email,Which visa?,\
Interests - Selected Choice - Research,Interests - Selected Choice - Teaching
"{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}",\
"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1_TEXT""}","{""ImportId"":""QID2_TEXT""}",\
"{""ImportId"":""QID3""}","{""ImportId"":""QID4_1""}","{""ImportId"":""QID4_2""}"
2026-11-01 10:00:00,2026-11-01 10:05:00,IP Address,2026-11-01 10:05:01,R_1,Bo Lee,bo@example.org,J-1,Research,
2026-11-02 10:00:00,2026-11-02 10:05:00,IP Address,2026-11-02 10:05:01,R_2,Bo Lee,bo@example.org,H-1B,Research,Teaching
"""
MONKEY = """Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,\
What is your full name?,Your email,Which visa?,Which interests?,,
,,,,,,,,,Open-Ended Response,Open-Ended Response,Response,Research,Teaching,Other (please specify)
118,4,11/01/2026,11/01/2026,1.2.3.4,,,,,Bo Lee,bo@example.org,J-1,Research,Teaching,
119,4,11/02/2026,11/02/2026,1.2.3.4,,,,,Cy Ray,cy@example.org,H-1B,,Teaching,Painting
"""
TITLE = """Applicants of 2027,,,

Exported on,2026-11-20,,
Full name,E-mail,Which visa?,Interests
Bo Lee,bo@example.org,J-1,"Research, Teaching"
Cy Ray,cy@example.org,H-1B,Teaching
"""
KOBO = """name,email,visa,interest,interest/research,interest/teaching
Bo Lee,bo@example.org,j1,research teaching,1,1
Cy Ray,cy@example.org,h1b,teaching,0,1
"""
REDCAP = """name,email,visa,interest___research,interest___teaching
Bo Lee,bo@example.org,j1,1,1
Cy Ray,cy@example.org,h1b,0,1
"""
REDCAP_LABELS = """Name,Email,Which visa?,Interests (choice=Research),Interests (choice=Teaching)
Bo Lee,bo@example.org,J-1,Checked,Checked
Cy Ray,cy@example.org,H-1B,Unchecked,Checked
"""
LIMESURVEY = """name,email,visa,Interests [Research],Interests [Teaching]
Bo Lee,bo@example.org,j1,Yes,Yes
Cy Ray,cy@example.org,h1b,No,Yes
"""
PEOPLE = {
    "Bo Lee": {"visa": "j1", "interest": frozenset({"research", "teaching"})},
    "Cy Ray": {"visa": "h1b", "interest": frozenset({"teaching"})},
}


@pytest.mark.parametrize(
    "content",
    [MONKEY, TITLE, KOBO, REDCAP, REDCAP_LABELS, LIMESURVEY],
    ids=["SurveyMonkey", "title", "KoBo", "REDCap", "REDCap labels", "LimeSurvey"],
)
def test_an_export(tmp_path: Path, content: str) -> None:
    for suffix in ("csv", "xlsx"):
        got = in_two_forms(tmp_path, content, suffix)
        assert got.people == PEOPLE
        assert [line for line in got.wrong if "unused-column" not in line] == []


def in_two_forms(folder: Path, content: str, suffix: str) -> Read:
    """A CSV text, or the same in a workbook."""
    if suffix == "csv":
        return read(folder, content)
    import csv
    import io

    rows = list(csv.reader(io.StringIO(content)))
    return read(folder, xlsx_of(rows), name="r.xlsx")


def test_three_header_rows_and_the_newest_answer(tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx"):
        got = in_two_forms(tmp_path, QUALTRICS, suffix)
        assert got.people == {"Bo Lee": {"visa": "h1b", "interest": frozenset({"research", "teaching"})}}
        assert got.wrong == ["4:1 older-answer: row 5 is a newer answer of the same person, so this row is not used"]


def test_a_tick_that_is_none(tmp_path: Path) -> None:
    header = "name,email,interest___research,interest___teaching"
    got = read(tmp_path, csv_of("Bo,bo@example.org,maybe,", header=header))
    assert got.wrong == ["2:3 bad-answer: column 'interest___research': 'maybe' is neither a tick nor blank"]
    got = read(tmp_path, csv_of("Bo,bo@example.org,0,0", header=header))
    assert got.people == {"Bo": {}}, "nothing ticked is not a valid answer"
    got = read(tmp_path, csv_of("Bo,bo@example.org,x,x", header="name,email,visa [J-1],visa [H-1B]"))
    assert "2 answers are ticked, and this question takes one" in got.wrong[0]


def test_the_table_is_found_on_any_sheet(tmp_path: Path) -> None:
    """Numbers puts a summary with names of tables before them."""
    book = openpyxl.Workbook()
    summary = book.active
    assert summary is not None
    summary.title = "Export Summary"
    for row in ((), ("This document was exported from Numbers.",), ("Sheet name", "Table name", "Worksheet name")):
        summary.append(row)
    table = book.create_sheet("Sheet 1")
    for row in (("Table 1",), ("Name", "Email", "Which visa?"), ("Bo", "bo@example.org", "J-1")):
        table.append(row)
    file = tmp_path / "numbers.xlsx"
    book.save(file)
    assert read(tmp_path, file.read_bytes(), name="r.xlsx").people == {"Bo": {"visa": "j1"}}


def test_a_sheet_of_one_column_gets_the_right_advice(tmp_path: Path) -> None:
    got = read(tmp_path, xlsx_of([("Names",), ("Bo",)]), name="r.xlsx")
    assert got.wrong == ["1:1 missing-column: the header is one single cell, 'Names'"]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ('"Lee, Bo", "bo@example.org", j1', "Lee, Bo"),
        ('Bo,  "bo@example.org", "j1"', "Bo"),
        ('"Bo ""B"" Lee", bo@example.org, j1', 'Bo "B" Lee'),
    ],
)
def test_a_quotation_mark_after_a_space_opens_a_cell(tmp_path: Path, row: str, name: str) -> None:
    assert read(tmp_path, csv_of(row, header="name, email, visa")).people == {name: {"visa": "j1"}}


@pytest.mark.parametrize("row", ['Bo, "Lee" Jr,j1', 'Bo, "bo@example.org,j1', '"Bo" x,bo@example.org,j1'])
def test_a_quotation_mark_that_does_not_fit_is_an_error(tmp_path: Path, row: str) -> None:
    got = read(tmp_path, csv_of(row, "Cy,cy@example.org,h1b", header="name,email,visa"))
    assert got.failed == [2]
    assert "bad-row: a quote is opened here and not closed" in got.wrong[0]
    assert set(got.people) == {"Cy"}
