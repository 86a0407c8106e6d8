"""The page's script decides, reduces and words conditions as the engine does: random ones, one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.app.opened import Opened
from generator.browser import plan_data
from tests.engine.alone import Given, alone
from tests.engine.both import differences, page_script, run_node
from tests.engine.drawn import drawn_calls, week_calls
from tests.engine.rare import GIVEN, open_rare
from tests.engine.small import small_calls
from tests.engine.units import calls, label_calls, unit_cases, unit_data, unit_told
from tests.path.network import open_network


def agree(count: int, seed: int, folder: Path) -> None:
    """Compare so many conditions."""
    cases = list(unit_cases(count, seed))
    found = run_node("run_units.js", folder, page_script(), unit_data(cases))
    for case, one in zip(cases, found, strict=True):
        wrong = differences(json.loads(json.dumps(unit_told(case))), one)
        assert not wrong, (case, wrong[:5])


def test_small_functions(tmp_path: Path) -> None:
    asked = [*calls(3), *small_calls(3), *label_calls(open_network(tmp_path / "network"))]
    found = run_node("run_units.js", tmp_path, page_script(), {**unit_data([]), "cases": [one for one, _ in asked]})
    for (case, wanted), one in zip(asked, found, strict=True):
        assert one == {case["call"]: wanted}, case


def test_drawings_and_the_steps_of_a_week(tmp_path: Path) -> None:
    asked = [*drawn_calls(3), *week_calls(3)]
    found = run_node("run_units.js", tmp_path, page_script(), {**unit_data([]), "cases": [one for one, _ in asked]})
    for (case, wanted), one in zip(asked, found, strict=True):
        wrong = differences({case["call"]: json.loads(json.dumps(wanted))}, one)
        assert not wrong, (case, wrong[:5])


def test_what_the_page_asks_of_the_rules_alone(tmp_path: Path) -> None:
    asks_alike(open_network(tmp_path / "network"), (), tmp_path)
    asks_alike(open_rare(tmp_path / "rare"), GIVEN, tmp_path)


def asks_alike(opened: Opened, more: Sequence[Given], tmp_path: Path) -> None:
    """Ask the rules of a project in many ways."""
    data, asked = unit_data([]), list(alone(opened, 60, 3, more))
    plan = data["plan"] | {"rules": plan_data(opened.presence, opened.subjects)}
    found = run_node("run_units.js", tmp_path, page_script(), {"plan": plan, "cases": [one for one, _ in asked]})
    for (case, wanted), one in zip(asked, found, strict=True):
        assert one == {case["call"]: json.loads(json.dumps(wanted, default=str))}, case
    clashes = sum(wanted is not None for case, wanted in asked if case["call"] == "clashOf")
    assert 5 < clashes < 55


def test_random_conditions(tmp_path: Path) -> None:
    agree(3000, 20261129, tmp_path)


@pytest.mark.campaign
def test_many_random_conditions(tmp_path: Path) -> None:
    for seed in range(30):
        agree(10_000, seed, tmp_path)
