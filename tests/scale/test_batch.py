"""A batch of many people: killed and gone on with, in an order of its own, and with nobody's words in its journal."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import signal
from pathlib import Path

import pytest

from generator.app.alike import alike
from generator.app.applicants import PeopleSource, find_people
from generator.model.profile import Applicant
from generator.write.journal import NAME
from generator.write.swap import spool_path
from tests.projects import TODAY, guidegen
from tests.readers import open_world
from tests.scale.batches import roster, started, wait_until

PEOPLE = 4


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """The starter."""
    root = tmp_path / "tour"
    assert guidegen("init", root).code == 0
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def finished(root: Path) -> list[str]:
    """The lines of the journal."""
    journal = spool_path(root / "handbooks") / NAME
    return journal.read_text("utf-8").splitlines() if journal.is_file() else []


def test_a_killed_batch_goes_on_where_it_was(tour: Path, pieces: Path) -> None:
    root, people = tour, roster(tour / "people.csv", PEOPLE)
    assert guidegen("handbooks", "-C", root, "--as-of", TODAY, "--roster", people).code == 0
    whole = contents(root / "handbooks")
    shutil.rmtree(root / "handbooks")
    (root / ".guidegen/pieces").symlink_to(pieces)  # four books take little then
    run = started(root, "--roster", people, "-j2")
    wait_until(lambda: len(finished(root)) >= 2, run)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    lines = finished(root)
    journal = "\n".join(lines)
    assert "Zq" not in journal
    assert "@" not in journal
    assert "rented" not in journal
    ran = guidegen("handbooks", "-C", root, "--as-of", TODAY, "--roster", people)
    assert ran.code == 0, ran.err
    made = re.search(r"handbooks: (\d+) made, (\d+) still right", ran.out)
    assert made is not None
    assert [int(count) for count in made.groups()] == [PEOPLE - len(lines), len(lines)]
    assert not spool_path(root / "handbooks").exists()
    resumed = contents(root / "handbooks")
    assert {name for name in whole if whole[name] != resumed.get(name)} == set()


def test_readers_of_like_text_are_neighbors(tour: Path) -> None:
    opened = open_world(tour).opened
    people = find_people(opened, PeopleSource(roster(tour / "people.csv", 60))).applicants
    order = alike(opened, people)
    shuffled = random.Random(7).sample(people, len(people))
    assert [one.id for one in alike(opened, shuffled)] == [one.id for one in order]

    def changes(several: list[Applicant]) -> int:
        """How many modules come or go from one to the next, all together."""
        shown = [{name for name, one in opened.select(each)[1].decisions.items() if one.shown} for each in several]
        return sum(len(one ^ other) for one, other in itertools.pairwise(shown))

    assert changes(people) > 2 * changes(order)
