"""The shipped guide for many random readers: killed, with a book that hangs, on a cluster; always the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.readers import write_roster
from generator.app.opened import open_project
from generator.app.save_plan import SAVE_EVERY
from generator.app.stopwatch import Stopwatch
from generator.write.journal import read_journal
from generator.write.swap import spool_path
from tests.projects import ROOT, TODAY, guidegen
from tests.scale.batches import started, wait_until
from tests.scale.clusters import cluster

pytestmark = pytest.mark.campaign

PEOPLE = SAVE_EVERY + 5
"""So many that a first group is put in place before the last ones are made."""
HANGS = "b-7"
HANGING = """
from generator.render import pool
real = pool.print_book
def print_book(html, *rest):
    while {name!r} in html:
        pass
    return real(html, *rest)
pool.print_book = print_book
pool.lay_out_all.__kwdefaults__["timeout"] = {seconds}
"""
"""A book that never ends, in a worker that gives each so many seconds of processor time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A copy of the shipped guide with a roster, and what a run that nobody disturbs makes of it."""

    root: Path
    people: Path
    whole: Mapping[str, bytes]

    @property
    def output(self) -> Path:
        return self.root / "handbooks"

    def done(self) -> set[str]:
        """Whose handbooks are in place, or wait to be put there."""
        waiting = {one.profile for one in read_journal(spool_path(self.output))}
        with suppress(FileNotFoundError):  # another folder is put in its place right now
            return waiting | {file.parent.name for file in self.output.glob("*/handbook.pdf")}
        return waiting

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """A run in processes of its own."""
        return started(self.root, "--roster", self.people, *arguments)

    def start_hanging(self, folder: Path, seconds: float) -> subprocess.Popen[str]:
        """A run with a book that never ends, in workers that give each so many seconds of processor time."""
        hanging = HANGING.format(name=self.name_of(HANGS), seconds=seconds)
        (folder / "sitecustomize.py").write_text(hanging, "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(folder))
            return self.start("-j2")

    def finish(self) -> list[int]:
        """Go on in this process; gives how many were made, and how many were still right."""
        ran = guidegen("handbooks", "-C", self.root, "--as-of", TODAY, "--roster", self.people)
        assert ran.code == 0, ran.err
        counted = re.search(r"handbooks: (\d+) made, (\d+) still right", ran.out)
        assert counted is not None
        return [int(count) for count in counted.groups()]

    def differing(self) -> set[str]:
        """The files that differ from those of the run nobody disturbed."""
        there = contents(self.output)
        return {name for name in {*there, *self.whole} if there.get(name) != self.whole.get(name)}

    def name_of(self, reader: str) -> str:
        with self.people.open(encoding="utf-8", newline="") as stream:
            return next(row["name"] for row in csv.DictReader(stream) if row["id"] == reader)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, pieces: Path) -> Batch:
    root = tmp_path_factory.mktemp("shipped") / "guide"
    for folder in ("content", "profiles"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("applicants"))
    shutil.copy(ROOT / "guidegen.yaml", root)
    people = root / "people.csv"
    write_roster(open_project(root, dt.date.fromisoformat(TODAY), Stopwatch()), PEOPLE, people)
    (root / ".guidegen").mkdir(exist_ok=True)
    (root / ".guidegen/pieces").symlink_to(pieces)  # a book takes a second then
    batch = Batch(root, people, {})
    assert batch.finish() == [PEOPLE, 0]
    return Batch(root, people, contents(batch.output))


@pytest.fixture
def batch(shipped: Batch) -> Iterator[Batch]:
    """The same, with nothing made."""
    shutil.rmtree(shipped.output, ignore_errors=True)
    yield shipped
    shutil.rmtree(spool_path(shipped.output), ignore_errors=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("enough", [8, SAVE_EVERY + 1])
def test_a_killed_batch_loses_nothing_and_makes_nothing_twice(batch: Batch, enough: int, tmp_path: Path) -> None:
    run = batch.start_hanging(tmp_path, 3000.0)  # so it is not over before it is killed
    wait_until(lambda: len(batch.done()) >= enough, run)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    done = len(batch.done())
    assert enough <= done < PEOPLE
    assert batch.output.exists() or enough <= SAVE_EVERY
    assert not [one for one in spool_path(batch.output).rglob("journal") if "Ada" in one.read_text("utf-8")]
    assert batch.finish() == [PEOPLE - done, done]
    assert batch.differing() == set()


def test_a_book_that_hangs_costs_only_itself(batch: Batch, tmp_path: Path) -> None:
    run = batch.start_hanging(tmp_path, 30.0)
    _, err = run.communicate()
    assert run.returncode == 1
    assert "the handbook was not laid out within 30 seconds of processor time" in err
    assert re.findall(r"failed: (\S+)", err) == [HANGS]
    lists = {".guidegen.json", "index.csv", "failed-rows.csv"}
    assert {name.split("/")[0] for name in batch.differing()} == {HANGS, *lists}
    assert batch.finish() == [1, PEOPLE - 1]
    assert batch.differing() == {"failed-rows.csv"}, "which an office may have corrected"


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(batch: Batch, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as dask:
        first, _ = dask.worker(), dask.worker()
        run = batch.start("--cluster", dask.address)
        wait_until(lambda: len(batch.done()) >= PEOPLE // 3, run)
        first.send_signal(signal.SIGKILL)
        out, err = run.communicate()
        assert run.returncode == 0, err
        log = dask.log.read_text()
    assert f"{PEOPLE} made" in out
    assert "Ada" not in log
    assert batch.differing() == set()
