"""Rosters of many people for the starter, and commands that run in processes of their own."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.projects import ROOT, TODAY

ANSWERS = list(itertools.product(("tent", "rooms"), ("new", "regular"), ("own", "borrowed", "rented"), range(1, 15)))


def roster(file: Path, people: int) -> Path:
    """A roster of so many people; who comes next has other answers. Its names and addresses are words of their own."""
    rows = ["id,name,email,sleep,rider,bike,days"]
    for number in range(people):
        sleep, rider, bike, days = ANSWERS[number * 37 % len(ANSWERS)]
        letters = "".join("bcdfghjklm"[int(digit)] for digit in f"{number:05}")
        rows.append(f"r-{number},Zq{letters} Xv,{letters}@example.org,{sleep},{rider},{bike},{days}")
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def started(root: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """`guidegen handbooks` in a process and a session of its own."""
    command = [sys.executable, "-P", "-m", "generator", "handbooks", "-C", root, "--as-of", TODAY, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def wait_until(holds: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    """Wait until something holds, or a run ends before."""
    while not holds():
        assert run.poll() is None, run.communicate()
        time.sleep(0.02)
