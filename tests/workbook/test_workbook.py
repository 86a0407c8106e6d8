"""The tracker workbook, read by two readers that did not write it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
import python_calamine
from openpyxl.workbook.workbook import Workbook

from generator.model.budget import Estimate
from generator.render.workbook.book import workbook_file
from tests.readers import World, open_world
from tests.rich import RICH
from tests.workbook.sheet import Sheet

FULL = (
    "{specialty: radiology, visa: h1b, status: student, citizenship: other, rotations: 2, interest: [research],"
    " rotation_start: 2027-05-03}"
)
SOME = "{specialty: radiology, status: student}"
HEAD = 8
"""The row of the budget's head."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The rich project, opened once."""
    from tests.projects import write_project

    return open_world(write_project(tmp_path_factory.mktemp("rich"), {}, RICH))


def made(world: World, answers: str) -> bytes:
    return workbook_file(world.choose(answers).guide, world.opened.project)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_sheets(world: World) -> None:
    assert opened(made(world, FULL)).sheetnames == ["Plan", "Programs", "Path", "Documents", "Tasks", "Dates", "Budget"]


def test_the_columns_the_project_recommends(world: World) -> None:
    book = opened(made(world, FULL))
    assert [cell.value for cell in book["Programs"][1]] == ["Hospital", "Visa, in writing?", "Residents", "Asked on"]
    free = opened(made(world, FULL.replace("h1b", "not-needed").replace("other", "us-citizen")))
    assert [cell.value for cell in free["Programs"][1]] == ["Hospital", "Residents", "Asked on"]


def test_drop_downs_and_hints(world: World) -> None:
    book = opened(made(world, FULL))
    found = {
        sheet: {
            (str(rule.sqref), rule.type, rule.formula1, rule.prompt)
            for rule in book[sheet].data_validations.dataValidation
        }
        for sheet in book.sheetnames
    }
    assert ("B2:B81", "list", '"yes,no,unclear"', "Ask the coordinator.") in found["Programs"]
    assert any(rule[1] == "list" and "in hand" in str(rule[2]) for rule in found["Documents"])
    assert any(rule[1] == "list" and "done" in str(rule[2]) for rule in found["Tasks"])
    assert any(rule[1] == "list" and rule[2] == '"yes,no"' for rule in found["Budget"])
    assert any(rule[0] == "C2" and rule[1] == "whole" for rule in found["Budget"])


def test_documents_with_dates_and_tasks_with_due_dates(world: World) -> None:
    book = opened(made(world, FULL))
    documents = {row[0]: row for row in rows(book, "Documents")[1:] if row[0]}
    assert documents["Passport"][1:5] == [
        "to do", dt.datetime(2027, 8, 11), dt.datetime(2027, 9, 25), "For a rotation, For a visa",  # noqa: DTZ001
    ]  # fmt: skip
    tasks = {row[0]: row for row in rows(book, "Tasks")[1:] if row[0]}
    assert tasks["Read the papers on two sites & “more”"][2] == dt.datetime(2027, 9, 25)  # noqa: DTZ001
    assert tasks["Keep a diary"][2] is None
    assert tasks["Look back"][1] == "to do"


def test_what_may_not_be_for_the_reader_says_so(world: World) -> None:
    book = opened(made(world, SOME))
    assert "If you plan on an H-1B visa: Petition package" in [row[0] for row in rows(book, "Documents")]
    assert "If you plan on an H-1B visa: =Pass Step 3" in [row[0] for row in rows(book, "Tasks")]
    budget = {str(row[0]): row for row in rows(book, "Budget")}
    assert budget["Visa: If you plan on an H-1B visa: Petition"][5] == "no"


