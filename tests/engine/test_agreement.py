"""The engine and the page's script make the same of random readers: every value, day, section, lead, sum and rank."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from tests.campaigns import show_table
from tests.engine.both import by_engine, by_script, differences, page_script
from tests.engine.by_chance import random_projects
from tests.engine.counted import EDGES as BEST
from tests.engine.counted import open_counted
from tests.engine.counted_steps import READERS as TOGETHER
from tests.engine.later import EDGES as FREE
from tests.engine.later import READERS as ANSWERED
from tests.engine.later import open_later, open_years
from tests.engine.odd import EDGES, open_odd
from tests.engine.rare import READERS, open_rare
from tests.engine.readers import RandomReader, random_readers
from tests.hosts import WITH_HOSTS
from tests.path.network import DAY, open_network
from tests.projects import ROOT, SMALL, files_of, write_project
from tests.readers import DAY as TODAY
from tests.rich import RICH

BLOCKS = Path(__file__).parent.parent / "browser/guide"
SMALL_ONES = {"rich": RICH, "hosts": WITH_HOSTS}
"""What the small project is changed to: one with dates, money and papers, and one with a catalog."""
FEW, MANY = 8, 250
PERHAPS_ASKED = """
  wait:
    label: Wait
    question: How many days do you wait?
    type: integer
    min: 0
    max: 90
    unit: {one: day, other: days}
    if: you wait {range}
    asked_when: {citizenship: other}
"""
"""A number that a reader may give before it is known whether they are asked for it."""
THE_WAIT = "\n::: when {answered: wait}\nYou wait {{ profile.wait }}.\n:::\n"
PAPERS = "content/modules/arrange/every-mark.md"
ROUNDS = 12
"""So many times many readers in the campaign."""


@pytest.fixture(scope="module")
def shipped() -> Opened:
    """The shipped guide."""
    return open_project(ROOT, TODAY, Stopwatch())


def agree(
    opened: Opened,
    count: int,
    seed: int,
    folder: Path,
    edges: Sequence[dt.date] = (),
    *,
    others: Sequence[RandomReader] = (),
    is_random: bool = False,
) -> Counter[str]:
    """Compare so many readers, some of them on given days, and others; what became of them."""
    readers = [*random_readers(opened, count, seed, edges=edges), *others]
    wanted, found = by_engine(opened, readers), by_script(opened, readers, page_script(), folder)
    kinds: Counter[str] = Counter()
    for reader, one, other in zip(readers, wanted, found, strict=True):
        kind = next((name for name in ("broken", "noValue", "unworded") if name in one), "compared")
        if is_random and "noValue" in one and "noValue" not in other:
            kind = "unworded"  # a text names a value that is not set, which the page leaves as it is
        kinds[kind] += 1
        if kind != "unworded":
            wrong = differences(one, other)
            assert not wrong, (reader, wrong[:5])
    return kinds


def test_readers_of_the_shipped_guide(shipped: Opened, tmp_path: Path) -> None:
    assert agree(shipped, FEW, 20261129, tmp_path)["compared"] > FEW / 2


def test_readers_of_small_guides(tmp_path: Path) -> None:
    network = open_network(tmp_path / "network")
    assert agree(network, 4 * FEW, 1, tmp_path)["compared"] > FEW
    assert agree(open_odd(tmp_path / "odd"), 4 * FEW, 4, tmp_path, EDGES)["compared"] > FEW
    assert agree(open_counted(tmp_path / "counted"), 2 * FEW, 5, tmp_path, BEST, others=TOGETHER)["compared"] > FEW
    assert agree(open_later(tmp_path / "later"), 2 * FEW, 6, tmp_path, FREE, others=ANSWERED)["compared"] > FEW
    assert agree(open_years(tmp_path / "years"), 2 * FEW, 7, tmp_path, FREE)["compared"] > FEW
    assert agree(open_rare(tmp_path / "rare"), FEW, 8, tmp_path, others=READERS)["compared"] > FEW
    for name, more in SMALL_ONES.items():
        small = open_project(write_project(tmp_path / name, more, SMALL), DAY, Stopwatch())
        assert agree(small, 2 * FEW, 3, tmp_path)["compared"] > FEW
    files = files_of(BLOCKS)
    files["profiles/facets.yaml"] = f"{files['profiles/facets.yaml']!s}{PERHAPS_ASKED}"
    files[PAPERS] = f"{files[PAPERS]!s}{THE_WAIT}"
    blocks = open_project(write_project(tmp_path / "blocks", files, SMALL), DAY, Stopwatch())
    assert agree(blocks, 4 * FEW, 2, tmp_path)["compared"] > FEW


def rules_agree(seeds: Iterable[int], folder: Path) -> Counter[str]:
    """Compare readers of the projects of random rules of these seeds."""
    kinds: Counter[str] = Counter()
    for opened in random_projects(folder / "random", seeds):
        kinds += agree(opened, FEW, 3, folder, is_random=True)
    return kinds


def test_readers_of_random_rules(tmp_path: Path) -> None:
    assert rules_agree(range(20), tmp_path)["compared"] > 5 * FEW


@pytest.mark.campaign
def test_readers_of_many_random_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = rules_agree(range(20, 600), tmp_path)
    show_table("Readers of random rules through the engine and the page's script", kinds.items(), capsys)
    assert kinds["compared"] > 500


@pytest.mark.campaign
def test_thousands_of_readers(shipped: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(ROUNDS):
        kinds += agree(shipped, MANY, seed, tmp_path)
    show_table("Readers through the engine and the page's script", kinds.items(), capsys)
    assert kinds["compared"] > ROUNDS * MANY / 2
