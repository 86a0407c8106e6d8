"""Work shared among processes comes back whole, in order, and with what went wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from generator.app.spread import spread
from generator.errors import OutputError


def where(items: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), list(items)


@pytest.mark.parametrize(
    ("count", "jobs", "least", "sizes"),
    [
        (0, 4, 8, [0]),
        (7, 4, 8, [7]),
        (16, 4, 8, [1, 7, 8]),
        (17, 4, 8, [1, 8, 8]),
        (96, 1, 8, [96]),
        (96, 5, 8, [8, 17, 18, 17, 18, 18]),
        (3, 64, 1, [0, 1, 1, 1]),
    ],
)
def test_stretches_in_order(count: int, jobs: int, least: int, sizes: list[int]) -> None:
    results = spread(where, range(count), jobs, least=least)
    assert [len(stretch) for _, stretch in results] == sizes
    assert [item for _, stretch in results for item in stretch] == list(range(count))
    processes = [process for process, _ in results]
    assert processes[:2] == [os.getpid()] * len(processes[:2])  # what the first items taught is known to all others
    assert len(set(processes)) == len(processes[1:] or processes)


def test_an_error_of_a_stretch_is_raised_here() -> None:
    def work(items: Sequence[int]) -> None:
        if 3 in items:
            raise OutputError("templates/site/base.html:3: no such thing")

    with pytest.raises(OutputError, match=r"^templates/site/base.html:3: no such thing$"):
        spread(work, range(4), 2, least=1)


def test_a_process_that_dies_is_told() -> None:
    here = os.getpid()

    def work(items: Sequence[int]) -> None:
        if os.getpid() != here:
            os._exit(9)

    with pytest.raises(OutputError, match="a worker process died"):
        spread(work, range(4), 2, least=1)