@pytest.mark.parametrize("answers", [FULL, SOME])
def test_no_text_became_a_formula(world: World, answers: str) -> None:
    """Not the costs' note "=cmd|...", the task "=Pass", the issuer "-Hospital", "@registry" or "+1"."""
    content = made(world, answers)
    for sheet in opened(content):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.title == "Budget"
                    assert cell.column_letter in "CDEI" or cell.row < HEAD
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = {
            name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
        }
        assert not any(name.startswith("xl/externalLinks") for name in archive.namelist())
        relations = [name for name in archive.namelist() if "worksheets/_rels" in name]
    assert relations == [], "no hyperlink either"
    assert (
        sum(len(re.findall("<f[ >]", sheet)) for name, sheet in sheets.items() if not name.endswith("sheet7.xml")) == 0
    )
    texts = [str(cell) for page in opened(content) for row in page.iter_rows(values_only=True) for cell in row]
    assert any("=cmd|" in text for text in texts)


def test_the_stored_sums_are_the_budgets(world: World) -> None:
    """A reader that works nothing out shows the same as the guide."""
    guide = world.choose(FULL).guide
    values = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made(world, FULL)))
    cells = values.get_sheet_by_name("Budget").to_python(skip_empty_area=False)
    assert [row[2] for row in cells[2:6]] == [
        guide.budget.total.low, guide.budget.total.typical, guide.budget.total.high, guide.budget.total.typical,
    ]  # fmt: skip


def totals(sheet: Sheet) -> Estimate:
    return Estimate(*(round(sheet.get(cell)) for cell in ("C3", "C4", "C5")))


@pytest.mark.parametrize("answers", [FULL, SOME])
def test_the_formulas_give_the_budgets_sums(world: World, answers: str) -> None:
    sheet = Sheet(opened(made(world, answers))["Budget"])
    assert totals(sheet) == world.choose(answers).guide.budget.total
    assert round(sheet.get("C6")) == world.choose(answers).guide.budget.total.typical


@pytest.mark.parametrize("number", [0, 1])
def test_the_sums_follow_the_number_of_rotations(world: World, number: int) -> None:
    sheet = Sheet(opened(made(world, FULL))["Budget"])
    sheet.set("C2", number)
    assert (
        totals(sheet) == world.choose(FULL.replace("rotations: 2", f"rotations: {number}")).guide.budget.total
        if number
        else True
    )
    room = next(row for row in range(HEAD + 1, 60) if "Room" in str(sheet.get(f"A{row}")))
    assert [sheet.get(f"{column}{row}") for row in [room] for column in "CDE"] == [
        700 * number,
        1400 * number,
        3000 * number,
    ]


def test_the_sums_follow_what_counts_and_ones_own_figures(world: World) -> None:
    sheet = Sheet(opened(made(world, FULL))["Budget"])
    before, own = totals(sheet), sheet.get("C6")
    test = next(row for row in range(HEAD + 1, 60) if "Licensing exam" in str(sheet.get(f"A{row}")))
    sheet.set(f"G{test}", 1234)
    assert totals(sheet) == before
    assert sheet.get("C6") == own + 234 + round((1234 - 1000) * 0.1)
    sheet.set(f"F{test}", "no")
    assert totals(sheet).typical == before.typical - 1100, "the line and its tenth in the reserve"
    spare = next(row for row in range(test, 60) if sheet.get(f"A{row}") == "")
    for column, value in zip("ACDEFH", ("Gifts", 10, 20, 30, "yes", 5), strict=True):
        sheet.set(f"{column}{spare}", value)
    assert totals(sheet).typical == before.typical - 1100 + 22
    assert sheet.get("D6") == 5


def test_the_same_bytes_again(world: World) -> None:
    assert made(world, FULL) == made(world, FULL)


def test_it_prints_well(world: World) -> None:
    book = opened(made(world, FULL))
    for name in ("Documents", "Tasks", "Dates"):
        page = book[name]
        assert page.freeze_panes == "B2"
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        assert page.page_setup.paperSize == 1


def test_it_holds_no_day_of_making(world: World) -> None:
    properties = opened(made(world, FULL)).properties
    assert properties.created == dt.datetime(2000, 1, 1)  # noqa: DTZ001
    assert properties.creator in (None, "")
