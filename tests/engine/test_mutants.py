"""Whoever breaks an operator of the page's script hears of it: some case is told something else than by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from tests.engine.both import cases, page_script, run_node
from tests.engine.readers import random_readers
from tests.engine.test_agreement import BLOCKS
from tests.engine.units import unit_cases, unit_data
from tests.path.network import DAY, open_network
from tests.projects import ROOT, SMALL, files_of, write_project

PARTS = 16
SAMPLE = 130
"""`make test` breaks one in so many."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The cases, those first that notice most in the least time."""
    folder = tmp_path_factory.mktemp("mutants")
    network = open_network(folder / "network")
    blocks = open_project(write_project(folder / "blocks", files_of(BLOCKS), SMALL), DAY, Stopwatch())
    shipped = open_project(ROOT, DAY, Stopwatch())
    projects = ((network, 60), (blocks, 60), (shipped, 30))
    return {
        "units": unit_data(list(unit_cases(400, 5))),
        "projects": [cases(one, list(random_readers(one, count, 5))) for one, count in projects],
    }


def survivors(everything: dict[str, Any], folder: Path, part: int, parts: int) -> list[str]:
    """The breaks that nothing notices."""
    found = run_node("mutate.js", folder, page_script(), everything, str(part), str(parts))
    assert found["tried"] > 0
    return [f"{one['text']}   {one['from']} -> {one['to']} at {one['column']}" for one in found["survived"]]


def test_a_few_broken_operators_are_noticed(everything: dict[str, Any], tmp_path: Path) -> None:
    assert survivors(everything, tmp_path, 0, SAMPLE) == []


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_every_broken_operator_is_noticed(part: int, everything: dict[str, Any], tmp_path: Path) -> None:
    assert survivors(everything, tmp_path, part, PARTS) == []
