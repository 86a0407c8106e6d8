"""The sheet of a catalog: every row, filled in, the reader's own list marked."""

from __future__ import annotations

import io

import openpyxl
import pytest

from generator.render.workbook.book import workbook_file
from tests.hosts import WITH_HOSTS
from tests.projects import MakeProject
from tests.readers import open_world

ANSWERS = "{specialty: psychiatry, visa: j1, status: student, citizenship: other, rotations: 1}"


def test_every_row_is_there_with_what_is_known(make_project: MakeProject) -> None:
    world = open_world(make_project(WITH_HOSTS))
    guide = world.choose(ANSWERS).guide
    book = openpyxl.load_workbook(io.BytesIO(workbook_file(guide, world.opened.project)))
    page = book["Hosts"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    table = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert list(table) == ["North Hospital", "South School", "Old Hospital", "West <Clinic>"]
    assert (
        table["North Hospital"] | {"For you": "fits", "Fee": "$900", "How early": "12 weeks"} == table["North Hospital"]
    )
    assert table["South School"]["Ask first"] == "for a waiver; whether it writes letters; which visa it takes"
    assert table["West <Clinic>"]["Ask first"] == "it takes graduate only"
    assert table["Old Hospital"]["Fee"] == "=about 200", "what begins like a formula stays words"
    assert table["Old Hospital"]["Address"] == "https://example.org/list"
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("menu", ["Plan", "a/b: [c]?", "A name that is much longer than a sheet may be called"])
def test_a_sheet_has_a_name_of_its_own(make_project: MakeProject, menu: str) -> None:
    hosts = str(WITH_HOSTS["content/data/catalogs/hosts.yaml"]).replace("menu: Hosts", f'menu: "{menu}"')
    world = open_world(make_project({**WITH_HOSTS, "content/data/catalogs/hosts.yaml": hosts}))
    book = openpyxl.load_workbook(io.BytesIO(workbook_file(world.choose(ANSWERS).guide, world.opened.project)))
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
