"""`guidegen handbooks --roster`: good rows built, wrong ones named and written back."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path

import pytest

from generator.model.roster import KEY
from tests.projects import SMALL, TODAY, MakeProject, Ran, guidegen
from tests.roster.rosters import csv_of

HEADER = "name,email,visa,citizenship,Remarks,specialty,status"
ROWS = (
    "Bo Lee,bo@example.org,j1,,,psychiatry,student",
    "Cy Ray,cy@example.org,j9,,=1+1,psychiatry,student",
    "Di Fox,di@example.org,h1b,us-citizen,,psychiatry,student",
    '"Eve Orr,eve@example.org,j1,,,psychiatry,student',
    "+Flo,flo@example.org,j1,,@x,radiology,graduate",
)


def handbooks(root: Path, *options: str | Path) -> Ran:
    """Make calendars, which takes no time; they go the same way as handbooks."""
    return guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics", *options)


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    """The small project with a roster next to it."""
    return make_project({"people.csv": csv_of(*ROWS, header=HEADER)})


def test_good_rows_are_built_and_the_others_written_back(root: Path) -> None:
    ran = handbooks(root, "--roster", root / "people.csv")
    assert ran.code == 1
    assert "handbooks: 2 made, 0 still right, 3 failed" in ran.out
    assert len(list((root / "handbooks").glob("p-*/calendar.ics"))) == 2
    content = (root / "handbooks/failed-rows.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["name", "email", "visa", "citizenship", "Remarks", "specialty", "status", KEY, "error"]
    assert rows[1][:5] == ["Cy Ray", "cy@example.org", "j9", "", "'=1+1"]
    assert rows[1][-1] == "column 'visa': 'j9' is not a valid answer (known answers: J-1, H-1B, J-1 or H-1B, No visa)"
    assert rows[2][:4] == ["Di Fox", "di@example.org", "h1b", "us-citizen"]
    assert "a US citizen needs no visa" in rows[2][-1]
    assert rows[3][0] == '"Eve Orr,eve@example.org,j1,,,psychiatry,student'
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_each_failure_names_its_row_and_a_command_and_no_person(root: Path) -> None:
    ran = handbooks(root, "--roster", root / "people.csv")
    assert "people.csv:3:3: error[bad-answer]" in ran.err
    assert "people.csv:4:" in ran.err
    assert "people.csv:5:1: error[bad-row]" in ran.err
    assert ran.err.count("to see one alone: guidegen handbooks -C ") == 1
    for personal in ("Bo", "Lee", "Cy", "Ray", "Di ", "Fox", "Eve", "Orr", "Flo", "example.org"):
        assert personal not in ran.err + ran.out


def test_the_command_that_reproduces_a_failure(root: Path) -> None:
    ran = handbooks(root, "--roster", root / "people.csv", "--json")
    assert set(ran.json["failed"]) >= {"row-5"}
    (cy,) = (name for name, found in ran.json["failed"].items() if "j9" in str(found))
    again = handbooks(root, "--roster", root / "people.csv", "-a", cy, "--json")
    assert again.code == 1
    assert set(again.json["failed"]) == {cy}
    assert handbooks(root, "--roster", root / "people.csv", "-a", "row-5").code == 1
    assert handbooks(root, "--roster", root / "people.csv", "-a", "nobody").code == 2


def test_mended_rows_can_be_read_back(root: Path) -> None:
    handbooks(root, "--roster", root / "people.csv")
    rows = list(csv.DictReader(io.StringIO((root / "handbooks/failed-rows.csv").read_text("utf-8-sig"))))
    corrected = root / "corrected.csv"
    with corrected.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows([{**rows[0], "visa": "h1b"}, {**rows[1], "citizenship": ""}])
    ran = handbooks(root, "--roster", corrected)
    assert ran.code == 0, ran.err
    assert "left alone: the files of 2 people not in this run" in ran.out
    assert len(list((root / "handbooks").glob("p-*/calendar.ics"))) == 4
    assert (root / "handbooks/failed-rows.csv").exists(), "only what is corrected in place is taken from it"


def test_people_of_other_runs_stay(root: Path) -> None:
    assert handbooks(root).code == 0
    handbooks(root, "--roster", root / "people.csv")
    assert (root / "handbooks/demo-ada/calendar.ics").is_file()
    assert handbooks(root).code == 0
    assert len(list((root / "handbooks").glob("p-*/calendar.ics"))) == 2
    assert (root / "handbooks/failed-rows.csv").is_file()


def test_what_is_private_is_readable_by_its_owner_alone(root: Path) -> None:
    handbooks(root, "--roster", root / "people.csv")
    for folder, _, names in os.walk(root / "handbooks"):
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
        for name in names:
            assert stat.S_IMODE((Path(folder) / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "profiles/applicants/.secret").stat().st_mode) == 0o600
    assert not (root / ".handbooks.guidegen-spool").exists()


def test_a_failed_person_keeps_what_an_earlier_run_made(root: Path) -> None:
    handbooks(root, "--roster", root / "people.csv")
    before = {file: file.read_bytes() for file in (root / "handbooks").glob("p-*/calendar.ics")}
    (root / "people.csv").write_text(csv_of("Bo Lee,bo@example.org,j9,,,psychiatry,student", *ROWS[1:], header=HEADER))
    ran = handbooks(root, "--roster", root / "people.csv")
    assert "1 made, 0 still right, 4 failed" in ran.out
    assert {file: file.read_bytes() for file in before} == before


def test_a_damaged_secret_is_refused(root: Path) -> None:
    (root / "profiles/applicants/.secret").write_text("short\n")
    ran = handbooks(root, "--roster", root / "people.csv")
    assert ran.code == 3
    assert not (root / "handbooks").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--roster", "nowhere.csv"), "does not exist"),
        (("--encoding", "cp1252"), "--encoding says how a CSV roster is written"),
        (("--roster", "people.csv", "--encoding", "klingon"), "the encoding 'klingon' is not known"),
        (("--resume", "--no-cache"), "take one of them"),
    ],
)
def test_wrong_use(root: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(root)
    ran = guidegen("handbooks", *options)
    assert ran.code == 2
    assert message in ran.err


def test_a_dry_run_reads_everything_and_writes_nothing(root: Path) -> None:
    ran = handbooks(root, "--roster", root / "people.csv", "--dry-run")
    assert ran.code == 1
    assert "nothing written; 3 would fail" in ran.out
    assert not (root / "handbooks").exists()


MAIL = """
mail:
  host: mail.example.org
  from: {address: advising@example.org}
