"""A catalog of 5,000 rows: checked, ranked and shown within bounds."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import openpyxl
import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.logic.ranking import rank
from generator.logic.row_classes import classes_of
from tests.hosts import STUDENT, WITH_HOSTS
from tests.projects import MakeProject, check, guidegen
from tests.readers import DAY
from tests.work import at_most

pytestmark = pytest.mark.campaign

ROWS = 5000
WHO = ("student", "graduate", "student; graduate", "")


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    lines = ["id,name,who,fee,notice,kind,letter,entry,source.name,source.url,checked,confidence"]
    kinds = itertools.cycle(("elective", "visit", ""))
    for number in range(ROWS):
        fee = "" if number % 7 == 0 else str(number % 60 * 100)
        notice = "" if number % 5 else f"{number % 26 + 1} weeks"
        lines.append(
            f"row-{number},Hospital {number * 7919 % ROWS} of Town {number % 313},{WHO[number % 4]},{fee},{notice},"
            f"{next(kinds)},{('yes', 'no', '')[number % 3]},b,Its page,https://example.org/{number},2026-11-02,high"
        )
    head = str(WITH_HOSTS["content/data/catalogs/hosts.yaml"]).partition("    rows:")[0]
    return make_project({
        **WITH_HOSTS,
        "content/data/catalogs/hosts.yaml": f"{head}    file: hosts.csv\n",
        "content/data/catalogs/hosts.csv": "\n".join(lines) + "\n",
    })  # fmt: skip


def test_check_takes_little_work(root: Path) -> None:
    with at_most(calls=10_000_000):
        ran = check(root)
    assert ran.code == 0, ran.lines[:5]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_table_goes_out_and_back_with_little_work(root: Path, tmp_path: Path, ending: str) -> None:
    """Exported, changed in one cell, imported, and once more: each way with little work."""
    file, rows = tmp_path / f"hosts.{ending}", root / "content/data/catalogs/hosts.csv"
    before = rows.read_text("utf-8")
    with at_most(calls=120_000_000):
        more = ["--csv"] if ending == "csv" else []
        assert guidegen("catalog", "export", "hosts", "-o", file, *more, "-C", root, "--as-of", str(DAY)).code == 0
        if ending == "csv":
            file.write_text(file.read_text("utf-8").replace("row-1,", "row-1,New ", 1), "utf-8")
        else:
            book = openpyxl.load_workbook(file)
            book["Rows"]["B3"] = f"New {book['Rows']['B3'].value}"
            book.save(file)
        for told in ("0 added, 1 changed, 0 removed", "nothing to change"):
            ran = guidegen("catalog", "import", file, "--yes", "-C", root, "--as-of", str(DAY))
            assert (ran.code, told in ran.out) == (0, True), ran.err
    assert rows.read_text("utf-8") == before.replace("row-1,", "row-1,New ", 1)


def test_a_page_is_small(root: Path) -> None:
    assert guidegen("build", "-C", root, "-p", STUDENT, "--to", "html", "--as-of", str(DAY), "-q").code == 0
    page = (root / "site/guides" / STUDENT / "list-hosts.html").read_bytes()
    assert len(gzip.compress(page)) < 200_000


def test_a_thousand_readers_are_ranked_with_little_work(root: Path) -> None:
    opened = open_project(root, DAY, Stopwatch())
    readers = [opened.plan(persona).plan.answers for persona in opened.project.personas.values()]
    classes = classes_of(opened.project.catalogs["hosts"])
    with at_most(calls=30_000_000):
        for answers in itertools.islice(itertools.cycle(readers), 1000):
            assert len(rank(classes, answers)) == ROWS
