"""Whatever is in a cell costs at most its row: no traceback, and no word of it for the others."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.errors import ProfileError
from tests.projects import SMALL, write_project
from tests.readers import World, open_world
from tests.roster.rosters import read

HEADER = ("name", "email", "id", "pass phrase", "shared_mailbox", "Timestamp", "specialty", "visa", "rotations",
          "interest", "rotation_start", "rotation_end")  # fmt: skip
GOOD = ("Bo", "bo@example.org", "", "", "", "", "psychiatry", "j1", "2", "research", "2027-05-03", "2027-05-30")
HOSTILE = (
    "9999-12-31", "0001-02-03", "0207-10-04", "1/2/99999", "31/2/2027", "29.2.2027", "=1+1", "'", '"', "\u0662", "0_2",
    "-0", "1e9", "NaN", "\x00", "\u202e", "\ud83d\ude00", "a" * 70_000, "\n\n", ",,;\t", "#N/A", "3+", "9" * 400,
    "01/02/2027", "2027-W01-1", "32767-01-01", "2027-05-03T25:61:00", "\u00bd", "\u0416", "x@y@z", "a..b@example.org",
    ".a@example.org", "a@-x.org", "a@exa_mple.org", "@", "a@gmial.com", "con", "../x", "1234567890", "\ufeff", "\u2028",
)  # fmt: skip


@cache
def world(folder: Path) -> World:
    """The small project with a day that cannot be before another."""
    later = """
  rotation_end:
    label: Last day
    question: When does it end?
    type: date
    called: the end
    if: it ends {range}
    not_before: rotation_start
"""
    facets = str(SMALL["profiles/facets.yaml"]) + later
    return open_world(write_project(folder, {"profiles/facets.yaml": facets}))


cells = some.sampled_from(HOSTILE) | some.text(max_size=30) | some.dates().map(str) | some.integers().map(str)


@given(some.lists(some.tuples(some.integers(0, len(HEADER) - 1), cells), max_size=6))
def test_a_hostile_row_costs_itself(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str]]) -> None:
    folder = tmp_path_factory.getbasetemp()
    opened = world(folder / "hostile").opened
    row = list(GOOD)
    for index, cell in changes:
        row[index] = cell.encode("utf-8", "replace").decode()
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([HEADER, ["Zoe", "zoe@example.net", *GOOD[2:]], row])
    got = read(folder, stream.getvalue(), project=opened.project)
    assert got.roster is not None, got.wrong
    assert "Zoe" in got.people or any("two-people" in line for line in got.wrong)
    for person in got.roster.applicants.values():
        for name in ("rotation_start", "rotation_end"):
            assert 1900 <= getattr(person.answers.get(name), "year", 2000) <= 2200
        with suppress(ProfileError):
            opened.choose(person)
        first, last = person.answers.get("rotation_start"), person.answers.get("rotation_end")
        assert first is None or last is None or str(first) <= str(last)
    assert all(line.isprintable() and len(line) < 400 for line in got.wrong)
