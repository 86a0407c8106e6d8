"""A folder of what people handed in: each person once, a bad file costs its person, and nothing is silent."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.projects import TODAY, MakeProject, Ran, guidegen
from tests.roster.rosters import csv_of

ANA = "version: 1\nname: Ana\nemail: ana@example.org\nanswers: {specialty: radiology, visa: j1}\n"


def taken(root: Path, *options: str | Path) -> Ran:
    """A person who has a calendar afterwards is taken."""
    return guidegen("handbooks", "-C", root, "--as-of", TODAY, "--to", "ics", "--roster", root / "inbox", *options)


def made(root: Path) -> int:
    return len(list((root / "handbooks").glob("*/calendar.ics")))


def at(moment: str, words: str = ANA) -> str:
    return words.replace("version: 1\n", f"version: 1\nanswered: {moment}\n")


def test_files_and_tables_are_taken_together(make_project: MakeProject) -> None:
    root = make_project(
        {
            "inbox/ana.answers (1).yaml": ANA,
            "inbox/copied.txt": ANA.replace("ana", "bo").replace("Ana", "Bo"),
            "inbox/cy.json": '{"version":1,"name":"C","email":"c@example.org","answers":{"specialty":"radiology"}}',
            "inbox/others.csv": csv_of("Di Lee,di@example.org,radiology,h1b,", "Ed Lee,ed@example.org,radiology,j9,"),
            "inbox/people.yaml": "applicants:\n  - {name: Fa, email: f@example.org, answers: {specialty: radiology}}\n",
            "inbox/.DS_Store": "x",
            "inbox/~$others.xlsx": "x",
            "inbox/note.txt": "hello",
            "inbox/bad.xlsx": "x",
        }
    )
    ran = taken(root)
    assert ran.code == 1
    assert made(root) == 5
    for words in (
        "note.txt:1:1: warning[not-taken]",
        "bad.xlsx:1:1: error[bad-workbook]",
        "others.csv:3:4: error[bad-answer]",
    ):
        assert words in ran.err
    assert ran.err.count("error[") == 2
    assert "j9" in (root / "handbooks" / "failed-rows.csv").read_text("utf-8-sig")
    assert "bad.xlsx" not in {one.name for one in (root / "handbooks").iterdir()}
    assert (root / "inbox" / "bad.xlsx").is_file(), "nobody's file is moved"


@pytest.mark.parametrize(
    ("first", "second", "people", "words"),
    [
        (at("2027-01-01 10:00"), at("2027-01-01 11:00").replace("j1", "h1b"), 1, "is a newer answer"),
        (ANA, ANA, 1, "says the same"),
        (ANA, ANA.replace("j1", "h1b"), 0, "nobody can tell which is the newer"),
        (at("2027-01-01"), ANA.replace("j1", "h1b"), 0, "nobody can tell which is the newer"),
        (ANA, ANA.replace("Ana", "Bo"), 0, "has the same mail address, but another name"),
        (at("soon"), ANA, 1, "error[bad-value]: 'answered' is not a time"),
    ],
)
def test_who_is_there_twice(make_project: MakeProject, first: str, second: str, people: int, words: str) -> None:
    root = make_project({"inbox/a.answers.yaml": first, "inbox/b.answers.yaml": second})
    ran = taken(root)
    assert made(root) == people
    assert words in ran.err


def test_a_family_with_one_mailbox_in_a_file_and_a_table(make_project: MakeProject) -> None:
    table = "name,email,specialty,shared mailbox\nBo,ana@example.org,radiology,{}\n"
    shared = ANA.replace("answers", "shared_mailbox: yes\nanswers")
    root = make_project({"inbox/a.answers.yaml": shared, "inbox/b.csv": table.format("yes")})
    assert taken(root).code == 0
    assert made(root) == 2
    (root / "inbox" / "b.csv").write_text(table.format("no"), "utf-8")
    ran = taken(root)
    assert ran.code == 1
    assert ran.err.count("error[two-people]") == 2


def test_rows_of_two_tables_with_the_same_columns_are_one_list(make_project: MakeProject) -> None:
    root = make_project({f"inbox/{name}.csv": csv_of(f"{name},{name}@example.org,radiology,j9,") for name in "ab"})
    taken(root)
    file = root / "handbooks" / "failed-rows.csv"
    assert file.read_text("utf-8-sig").count("j9") == 4, "two rows, each with its error"
    file.write_text(file.read_text("utf-8-sig").replace(",j9,", ",j1,"), "utf-8-sig")
    assert taken(root).code == 0
    assert made(root) == 2


def test_the_workbook_of_the_form_is_a_roster(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("form", "-C", root, "--as-of", TODAY).code == 0
    book = openpyxl.load_workbook(io.BytesIO((root / "form" / "form.xlsx").read_bytes()))
    assert [(one.title, one.sheet_state) for one in book] == [
        ("Answers", "visible"),
        ("How to fill it in", "visible"),
        ("Lists", "hidden"),
    ]
    sheet, lists = book["Answers"], book["Lists"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    ticks = [column for head, column in heads.items() if head.endswith("]")]
    (root / "inbox").mkdir()
    for row, person in ((2, "Ana"), (3, "Bo")):
        for head, value in (("Name", person), ("Email", f"{person.casefold()}@example.org")):
            sheet.cell(row, heads[head], value)
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    lasts: dict[str, str] = {}
    for head, column in heads.items():
        letter = sheet.cell(1, column).column_letter
        rule = rules[f"{letter}2:{letter}201"]
        if rule.type == "list" and column not in ticks and head != "Shared mailbox":
            sheet.cell(2, column, lists.cell(1, column).value)
            lasts[head] = [cell.value for cell in lists[letter] if cell.value][-1]
            sheet.cell(3, column, lasts[head])
    is_open = {head: last == "I do not know yet" for head, last in lasts.items()}
    assert set(is_open.values()) == {True, False}, "what every persona answers cannot be left open"
    if ticks:
        sheet.cell(2, ticks[0], "x")
        sheet.cell(3, ticks[-1], "x")
    book.save(root / "inbox" / "filled.xlsx")
    ran = guidegen("roster", "status", root / "inbox", "-C", root, "--as-of", TODAY, "--json")
    assert (ran.code, ran.json["diagnostics"]) == (0, []), ran.out
    assert [one["state"] for one in ran.json["entries"]] == ["read", "read"]


def test_status_says_what_became_of_each(make_project: MakeProject) -> None:
    root = make_project(
        {
            "inbox/a.answers.yaml": at("2027-01-01"),
            "inbox/b.answers.yaml": at("2027-01-02").replace("j1", "h1b"),
            "inbox/c.answers.yaml": "version: 1\nanswers: {visa: j9}\n",
            "inbox/note.txt": "hello",
        }
    )
    ran = guidegen("roster", "status", root / "inbox", "-C", root, "--as-of", TODAY)
    assert ran.code == 1
    assert [line.split()[1] for line in ran.out.splitlines()[:-1]] == ["older", "read", "wrong", "not"]
    assert ran.out.splitlines()[-1] == "4 files and rows: 1 read, 0 of them with a handbook, 3 not used"
    assert "ana@" not in ran.out


def test_names_of_files_are_hostile_too(make_project: MakeProject) -> None:
    root = make_project({"inbox/a\x1b[31m.answers.yaml": ANA, "inbox/b.answers.yaml": ANA})
    (root / "inbox" / "link.answers.yaml").symlink_to("/etc/passwd")
    (root / "inbox" / "folder.answers.yaml").mkdir()
    ran = taken(root)
    assert made(root) == 1
    assert "\x1b[31m.answers" not in ran.err
    assert "error[bad-name]" in ran.err
    assert ran.err.count("warning[not-taken]") == 2