"""


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Bo 😀,bo@example.org,", "error[no-glyph]: the name: the fonts have no glyph for U+1F600"),
        ("王小明,bo@example.org,", "error[no-glyph]: the name: the fonts have no glyph for U+5C0F"),
        ("Bo,bo@gmial.com,", "error[likely-typo]: column 'email': 'gmial.com' looks like a slip for 'gmail.com'"),
        ("Bo,bo@example.org,1234", "error[weak-pass-phrase]: column 'pass phrase': the pass phrase is shorter"),
        ("Bo,bo@example.org,1999-12-31", "error[weak-pass-phrase]: column 'pass phrase': the pass phrase has only"),
        ("Bo,a..b@example.org,", "error[bad-person]: column 'email': this is not a mail address"),
        ("Bo,bo@exa_mple.org,", "error[bad-person]: column 'email': this is not a mail address"),
    ],
)
def test_a_dry_run_says_what_a_later_step_would(make_project: MakeProject, row: str, words: str) -> None:
    settings = str(SMALL["guidegen.yaml"]) + MAIL
    text = csv_of(f"{row},psychiatry,j1,student", header="name,email,pass phrase,specialty,visa,status")
    root = make_project({"people.csv": text, "guidegen.yaml": settings})
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY, "--roster", root / "people.csv", "-n")
    assert ran.code == 1
    assert words in ran.err
    assert "nothing written; 1 would fail" in ran.out


def test_days_out_of_order_cost_their_row(make_project: MakeProject) -> None:
    last = "  rotation_end:\n    label: Last day\n    question: When does it end?\n    type: date\n"
    facets = f"{SMALL['profiles/facets.yaml']!s}{last}    not_before: rotation_start\n"
    rows = ("Bo,bo@example.org,psychiatry,2027-10-29,2027-10-04", "Al,al@example.org,psychiatry,2027-10-04,2027-10-29")
    text = csv_of(*rows, header="name,email,specialty,rotation_start,rotation_end")
    root = make_project({"people.csv": text, "profiles/facets.yaml": facets})
    ran = handbooks(root, "--roster", root / "people.csv", "-n")
    assert (
        "people.csv:2:5: error[broken-constraint]: 'rotation_start: 2027-10-29' and 'rotation_end: 2027-10-04'"
        in ran.err
    )
    assert "cannot be, because Last day cannot come before your first rotation" in ran.err
    assert "nothing written; 1 would fail" in ran.out


def test_a_contradiction_of_many_is_told_once(make_project: MakeProject) -> None:
    rows = [f"P{n},p{n}@example.org,psychiatry,j1,us-citizen" for n in range(12)]
    root = make_project({"people.csv": csv_of(*rows, header="name,email,specialty,visa,citizenship")})
    ran = handbooks(root, "--roster", root / "people.csv", "-n")
    assert ran.err.count("error[broken-constraint]") == 1
    assert "a US citizen needs no visa (in 12 rows)" in ran.err


def test_unasked_kinds_stay(root: Path) -> None:
    assert guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics,xlsx").code == 0
    assert handbooks(root).code == 0
    assert (root / "handbooks/demo-ada/tracker.xlsx").is_file()
