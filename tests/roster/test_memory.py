"""A person in a roster takes little memory, so that a hundred thousand fit; what many rows say is kept once."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from generator.diagnostics import Span
from tests.roster.rosters import HEADER, read

PEOPLE = 500
MOST = 1300
"""Bytes for each person. It would be 1,560 with the cells of each row for themselves, and a place for each answer."""


def test_a_person_takes_little_memory(tmp_path: Path) -> None:
    rows = "".join(f"Zoë Long-Name {one},zoe{one}@example.org,psychiatry,j1,student\n" for one in range(PEOPLE))
    read(tmp_path, f"{HEADER}\n{rows}")
    tracemalloc.start()
    try:
        got = read(tmp_path, f"{HEADER}\n{rows}")
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert got.roster is not None
    assert len(got.roster.applicants) == PEOPLE
    assert taken / PEOPLE < MOST
    first, second, *_ = got.roster.table.rows
    assert all(one is other for one, other in zip(first.cells[2:], second.cells[2:], strict=True))


def test_the_place_of_an_answer_is_its_cell(tmp_path: Path) -> None:
    got = read(tmp_path, f"{HEADER}\nAna,ana@example.org,psychiatry,j1,student\n")
    assert got.roster is not None
    (ana,) = got.roster.applicants.values()
    path = (tmp_path / "roster.csv").as_posix()
    assert (ana.place("visa"), ana.place("unheard-of")) == (Span(path, 2, 4), Span(path, 2, 1))
    assert set(ana.spans) >= set(ana.answers)
