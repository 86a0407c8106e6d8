"""Programs that take turns: what a process costs, and the ratio of two that ran one after the other."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GUIDEGEN = [sys.executable, "-P", "-m", "generator"]
COST = Path(__file__).with_name("cost.py")
UNITS = {"wall": "s", "cpu": "s", "peak": "MiB"}


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost, its children included: seconds from start to end, of processors, MiB of the largest."""

    wall: float
    cpu: float
    peak: float

    def per(self, count: int) -> Run:
        """The same for each of so many; the peak is that of all."""
        return Run(self.wall / count, self.cpu / count, self.peak)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results: what was measured of whom, the median, and how it compares.

    `ratio` is that of the medians, `least` and `most` those of single turns; None for what is compared with nothing.
    """

    what: str
    measure: str
    ours: float
    other: float | None = None
    rival: str = ""
    ratio: float | None = None
    least: float | None = None
    most: float | None = None


def timed(command: Sequence[str | Path], folder: Path, *, codes: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it ends with another code."""
    with tempfile.TemporaryDirectory() as told:
        cost, said = Path(told, "cost.json"), Path(told, "said.txt")
        subprocess.run([sys.executable, "-P", COST, cost, said, *command], cwd=folder, check=True)
        code, *figures = json.loads(cost.read_text("utf-8"))
        if code not in codes:
            raise RuntimeError(f"{command} ended with {code}\n{said.read_text('utf-8', 'replace')}")
    return Run(*figures)


def take_turns(jobs: Mapping[str, Callable[[], Run]], turns: int, *, warm: bool = True) -> dict[str, list[Run]]:
    """The runs of each job, `turns` times one after the other; a first turn that is not counted warms the disk."""
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for turn in range(-1 if warm else 0, turns):
        for name, job in jobs.items():
            run = job()
            if turn >= 0:
                runs[name].append(run)
    return runs


def compared(what: str, ours: Sequence[Run], others: Sequence[Run], rival: str) -> list[Row]:
    """A row for each measure: medians, their ratio, and the least and most of single turns."""
    rows: list[Row] = []
    for measure in UNITS:
        mine, theirs = ([getattr(run, measure) for run in runs] for runs in (ours, others))
        left, right = statistics.median(mine), statistics.median(theirs)
        ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
        rows.append(Row(what, measure, left, right, rival, left / right, min(ratios), max(ratios)))
    return rows


def alone(what: str, runs: Sequence[Run]) -> list[Row]:
    """A row for each measure of what is compared with nothing: the median."""
    return [Row(what, measure, statistics.median(getattr(run, measure) for run in runs)) for measure in UNITS]
