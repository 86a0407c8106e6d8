"""The workbook's sums worked out by LibreOffice, where it is installed."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from generator.render.workbook.book import workbook_file
from tests.pdf_quality.printed import Printed
from tests.projects import write_project
from tests.readers import open_world
from tests.rich import RICH
from tests.workbook.sheet import Sheet

OFFICE = shutil.which("soffice")
ANSWERS = "{specialty: radiology, visa: h1b, status: student, rotations: 2, rotation_start: 2027-05-03}"
SUMS = ("C2", "C3", "C4", "C5", "C6", "D6")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_gets_the_same_sums(tmp_path: Path) -> None:
    world = open_world(write_project(tmp_path / "project", {}, RICH))
    (tmp_path / "2.xlsx").write_bytes(workbook_file(world.choose(ANSWERS).guide, world.opened.project))
    expected: dict[int, list[object]] = {}
    for number in (0, 1, 2, 5):
        book = openpyxl.load_workbook(tmp_path / "2.xlsx")
        book["Budget"]["C2"] = number
        book.save(tmp_path / f"changed-{number}.xlsx")  # without the stored results, so that they are worked out again
        sheet = Sheet(book["Budget"])
        expected[number] = [sheet.get(cell) for cell in SUMS]
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    files = [tmp_path / f"changed-{number}.xlsx" for number in expected]
    for kind, sources in (("ods", files), ("xlsx", [tmp_path / "ods" / f"{file.stem}.ods" for file in files])):
        command = [str(OFFICE), home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / kind)]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=120)
    for number, sums in expected.items():
        done = openpyxl.load_workbook(tmp_path / f"xlsx/changed-{number}.xlsx", data_only=True)["Budget"]
        assert [done[cell].value for cell in SUMS] == pytest.approx(sums)
        assert not [cell for row in done.iter_rows() for cell in row if str(cell.value).startswith(("#", "Err:"))]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_in_libreoffice_no_text_is_printed_over_another(tmp_path: Path) -> None:
    world = open_world(write_project(tmp_path / "project", {}, RICH))
    guide = world.choose(ANSWERS).guide
    (tmp_path / "tracker.xlsx").write_bytes(workbook_file(guide, world.opened.project))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "tracker.xlsx")], check=True, capture_output=True, timeout=120)
    words = Printed(tmp_path / "tracker.pdf").words
    assert len(words) > 200
    for one, other in itertools.combinations(words, 2):
        over = min(one.right, other.right) - max(one.left, other.left)
        deep = min(one.bottom, other.bottom) - max(one.top, other.top)
        assert one.page != other.page or over < 1 or deep < 3, (one, other)
