"""The list of failed rows: corrected in place, never thrown away, and the people stay those of their roster."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.roster import KEY
from tests.projects import TODAY, MakeProject, Ran, guidegen
from tests.roster.rosters import csv_of, xlsx_of

HEADER = "name,email,specialty,visa,status"
ROWS = (
    "Bo Lee,bo@example.org,psychiatry,j1,student",
    "Cy Ray,cy@example.org,psychiatry,j9,student",
    "Di Fox,di@example.org,radiolgy,h1b,student",
    '"Eve Orr,eve@example.org,psychiatry,j1,student',
)


def handbooks(root: Path, roster: str, *options: str) -> Ran:
    return guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics", "--roster", root / roster, *options)


def rows_of(file: Path) -> list[dict[str, str]]:
    text = file.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))


def correct(file: Path, **changes: dict[str, str]) -> None:
    """Change cells of the rows of some people, as in a spreadsheet program: with semicolons and another line end."""
    rows = [{**row, **changes.get(next(iter(row.values())).split()[0].strip('"'), {})} for row in rows_of(file)]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, rows[0], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_bytes(stream.getvalue().encode("utf-8-sig"))


def made(root: Path) -> int:
    return len(list((root / "handbooks").glob("p-*/calendar.ics")))


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    root = make_project({"people.csv": csv_of(*ROWS, header=HEADER)})
    assert handbooks(root, "people.csv").code == 1
    return root


@pytest.fixture
def failed(root: Path) -> Path:
    return root / "handbooks/failed-rows.csv"


def test_rows_are_corrected_in_place_and_read_with_their_roster(root: Path, failed: Path) -> None:
    assert [row["name"].split()[0] for row in rows_of(failed)] == ["Cy", "Di", '"Eve']
    correct(failed, Cy={"visa": "j1"})
    ran = handbooks(root, "people.csv")
    assert ran.code == 1
    assert "2 failed" in ran.out
    assert made(root) == 2
    assert [bool(row["error"]) for row in rows_of(failed)] == [False, True, True]
    eve = {"name": "Eve Orr", "email": "eve@example.org", "specialty": "psychiatry", "visa": "j1", "status": "student"}
    correct(failed, Di={"specialty": "radiology"}, Eve=eve)
    ran = handbooks(root, "people.csv")
    assert ran.code == 0, ran.err
    assert made(root) == 4
    assert "rows to correct" not in ran.out
    assert [row["error"] for row in rows_of(failed)] == ["", "", ""], "kept, for the next run"
    assert handbooks(root, "people.csv").code == 0


def test_the_list_may_be_taken_as_a_roster_too(root: Path, failed: Path) -> None:
    correct(failed, Cy={"visa": "j1"}, Di={"specialty": "x"})
    ran = handbooks(root, "handbooks/failed-rows.csv")
    assert ran.code == 1
    assert "failed-rows.csv:3:3: error[bad-answer]: column 'specialty': 'x' is not a valid answer (row 3)" in ran.err
    assert "error[bad-person]" in ran.err, "the row nobody corrected is named"
    assert made(root) == 2
    assert [bool(row["error"]) for row in rows_of(failed)] == [False, True, True]
    assert all(row[KEY] for row in rows_of(failed))
    ran = handbooks(root, "people.csv", "-n")
    assert "nothing written; 2 would fail" in ran.out, "the corrected row counts for its roster"


def test_a_row_that_is_still_wrong_is_named_where_it_is_corrected(root: Path, failed: Path) -> None:
    correct(failed, Cy={"visa": "j8"})
    ran = handbooks(root, "people.csv")
    assert "handbooks/failed-rows.csv:2:4: error[bad-answer]: column 'visa': 'j8' is not a valid answer" in ran.err
    assert rows_of(failed)[0]["visa"] == "j8"


def other_csv(root: Path) -> Path:
    file = root / "other list.csv"
    file.write_text(csv_of("Al,al@example.org,j7", header="name,email,visa"))
    return file


def other_xlsx(root: Path) -> Path:
    file = root / "other list.xlsx"
    file.write_bytes(xlsx_of([("name", "email", "visa"), ("Al", "al@example.org", "j7")]))
    return file


@pytest.mark.parametrize("other", [other_csv, other_xlsx])
def test_another_roster_in_between_leaves_the_list_alone(
    root: Path, failed: Path, other: Callable[[Path], Path]
) -> None:
    before = failed.read_bytes()
    ran = handbooks(root, other(root).name)
    assert "rows to correct, with what is wrong" in ran.out
    assert failed.read_bytes() == before
    second = root / "handbooks/failed-rows-other-list.csv"
    assert [row["name"] for row in rows_of(second)] == ["Al"]
    assert guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics").code == 0
    assert failed.read_bytes() == before
    correct(failed, Cy={"visa": "j1"})
    correct(second, Al={"visa": "j1", "email": "al@example.org"})
    assert "2 failed" in handbooks(root, "people.csv").out
    assert rows_of(second)[0]["visa"] == "j1"


def test_rows_that_moved_keep_their_corrections(root: Path, failed: Path) -> None:
    correct(failed, Cy={"visa": "j1"})
    (root / "people.csv").write_text(csv_of("New,new@example.org,psychiatry,j1,student", *ROWS[1:3], header=HEADER))
    ran = handbooks(root, "people.csv")
    assert "1 failed" in ran.out
    assert [row["name"].split()[0] for row in rows_of(failed)] == ["Cy", "Di"], "Eve's row is gone, and was not touched"


def test_a_row_corrected_in_the_roster_leaves_the_list(root: Path, failed: Path) -> None:
    good = [row.replace("j9", "j1").replace("radiolgy", "radiology").replace('"', "") for row in ROWS]
    (root / "people.csv").write_text(csv_of(*good, header=HEADER))
    ran = handbooks(root, "people.csv")
    assert ran.code == 0, ran.err
    assert rows_of(failed) == []


def test_a_correction_whose_row_is_gone_stays(root: Path, failed: Path) -> None:
    correct(failed, Cy={"visa": "j1"})
    (root / "people.csv").write_text(csv_of(ROWS[0], header=HEADER))
    handbooks(root, "people.csv")
    assert [(row["name"], row["visa"]) for row in rows_of(failed)] == [("Cy Ray", "j1")]
    assert "the roster no longer has the row" in rows_of(failed)[0]["error"]


def test_a_list_that_changes_during_the_run_is_left_as_it_is(
    root: Path, failed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.app import handbooks as module
    from generator.app.failed_rows import keep_failed_rows as whole

    def while_somebody_types(*arguments: object) -> object:
        failed.write_bytes(failed.read_bytes().replace(b"j9", b"j1"))
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "keep_failed_rows", while_somebody_types)
    ran = handbooks(root, "people.csv")
    assert "changed during this run and is left as it is" in ran.err
    assert rows_of(failed)[0]["visa"] == "j1"


def test_a_list_nobody_can_read_stops_the_run(root: Path, failed: Path) -> None:
    failed.write_bytes("name;email\nJosé".encode("cp1252"))
    ran = handbooks(root, "people.csv")
    assert ran.code == 1
    assert "failed-rows.csv:2:1: error[bad-encoding]" in ran.err
    assert failed.exists()


def test_no_cell_of_it_runs(make_project: MakeProject) -> None:
    root = make_project({"people.csv": csv_of("=1+1,+a@example.org,-x,@y,%z", header=HEADER)})
    handbooks(root, "people.csv")
    content = (root / "handbooks/failed-rows.csv").read_text("utf-8-sig")
    for row in csv.reader(io.StringIO(content)):
        assert not any(cell.startswith(("=", "+", "-", "@", "%")) for cell in row)


def test_ticks_of_a_survey_can_be_read_back(make_project: MakeProject) -> None:
    monkey = (
        "Respondent ID,Collector ID,Your name,Your email,Which visa?,Which interests?,\n"
        ",,Open-Ended Response,Open-Ended Response,Response,Research,Teaching\n"
        "1,2,Bo,bo@example.org,j9,Research,Teaching\n"
    )
    root = make_project({"people.csv": monkey})
    handbooks(root, "people.csv")
    failed = root / "handbooks/failed-rows.csv"
    assert "Which interests? [Teaching]" in rows_of(failed)[0]
    rows = [{**row, "Which visa?": "J-1"} for row in rows_of(failed)]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    failed.write_text(stream.getvalue(), "utf-8")
    for roster in ("people.csv", "handbooks/failed-rows.csv"):
        ran = handbooks(root, roster, "-n", "--json")
        assert not any("visa" in str(one) for one in ran.json["failed"].values()), ran.out
        assert not any("interest" in str(one).lower() for one in ran.json["failed"].values()), ran.out
