"""Processes that share a folder of pieces at the same time, one of them killed: the same book as from no folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.projects import ROOT

PRINT = """
import sys
from dataclasses import replace
from pathlib import Path
from generator.render.pdf import print_book
from tests.press.books import tiny_book
from tests.press.compare import THEME
stock, out = sys.argv[1:]
theme = replace(THEME, stock=stock, keeps=True) if stock else THEME
book = print_book(tiny_book(5), (), theme)
assert book.whole is None, book.whole
Path(out).write_bytes(book.pdf)
"""


def _printing(stock: Path | str, out: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-c", PRINT, str(stock), str(out)]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def test_two_at_once_and_one_is_killed(tmp_path: Path) -> None:
    stock = tmp_path / "pieces"
    killed, other, alone = (
        _printing(stock, tmp_path / "killed"),
        _printing(stock, tmp_path / "other"),
        _printing("", tmp_path / "alone"),
    )
    until = time.monotonic() + 120
    while not any(one.is_file() for one in stock.rglob("*")) and time.monotonic() < until:
        time.sleep(0.005)
    killed.kill()
    killed.wait()
    assert (other.wait(), alone.wait()) == (0, 0)
    assert (tmp_path / "other").read_bytes() == (tmp_path / "alone").read_bytes()
