"""Progress: a bar on a terminal, a line now and then elsewhere, and the pace of the last run."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli.progress import Bar, duration


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that tests move."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def run(clock: list[float], seconds: float, length: int, paces: Path | None = None) -> list[int]:
    return list(Bar(quiet=False, paces=paces).over(_slow(clock, seconds, length), "handbooks", length))


def _slow(clock: list[float], seconds: float, length: int) -> Iterator[int]:
    for number in range(length):
        clock[0] += seconds
        yield number


@pytest.mark.parametrize(
    ("seconds", "length", "lines"),
    [
        (0.1, 20, ["handbooks: 20"]),
        (10, 2, ["handbooks: 2", "handbooks: 1 of 2, 10.0 s each, at most about 10 s left"]),
        (
            10,
            7,
            [
                "handbooks: 7",
                "handbooks: 1 of 7, 10 s so far: the first ones take longest",
                "handbooks: 4 of 7, 10.0 s each, about 30 s left",
            ],
        ),
        (
            0.25,
            160,
            [
                "handbooks: 160",
                "handbooks: 20 of 160, 4.0 a second, about 35 s left",
                "handbooks: 140 of 160, 4.0 a second, about 5 s left",
            ],
        ),
    ],
)
def test_lines_of_a_long_run(
    clock: list[float], capsys: pytest.CaptureFixture[str], seconds: float, length: int, lines: list[str]
) -> None:
    assert run(clock, seconds, length) == list(range(length))
    assert capsys.readouterr().err.splitlines() == lines


def test_what_is_kept_says_nothing_of_the_time_left(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """Ten of twelve are right already: the others take as long as the one that was made."""
    kept: set[int] = set()

    def items() -> Iterator[int]:
        for number in range(12):
            clock[0] += 0 if number < 10 else 76
            kept.update({number} if number < 10 else ())
            yield number

    assert len(list(Bar(quiet=False).over(items(), "handbooks", 12, kept))) == 12
    assert capsys.readouterr().err.splitlines() == [
        "handbooks: 12",
        "handbooks: 11 of 12, 76.0 s each, at most about 76 s left",
    ]


def test_a_slow_beginning_is_not_taken_for_the_pace(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    """The first one makes what all share."""

    def items() -> Iterator[int]:
        for number in range(12):
            clock[0] += 60 if number == 0 else 10
            yield number

    list(Bar(quiet=False).over(items(), "handbooks", 12))
    assert capsys.readouterr().err.splitlines()[1:3] == [
        "handbooks: 1 of 12, 60 s so far: the first ones take longest",
        "handbooks: 4 of 12, 10.0 s each, about 80 s left",
    ]


def test_a_bar_tells_the_rate_and_the_time_left(
    clock: list[float], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert len(run(clock, 2, 5)) == 5
    shown = capsys.readouterr().err
    assert "5/5" in shown
    assert "2.0 s each" in shown


@pytest.mark.parametrize(
    ("kept", "line"),
    [
        ('{"handbooks": 4.0}', "handbooks: 96, at most about 6 minutes at the pace of the last run"),
        ('{"handbooks": 0.01}', "handbooks: 96"),
        ('{"messages": 4.0}', "handbooks: 96"),
        ('{"handbooks": "4"}', "handbooks: 96"),
        ("[4]", "handbooks: 96"),
        ("{", "handbooks: 96"),
        (None, "handbooks: 96"),
    ],
)
def test_how_long_it_will_take_is_told_before(
    clock: list[float], capsys: pytest.CaptureFixture[str], tmp_path: Path, kept: str | None, line: str
) -> None:
    paces = tmp_path / "cache/paces.json"
    if kept is not None:
        paces.parent.mkdir()
        paces.write_text(kept, "utf-8")
    run(clock, 0, 96, paces)
    assert capsys.readouterr().err.splitlines() == [line]


@pytest.mark.parametrize(
    ("likely", "length", "line"),
    [
        (6.5, 96, "handbooks: 96, perhaps about 10 minutes; better known after the first ones"),
        (6.5, 1, "handbooks: 1"),
        (0.0, 96, "handbooks: 96"),
    ],
)
def test_how_long_a_first_run_is_likely_to_take(
    clock: list[float], capsys: pytest.CaptureFixture[str], tmp_path: Path, likely: float, length: int, line: str
) -> None:
    paces = tmp_path / "paces.json"
    list(Bar(quiet=False, paces=paces).over(range(length), "handbooks", length, likely=likely))
    assert capsys.readouterr().err.splitlines() == [line]
    paces.write_text('{"handbooks": 4.0}', "utf-8")
    list(Bar(quiet=False, paces=paces).over(range(length), "handbooks", length, likely=likely))
    assert "perhaps" not in capsys.readouterr().err


def test_the_pace_of_a_long_run_is_kept_for_the_next(
    clock: list[float], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    paces = tmp_path / "cache/paces.json"
    run(clock, 1, 3, paces)
    assert not paces.exists(), "too short to say anything"
    run(clock, 5, 3, paces)
    capsys.readouterr()
    run(clock, 0, 60, paces)
    assert (
        capsys.readouterr().err.splitlines()[0] == "handbooks: 60, at most about 5 minutes at the pace of the last run"
    )


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (99, "99 s"), (100, "2 minutes"), (5400, "90 minutes"), (7300, "2 hours")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
