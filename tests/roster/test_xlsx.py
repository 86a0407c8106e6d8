"""XLSX rosters: typed cells, web forms, and workbooks made to do harm."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.projects import MakeProject
from tests.readers import open_world
from tests.roster.rosters import read, xlsx_of

HEADER = ("Timestamp", "name", "email", "visa", "rotations", "rotation_start", "interest")


def test_typed_cells(tmp_path: Path) -> None:
    when = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
    rows = [HEADER, (when, "Bo", "bo@example.org", "J-1", 2.0, dt.date(2027, 5, 3), "Research, Teaching")]
    got = read(tmp_path, xlsx_of(rows), name="answers.xlsx")
    assert got.wrong == []
    assert got.people == {
        "Bo": {
            "visa": "j1",
            "rotations": 2,
            "rotation_start": dt.date(2027, 5, 3),
            "interest": frozenset({"research", "teaching"}),
        }
    }


def test_an_id_keeps_its_zeros_and_truth_is_yes(tmp_path: Path, make_project: MakeProject) -> None:
    facets = """
    facets:
      vslo:
        label: VSLO
        question: VSLO?
        type: choice
        values: {"yes": {label: Can, if: you can, if_not: you cannot}, "no": {label: Cannot, if: no, if_not: yes}}
    """
    project = open_world(
        make_project(
            {
                "profiles/facets.yaml": facets,
                "profiles/personas.yaml": "personas: []\n",
                "content/rules.yaml": "plan: {}\n",
                "content/outline.yaml": "parts: [{id: p, title: P, chapters: [{id: c, title: C, contents: [m]}]}]\n",
                "content/modules/c/m.md": "---\ntitle: M\nreviewed: 2026-11-20\n---\nWords.\n",
            },
            base={"guidegen.yaml": "title: T\nseason: 2028\n"},
        )
    ).opened.project
    got = read(
        tmp_path,
        xlsx_of([("id", "name", "email", "vslo"), ("00123", "Bo", "bo@example.org", True)]),
        name="r.xlsx",
        project=project,
    )
    assert got.roster is not None
    (person,) = got.roster.applicants.values()
    assert (person.id, dict(person.answers)) == ("00123", {"vslo": "yes"})


def test_rows_and_columns_are_counted_as_in_the_sheet(tmp_path: Path) -> None:
    rows = [(), ("name", "email", "visa"), (), ("Bo", "bo@example.org", "J-9"), ("Cy", "cy@example.org", None)]
    got = read(tmp_path, xlsx_of(rows), name="r.xlsx")
    assert got.wrong == ["4:3 bad-answer: column 'visa': 'J-9' is not a valid answer"]
    assert set(got.people) == {"Cy"}


def test_the_first_sheet_that_holds_anything_or_the_named_one(tmp_path: Path, make_project: MakeProject) -> None:
    content = xlsx_of([("name", "email"), ("Bo", "bo@example.org")], sheet="Form answers", empty_before=True)
    assert set(read(tmp_path, content, name="r.xlsx").people) == {"Bo"}
    settings = "title: Small guide\nseason: 2028\nrosters: {form: {sheet: Form answer}}\n"
    project = open_world(make_project({"guidegen.yaml": settings})).opened.project
    got = read(tmp_path, content, name="r.xlsx", project=project)
    assert got.wrong == ["1:1 missing-sheet: the workbook has no sheet 'Form answer'"]


def test_a_hidden_sheet_is_not_read_unless_it_is_named(tmp_path: Path, make_project: MakeProject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([("name", "email"), ("Bo", "bo@example.org")], sheet="Answers")))
    hidden = book.create_sheet("Old", 0)
    hidden.sheet_state = "hidden"
    for row in (("name", "email"), ("Al", "al@example.org")):
        hidden.append(row)
    stream = io.BytesIO()
    book.active = 1
    book.save(stream)
    assert set(read(tmp_path, stream.getvalue(), name="r.xlsx").people) == {"Bo"}
    settings = "title: Small guide\nseason: 2028\nrosters: {form: {sheet: Old}}\n"
    project = open_world(make_project({"guidegen.yaml": settings})).opened.project
    assert set(read(tmp_path, stream.getvalue(), name="r.xlsx", project=project).people) == {"Al"}


def test_merged_cells_are_told(tmp_path: Path) -> None:
    rows = [("name", "email", "visa"), ("Bo", "bo@example.org", "J-1"), ("Cy", "cy@example.org", "")]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(rows)))
    book["Answers"].merge_cells("C2:C3")
    stream = io.BytesIO()
    book.save(stream)
    got = read(tmp_path, stream.getvalue(), name="r.xlsx")
    assert got.wrong == ["2:3 merged-cells: cells C2:C3 are merged: all but C2 are blank, whatever they show"]
    assert got.people == {"Bo": {"visa": "j1"}, "Cy": {}}


def test_the_number_a_form_gives_an_answer_is_nobodys_id(tmp_path: Path, make_project: MakeProject) -> None:
    header = ("ID", "Start time", "Completion time", "Email", "Name", "visa")
    day = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
    rows = [
        (number, day, day + dt.timedelta(minutes=number), "bo@example.org", "Bo", visa)
        for number, visa in ((1, "J-1"), (2, "H-1B"))
    ]
    content = xlsx_of([header, *rows])
    got = read(tmp_path, content, name="r.xlsx")
    assert got.people == {"Bo": {"visa": "h1b"}}
    assert got.wrong == ["2:1 older-answer: row 3 is a newer answer of the same person, so this row is not used"]
    settings = "title: Small guide\nseason: 2028\nrosters: {form: {columns: {id: ID}}}\n"
    project = open_world(make_project({"guidegen.yaml": settings})).opened.project
    own = [(*row[:3], f"bo{row[0]}@example.org", *row[4:]) for row in rows]
    content = xlsx_of([header, *own])
    named = read(tmp_path, content, name="r.xlsx", project=project).roster
    assert named is not None
    assert set(named.applicants) == {"1", "2"}


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    got = read(tmp_path, xlsx_of([("name", "email", "visa"), ("Bo", "bo@example.org", "=A1")]), name="r.xlsx")
    assert got.people == {"Bo": {}}
    assert got.wrong == [
        "1:1 uncounted-formula: formulas without a result read as blank: C2",
    ]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"name,email\nBo,bo@example.org\n", "r.xlsx", "this is not an XLSX file"),
        (b"PK\x03\x04 and then nothing", "r.xlsx", "this is not an XLSX file, or a damaged one"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "r.xlsx", "this is an old or a protected workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "r.csv", "this is an old or a protected workbook"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, name: str, message: str) -> None:
    got = read(tmp_path, content, name=name)
    assert got.wrong == [f"1:1 bad-workbook: {message}"]


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    got = read(tmp_path, stream.getvalue(), name="r.xlsx")
    assert len(got.wrong) == 1
    assert "bad-workbook" in got.wrong[0]


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    """A workbook with some of its files replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name) or old.read(name))
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name])
    return stream.getvalue()


