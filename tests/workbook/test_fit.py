"""Rows as high as their texts need, measured with the letters of a real font, and sheets that fit on paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fontTools.ttLib import TTFont
from openpyxl.utils import get_column_letter

from generator.render.workbook.book import workbook_file
from generator.render.workbook.fit import column_width, height_of, lines_of, width_of
from tests.projects import ROOT, write_project
from tests.readers import World, open_world
from tests.rich import RICH

ANSWERS = "{specialty: radiology, visa: h1b, status: student, rotations: 2, rotation_start: 2027-05-03}"
SAID = "Ask the coordinator in writing, with your dates and your visa in the first sentence, " * 6
NOTE = "note: "
DEFAULT = 15
"""Points of a row that gives no height of its own."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The rich project with a milestone that has a long note."""
    root = write_project(tmp_path_factory.mktemp("rich"), {}, RICH)
    file = root / "content/data/milestones.yaml"
    lines = file.read_text("utf-8")
    assert NOTE in lines
    before, after = lines.split(NOTE, 1)
    file.write_text(f'{before}{NOTE}"{SAID}"\n{after.split(chr(10), 1)[1]}', "utf-8")
    return open_world(root)


@pytest.fixture(scope="module")
def book(world: World) -> Any:
    content = workbook_file(world.choose(ANSWERS).guide, world.opened.project)
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def digits() -> dict[str, float]:
    """The width of letters of a real font, in its digits."""
    with TTFont(Path(ROOT / "templates/handbook/fonts/source-sans-3-600-normal.ttf")) as font:
        names, widths = font.getBestCmap(), font["hmtx"]
        return {chr(point): widths[name][0] / widths["zero"][0] for point, name in names.items()}


def widths_of(sheet: Any) -> list[float]:
    """The widths of a sheet's columns; like ones next to each other are stored as one."""
    found = {number: one.width for one in sheet.column_dimensions.values() for number in range(one.min, one.max + 1)}
    return [found[number] for number in range(1, sheet.max_column + 1)]


def real_lines(words: str, width: float, digits: dict[str, float]) -> int:
    lines, filled = 1, 0.0
    for word in words.split(" "):
        long = sum(digits[letter] for letter in word)
        if filled and filled + digits[" "] + long > width:
            lines, filled = lines + 1, long
        else:
            filled += long + (digits[" "] if filled else 0)
        while filled > width:
            lines, filled = lines + 1, filled - width
    return lines


def test_every_row_is_as_high_as_its_text(book: Any, digits: dict[str, float]) -> None:
    highest = 0
    for sheet in book:
        widths = widths_of(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell.value, str) or cell.data_type == "f" or not cell.alignment.wrap_text:
                    continue
                width = widths[cell.column - 1]
                lines = real_lines(cell.value, width - 0.5, digits)
                highest = max(highest, lines)
                height = sheet.row_dimensions[cell.row].height or DEFAULT
                assert height >= lines * 14, (sheet.title, cell.coordinate, lines)
    assert highest > 6, "the long note is there"


def test_no_row_is_much_higher_than_its_text(book: Any, digits: dict[str, float]) -> None:
    for sheet in book:
        widths = widths_of(sheet)
        for number, row in sheet.row_dimensions.items():
            texts = [cell for cell in sheet[number] if isinstance(cell.value, str) and cell.data_type != "f"]
            if row.height and texts and number > 1:
                lines = max(real_lines(cell.value, widths[cell.column - 1] - 1, digits) for cell in texts)
                assert row.height <= (lines * 1.35 + 1) * 15, (sheet.title, number)


def test_columns_fit_their_words(book: Any) -> None:
    widths = widths_of(book["Dates"])
    assert widths[4] > 50, "a long note takes all the room there may be"
    assert widths[3] < 24, "lanes are short"


def test_every_sheet_prints_all_of_it(book: Any) -> None:
    for sheet in book:
        last = f"${get_column_letter(sheet.max_column)}${sheet.max_row}"
        assert str(sheet.print_area).split("!")[-1] == f"$A$1:{last}"
        room = (146 if sheet.page_setup.orientation == "landscape" else 100) / 0.6 + 1
        first, *others = widths_of(sheet)
        needed, used = 1, first
        for width in others:
            needed, used = (needed, used + width) if used + width <= room else (needed + 1, first + width)
        assert needed <= (sheet.page_setup.fitToWidth or 1), f"{sheet.title} would be too small to read"


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("", 10, 1),
        ("one", 10, 1),
        ("one two three four five", 10, 3),
        ("one\ntwo\n\nthree", 10, 4),
        ("x" * 95, 10, 10),
        ("short " + "x" * 25, 10, 4),
        ("漢字" * 10, 10, 4),
    ],
)
def test_lines(words: str, width: float, lines: int) -> None:
    assert lines_of(words, width) == lines


def test_bold_is_wider_and_bounds_hold() -> None:
    assert width_of("Deadline", bold=True) > width_of("Deadline")
    assert column_width([], 8, 20) == 8
    assert column_width([("x" * 100, False)], 8, 20) == 20
    assert column_width([("x" * 12, False)], 8, 20) == 13
    assert height_of(2) == 30
    assert height_of(1000) == 409, "Excel knows no higher row"
