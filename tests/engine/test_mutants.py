"""Who breaks an operator of the page's script hears of it: some case is told something else than before."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from generator.app.opened import open_project
from generator.app.stopwatch import Stopwatch
from generator.browser import plan_data
from tests.campaigns import show_table
from tests.engine.alone import alone
from tests.engine.both import cases, page_script, run_node
from tests.engine.counted import EDGES as BEST
from tests.engine.counted import open_counted
from tests.engine.odd import EDGES, open_odd
from tests.engine.readers import random_readers
from tests.engine.test_agreement import BLOCKS
from tests.engine.units import calls, label_calls, unit_cases, unit_data
from tests.path.network import DAY, open_network
from tests.projects import ROOT, SMALL, files_of, write_project

PARTS = 16
MOST = 0.15
"""The share of breaks that no reader here tells; those that nobody can tell are in EQUAL."""

EQUAL = {
    "&& -> || in const found = entry.order.length === 1 && !entry.slot ? single(": "a short way to what `walk` finds",
    "> -> >= in return slack > 0 ? length(": "the line before has answered for nothing to spare",
    "<= -> < in if (left + whole + 5 + length <= scale.width) return": "a name as long as its room, to the tenth",
    ">= -> > in if (right - left >= MARK_SIZE + length) return": "a word exactly as long as its room",
    "<= -> < in const free = ends.findIndex((end) => end <= left)": "a name that begins exactly where another ends",
    "< -> <= in return [...found.values()].sort((one, other) => one.day - other.day ||": "of two alike, either",
    "> -> >= in const isLeft = after + length > scale.width": "a name as long as its room, to the tenth",
    "< -> <= in return [...values].sort((one, other) => (String(one) <": "no value is there twice",
    "< -> <= in return filled(count < 0 ? before : after": "of no days the line before has told",
    "<= -> < in const free = rows.findIndex((row) => row.every((": "marks that meet to the tenth",
    "<= -> < in if (right + 3 + length <= width)": "a word exactly as long as its room",
    "|| -> && in return one === other || JSON.stringify(": "what is the same is worked out again",
    "??= -> = in journey.goals[key] ??=": "the same is worked out again",
    '|| -> && in if (!Array.isArray(possible)) return "possible" in possible ||': "once more it is said to be asked",
    "|| -> && in return [found, found === null || field.isDay ? ": "what is none is read over",
    "|| -> && in if (counted === undefined || !Array.isArray(possible)) return null": "undefined is never possible",
}
"""Breaks that no reader can notice, as far as their line has to be told from others, with the reason."""

SAMPLE = 260
SAMPLES = random.Random(17).sample(range(SAMPLE // 2), 1)
"""`make test` breaks one part of so many in a quarter of a minute: half of one that was drawn when parts were twice as
large; every break in it has to be noticed."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The cases, those first that notice most in the least time."""
    folder = tmp_path_factory.mktemp("mutants")
    network = open_network(folder / "network")
    blocks = open_project(write_project(folder / "blocks", files_of(BLOCKS), SMALL), DAY, Stopwatch())
    shipped = open_project(ROOT, DAY, Stopwatch())
    odd = open_odd(folder / "odd")
    counted = open_counted(folder / "counted")
    projects = ((network, 60, ()), (odd, 60, EDGES), (blocks, 60, ()), (counted, 60, BEST), (shipped, 30, ()))
    units = unit_data(list(unit_cases(400, 5)))
    rules = {"rules": plan_data(network.presence, network.subjects)}
    asked = [one for one, _ in (*calls(3), *label_calls(network), *alone(network, 40, 3))]
    return {
        "units": {"plan": units["plan"] | rules, "cases": [*asked, *units["cases"]]},
        "projects": [cases(one, list(random_readers(one, count, 5, edges=edges))) for one, count, edges in projects],
    }


def broken(everything: dict[str, Any], folder: Path, part: int, parts: int) -> tuple[int, list[str]]:
    """How many operators were broken, and the breaks that nothing noticed."""
    found = run_node("mutate.js", folder, page_script(), everything, str(part), str(parts))
    survived = [f"{one['from']} -> {one['to']} in {one['text']}" for one in found["survived"]]
    return found["tried"], [one for one in survived if not one.startswith(tuple(EQUAL))]


@pytest.mark.parametrize("part", SAMPLES)
def test_a_few_broken_operators_are_noticed(part: int, everything: dict[str, Any], tmp_path: Path) -> None:
    tried, survived = broken(everything, tmp_path, part, SAMPLE)
    assert tried > 2
    assert survived == []


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_broken_operators_are_noticed(
    part: int, everything: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, survived = broken(everything, tmp_path, part, PARTS)
    show_table(f"Breaks of part {part} that nothing noticed, of {tried}", enumerate_words(survived), capsys)
    assert len(survived) < MOST * tried


def enumerate_words(survived: list[str]) -> list[tuple[str, object]]:
    """The rows of a table; one that says so where there is nothing to show."""
    return [(str(number), words) for number, words in enumerate(survived, start=1)] or [("", "none")]
