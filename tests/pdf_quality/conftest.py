"""Handbooks laid out once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf_quality.printed import Printed, read_once
from tests.projects import TODAY, guidegen, write_project
from tests.rich import RICH
from tests.shared import built_once

LONG = "Maria " + "Wolfeschlegelsteinhausenbergerdorff" * 8
ROSTER = f"""id,name,email,specialty,visa,status,rotations
ana,Ana Núñez,ana@example.org,radiology,h1b,student,2
anh,Đặng Ngọc Ánh,anh@example.org,psychiatry,undecided,graduate,
zhanna,Жанна Ивановна,zhanna@example.org,psychiatry,not-needed,student,1
long,{LONG[:300]},long@example.org,radiology,j1,student,2
markup,<b>Bo</b> {{{{ plan.goal }}}} & Co's,markup@example.org,radiology,j1,graduate,
"""
PEOPLE = ("ana", "anh", "zhanna", "long", "markup")


@pytest.fixture(scope="session")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private root with the handbooks of five people, calendar and workbook attached."""
    settings = (
        str(RICH["guidegen.yaml"])
        .replace("handbook: {", "handbook: {attach: [ics, xlsx], ")
        .replace(", paper: letter", "")
    )

    def build(root: Path) -> None:
        write_project(root, {"guidegen.yaml": settings, "people.csv": ROSTER}, RICH)
        ran = guidegen("handbooks", "-C", root, "--roster", root / "people.csv", "--as-of", TODAY, "-q")
        assert ran.code == 0, ran.err

    return built_once(tmp_path_factory, "printed", build) / "handbooks"


@pytest.fixture(params=PEOPLE)
def printed(request: pytest.FixtureRequest, handbooks: Path) -> Printed:
    """Each of the handbooks."""
    return read_once(handbooks / request.param / "handbook.pdf")