PLAIN = xlsx_of([("name", "email"), ("Bo", "bo@example.org")])


def test_a_bomb_is_refused_without_eating_memory(tmp_path: Path) -> None:
    bomb = repacked(PLAIN, {"xl/media/image1.bin": b"\0" * 210_000_000})
    assert len(bomb) < 300_000
    tracemalloc.start()
    got = read(tmp_path, bomb, name="r.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert got.wrong == ["1:1 unsafe-workbook: the workbook unpacks to more than 100 MB"]
    assert peak < 20_000_000


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    bomb = bytearray(repacked(PLAIN, {"xl/media/image1.bin": b"\0" * 60_000_000}))
    real, lie = (60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert bomb.count(real) == 2
    got = read(tmp_path, bytes(bomb.replace(real, lie)), name="r.xlsx")
    assert len(got.wrong) == 1
    assert "unpacks to more than" in got.wrong[0] or "damaged" in got.wrong[0]


def test_a_cell_far_out_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    got = read(tmp_path, repacked(PLAIN, {"xl/worksheets/sheet1.xml": far}), name="r.xlsx")
    assert got.wrong == [
        "1:1 unsafe-workbook: cell XFD1048576 is in use; at most 100000 rows and 1000 columns are read"
    ]


def test_an_entity_bomb_does_no_harm(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        shared = archive.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in archive.namelist() else b"<sst/>"
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'.encode()
    body = shared[shared.index(b"?>") + 2 :] if b"?>" in shared else shared
    bomb = repacked(PLAIN, {"xl/sharedStrings.xml": head + body.replace(b"Bo", b"&e8;")})
    got = read(tmp_path, bomb, name="r.xlsx")
    assert got.roster is None or all(len(name) < 1000 for name in got.people)


def test_cells_that_show_an_error_are_errors(tmp_path: Path) -> None:
    rows = [
        ("name", "email", "visa", "interest"),
        *((name, f"{name}@example.org", "J-1", "Research") for name in "abcd"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(rows)))
    page = book["Answers"]
    for place, error in (("C2", "#N/A"), ("D3", "#DIV/0!"), ("A4", "#VALUE!")):
        page[place] = error
        page[place].data_type = "e"
    stream = io.BytesIO()
    book.save(stream)
    got = read(tmp_path, stream.getvalue(), name="r.xlsx")
    assert got.wrong == [
        "2:3 bad-answer: column 'visa': the cell shows the error #N/A",
        "3:4 bad-answer: column 'interest': the cell shows the error #DIV/0!",
        "4:1 bad-person: column 'name': the cell shows the error #VALUE!",
    ]
    assert set(got.people) == {"d"}


HIDDEN = "title: Small guide\nseason: 2028\nrosters: {all: {hidden: include}}\n"


def test_rows_that_a_filter_hides_are_left_out(tmp_path: Path, make_project: MakeProject) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([("name", "email"), *((one, f"{one}@x.org") for one in "abcd")])))
    for number in (2, 4):
        book["Answers"].row_dimensions[number].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    got = read(tmp_path, stream.getvalue(), name="r.xlsx")
    assert set(got.people) == {"b", "d"}
    assert got.wrong == ["2:1 hidden-rows: 2 rows are hidden and left out: 2, 4"]
    project = open_world(make_project({"guidegen.yaml": HIDDEN})).opened.project
    got = read(tmp_path, stream.getvalue(), name="r.xlsx", project=project)
    assert (set(got.people), got.wrong) == (set("abcd"), [])


OFFICE_EXTENSION = (
    '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" '
    'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">'
    '<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
)


def test_days_counted_from_1904(tmp_path: Path) -> None:
    """As Excel for the Mac counts them. calamine 0.8.0 to 0.9.0 lost the epoch by the extension that Excel writes."""
    import xlsxwriter

    made, changed = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made, {"date_1904": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("name", "email", "rotation_start"))
        page.write_row(1, 0, ("Bo", "bo@example.org"))
        page.write_datetime(1, 2, dt.datetime(2027, 6, 3), book.add_format({"num_format": 14}))  # noqa: DTZ001
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/workbook.xml":
                content = content.replace(b"</workbook>", OFFICE_EXTENSION.encode() + b"</workbook>")
            after.writestr(name, content)
    for data in (made, changed):
        got = read(tmp_path, data.getvalue(), name="r.xlsx")
        assert got.people == {"Bo": {"rotation_start": dt.date(2027, 6, 3)}}
