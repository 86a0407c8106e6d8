"""`guidegen roster map`: from a table nobody prepared to a clean dry run, in one round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.load.block import source_block, with_source
from generator.load.likeness import likeness
from generator.model.settings import NO_SOURCE
from tests.projects import ROOT, TODAY, Files, MakeProject, Ran, guidegen
from tests.roster.rosters import csv_of, xlsx_of
from tests.work import at_most

GOOGLE = (
    "Timestamp",
    "Tell us your name, please",
    "Where may we write to you",
    "Have you graduated?",
    "Specialty you are applying in",
    "Visa wanted",
    "Number of rotations you can arrange",
    "Your first rotation starts on",
    "Topics of interest",
    "Anything else?",
)
PEOPLE = (
    (
        "11/2/2026 9:10:00",
        "Bo Lee",
        "bo@example.org",
        "Yes",
        "Psychiatry",
        "J1 visa",
        "2",
        "6/28/2027",
        "Research",
        "hi",
    ),
    ("11/13/2026 9:10:00", "Cy Ray", "cy@example.org", "No", "Radiology", "H-1B", "none", "7/5/2027", "Teaching", ""),
    ("11/14/2026 9:11:00", "Di Fox", "di@example.org", "No", "Radiolgy", "Don't know", "4+", "", "", "secret"),
)


def map_file(root: Path, file: Path, *options: str | Path) -> Ran:
    return guidegen("roster", "map", "-C", root, "--as-of", TODAY, file, *options)


def dry(root: Path, file: Path) -> Ran:
    return guidegen("handbooks", "-C", root, "--as-of", TODAY, "--roster", file, "-n")


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({"people.xlsx": xlsx_of([GOOGLE, *PEOPLE])})


def test_one_round_from_an_export_to_a_clean_dry_run(root: Path) -> None:
    file = root / "people.xlsx"
    assert dry(root, file).code == 1
    ran = map_file(root, file)
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    block = lines[lines.index("rosters:") :]
    block = block[: block.index("")]
    assert len(block) <= 10
    settings = root / "guidegen.yaml"
    settings.write_text(settings.read_text() + "\n".join(block) + "\n")
    again = dry(root, file)
    assert (again.code, "nothing written; 0 would fail" in again.out) == (0, True), again.err
    assert "(proposed)" not in map_file(root, file).out
    assert "guidegen.yaml has everything that is needed" in map_file(root, file).out


def test_what_is_understood_is_told_with_counts(root: Path) -> None:
    out = map_file(root, root / "people.xlsx").out
    assert "people.xlsx, sheet 'Answers': header in row 1, 3 rows below it" in out
    for line in (
        "  B  Tell us your name, please -> name  (proposed), 3 filled",
        "  C  Where may we write to you -> email  (proposed), 3 filled",
        "  D  Have you graduated? -> status  (proposed), 3 filled",
        "     No (?) 2, Yes (?) 1",
        "     'Yes' is taken for graduate  (proposed)",
        "     'No' is taken for student  (proposed)",
        "     'Radiolgy' is taken for radiology  (proposed)",
        "     'J1 visa' is taken for j1  (proposed)",
        "     'Don't know' is taken for no answer  (proposed)",
        "     'none' is taken for 0  (proposed)",
        "  J  Anything else? -> not used, 2 filled",
    ):
        assert line in out.splitlines(), out
    assert "    dates: month-day-year" in out
    assert "with these lines: 3 people can be read, 0 rows are wrong" in out
    assert "secret" not in out, "free text is not repeated"


def test_the_lines_are_written_where_they_belong(root: Path) -> None:
    settings = root / "guidegen.yaml"
    before = settings.read_text()
    ran = map_file(root, root / "people.xlsx", "--write")
    assert ran.code == 0
    assert "written into guidegen.yaml, 'rosters: form:'" in ran.out
    assert settings.read_text().startswith(before)
    assert dry(root, root / "people.xlsx").code == 0
    file = root / "office.csv"
    file.write_text(csv_of("Al,al@example.org,PGY", header="Student,Mail to,Visa?"))
    ran = map_file(root, file, "--write", "--source", "office")
    assert "office:" in settings.read_text()
    assert dry(root, root / "people.xlsx").code == 0, "the other source stays as it was"


def test_what_only_a_person_can_tell_is_left_open(root: Path) -> None:
    file = root / "people.csv"
    rows = ("Bo,bo@example.org,Some day,6/5/2027", "Cy,cy@example.org,J-1,6/6/2027")
    file.write_text(csv_of(*rows, header="name,email,visa,rotation_start"))
    ran = map_file(root, file)
    assert ran.code == 1
    open_ = "# still open, under answers: visa: {Some day: ...}, each one of j1, h1b, undecided, not-needed or null"
    assert f"    {open_}" in ran.out.splitlines()
    assert "    # dates: month-day-year or day-month-year: which one is 6/5/2027?" in ran.out.splitlines()
    assert "'6/5/2027' is May 6, 2027 or June 5, 2027 (row 2)" in ran.err
    assert "    add `Some day: ...` in guidegen.yaml, 'rosters: office:' 'answers: visa:' (one of j1, h1b," in ran.err


def test_problems_are_told_once_for_each_column_and_value(root: Path) -> None:
    rows = [f"P{n},p{n}@example.org,{'Yes' if n % 3 else 'No'},{n % 12 + 1}/{n % 9 + 1}/2027" for n in range(40)]
    rows[7] = "P7,,Sometimes,2027-05-03"
    file = root / "people.csv"
    file.write_text(csv_of(*rows, header="name,email,Are you a student?,rotation_start"))
    settings = root / "guidegen.yaml"
    settings.write_text(settings.read_text() + "rosters: {form: {columns: {status: Are you a student?}}}\n")
    ran = dry(root, file)
    assert "nothing written; 40 would fail" in ran.out
    lines = [line for line in ran.err.splitlines() if "error[" in line]
    assert len(lines) == 5, ran.err
    assert "column 'Are you a student?': 'Yes' is not a valid answer (in 25 rows)" in ran.err
    assert "    add `\"Yes\": student` in guidegen.yaml, 'rosters: form:' 'answers: status:'" in ran.err
    assert "'Sometimes' is not a valid answer (row 9)" in ran.err
    assert re.search(r"is \w+ \d+, 2027 or \w+ \d+, 2027 and \d+ other values \(in \d+ rows\)", ran.err)
    assert "column 'email': the mail address is missing; write one, such as ana@example.org (row 9)" in ran.err
    assert len(ran.err.splitlines()) < 20


SHIPPED: Files = {
    file.relative_to(ROOT).as_posix(): file.read_bytes()
    for pattern in ("guidegen.yaml", "content/**/*", "profiles/*.yaml")
    for file in ROOT.glob(pattern)
    if file.is_file()
}


def test_a_thousand_rows_are_read_with_little_work(make_project: MakeProject) -> None:
    root = make_project(base=SHIPPED)
    header = "Timestamp,Your name,Contact,Specialty applied for,Visa,Are you still enrolled?,Graduation,Budget"
    rows = [
        f"11/{n % 28 + 1}/2026 9:{n % 60:02}:00,P {n},p{n}@example.org,{('Neurology', 'Surgery')[n % 2]},"
        f"{('J-1', 'H-1B', 'J1')[n % 3]},{('Yes', 'No')[n % 2]},{n % 12 + 1}/{n % 28 + 1}/{(2028, 2024)[n % 2]},"
        f"{('Tight', '')[n % 2]}"
        for n in range(1000)
    ]
    file = root / "people.csv"
    file.write_text(csv_of(*rows, header=header))
    with at_most(calls=10_000_000):
        ran = map_file(root, file)
    assert "with these lines: 1000 people can be read, 0 rows are wrong" in ran.out, ran.err


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Have you graduated?", "you have already graduated", True),
        ("When did you graduate", "Graduation", True),
        ("Specialty you're applying in", "Which specialty are you applying in?", True),
        ("Remarks", "Budget", False),
        ("Name of your school", "Which visa will you need for residency?", False),
    ],
)
def test_phrases_that_say_the_same(first: str, second: str, alike: bool) -> None:
    assert (likeness(first, second) >= 0.5) is alike


def test_lines_come_back_as_they_are_meant() -> None:
    odd = NO_SOURCE.model_copy(
        update={
            "columns": {"name": ('A "b": c', "null"), "email": ("x" * 120,)},
            "answers": {"visa": {"Yes": "j1", "no": None, "#1, {a}": "h1b", "it's": "j1", "a\\b": "j1"}},
            "ignore": tuple(f"Column number {n}" for n in range(30)),
        }
    )
    text = "rosters:\n" + "\n".join(source_block("form", odd)) + "\n"
    from generator.diagnostics import Diagnostics
    from generator.load.yaml import read_yaml

    found = Diagnostics()
    read = read_yaml(text, "x.yaml", found)
    assert read is not None, list(found)
    assert read["rosters"]["form"]["columns"] == {"name": ['A "b": c', "null"], "email": "x" * 120}
    assert read["rosters"]["form"]["answers"]["visa"] == odd.answers["visa"]
    assert read["rosters"]["form"]["ignore"] == list(odd.ignore)


def test_lines_replace_only_what_is_theirs() -> None:
    block = ["  form:", "    dates: month-day-year"]
    assert with_source("title: x\n", "form", block) == "title: x\n\nrosters:\n" + "\n".join(block) + "\n"
    before = "rosters:\n  form:\n    ignore: [a]\n\n  office:\n    ignore: [b]\nsite:\n  url: x\n"
    after = "rosters:\n  form:\n    dates: month-day-year\n\n  office:\n    ignore: [b]\nsite:\n  url: x\n"
    assert with_source(before, "form", block) == after
    added = "rosters:\n  office:\n    ignore: [b]\n  form:\n    dates: month-day-year\nsite:\n  url: x\n"
    assert with_source("rosters:\n  office:\n    ignore: [b]\nsite:\n  url: x\n", "form", block) == added
    assert with_source("rosters: {form: {ignore: [a]}}\n", "form", block) is None
    assert with_source("rosters:\n  form:\n    ignore: [a]  # mine\n", "form", block) is None


def test_a_question_in_other_words_is_known_by_its_answers(tmp_path: Path) -> None:
    assert guidegen("init", tmp_path / "tour").code == 0
    file = tmp_path / "riders.csv"
    rows = ("Ana,ana@example.org,Every week", "Bo,bo@example.org,I am new to riding", "Cy,cy@example.org,Regular rider")
    file.write_text(csv_of(*rows, header="Rider name,E-mail,How often do you ride"))
    out = map_file(tmp_path / "tour", file).out
    assert "  C  How often do you ride -> rider  (proposed), 3 filled" in out.splitlines()
    assert "     'Every week' is taken for regular  (proposed)" in out.splitlines()
    assert "     'I am new to riding' is taken for new  (proposed)" in out.splitlines()


def test_names_and_answers_are_told_by_what_they_are(make_project: MakeProject) -> None:
    """A table nobody prepared: the names' column is called Student, one of five answers is an abbreviation."""
    root = make_project(
        {
            "class.csv": """
                Mentor,Student,E-mail,Field,Visa,Year
                Bo Lee,Zoë García,zoe@example.org,Radiology,J-1,Yes
                Bo Lee,Nguyễn Thị Anh,anh@example.org,Psychiatry,H-1B,No
                Cy Fox,Ada de la O,ada@example.org,Psychiatry,J-1,No
                """
        }
    )
    ran = guidegen("roster", "map", root / "class.csv", "-C", root)
    assert "  B  Student -> name  (proposed), 3 filled" in ran.out
    assert "  A  Mentor -> not used" in ran.out


def test_a_column_that_is_missing_can_be_said(make_project: MakeProject) -> None:
    root = make_project({"class.csv": "Code,E-mail,Specialty\n17,zoe@example.org,Radiology\n"})
    ran = guidegen("roster", "map", root / "class.csv", "-C", root)
    assert "there is no column for 'name'" in ran.err
    assert "say which one it is in guidegen.yaml: rosters: NAME: columns: {name: ITS HEADER}" in ran.err


def test_names_never_get_into_the_settings(make_project: MakeProject) -> None:
    """A column of names that is called as a question is: its cells are not answers to be declared."""
    root = make_project(
        {"class.csv": "Status,E-mail\nZoë García,zoe@example.org\nAda Berg,ada@example.org\nBo Lee,bo@example.org\n"}
    )
    ran = guidegen("roster", "map", root / "class.csv", "-C", root, "--write")
    assert ran.code == 1
    said = (root / "guidegen.yaml").read_text("utf-8")
    assert not [name for name in ("Zoë", "Berg", "Bo Lee", "zoe@") if name in said]
    assert "'Status' seems to hold names: write columns: {name: Status, status: ITS HEADER}" in said
