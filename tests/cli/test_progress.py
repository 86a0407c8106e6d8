"""Progress: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from generator.cli import show


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that tests move."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def run(clock: list[float], seconds: float, length: int) -> list[int]:
    return list(show.Bar(quiet=False).over(_slow(clock, seconds, length), "handbooks", length))


def _slow(clock: list[float], seconds: float, length: int) -> Iterator[int]:
    for number in range(length):
        clock[0] += seconds
        yield number


@pytest.mark.parametrize(
    ("seconds", "length", "lines"),
    [
        (0.1, 20, ["handbooks: 20"]),
        (10, 2, ["handbooks: 2"]),
        (
            10,
            7,
            [
                "handbooks: 7",
                "handbooks: 3 of 7, 10.0 s each, about 40 s left",
                "handbooks: 6 of 7, 10.0 s each, about 10 s left",
            ],
        ),
        (0.25, 160, ["handbooks: 160", "handbooks: 120 of 160, 4.0 a second, about 10 s left"]),
    ],
)
def test_lines_of_a_long_run(
    clock: list[float], capsys: pytest.CaptureFixture[str], seconds: float, length: int, lines: list[str]
) -> None:
    assert run(clock, seconds, length) == list(range(length))
    assert capsys.readouterr().err.splitlines() == lines


def test_a_bar_tells_the_rate_and_the_time_left(
    clock: list[float], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert len(run(clock, 2, 5)) == 5
    shown = capsys.readouterr().err
    assert "5/5" in shown
    assert "2.0 s each" in shown
