"""The drawing of the timeline: everything inside, nothing over anything else."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.entries import DataNote, TimelineEntry
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker
from generator.render.path_across import LETTER
from generator.render.timeline import INSET, MARK, timeline_view

NOTE = DataNote(lead=None, unsettled=None, note=None, source=None, verify=False, confidence="high")
ADDRESSES = Addresses(section=lambda chapter, one: f"{chapter}#{one}", source=lambda number, _: str(number), term=str)
WIDTH = 900


def entry(number: int, start: dt.date | None, end: dt.date | None = None, lane: str = "One") -> TimelineEntry:
    return TimelineEntry(
        id=f"entry-{number}",
        label=f"Entry {number}",
        lane=lane,
        kind="window" if end else "event",
        start=start,
        end=end,
        rule="20 days before your first rotation",
        planned=False,
        official=False,
        standing="advice",
        is_past=False,
        alarm=None,
        beside=NOTE,
    )


def view(*entries: TimelineEntry, lanes: tuple[str, ...] = ()) -> dict[str, Any]:
    return timeline_view(entries, Filler(FragmentMaker(), None, ADDRESSES), lanes, WIDTH)


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2029, 12, 31))


@given(
    st.lists(st.tuples(DAYS, st.none() | st.integers(1, 200), st.sampled_from(["One", "Two"])), min_size=1, max_size=40)
)
def test_marks_stay_inside_and_never_cover_each_other(drawn: list[tuple[dt.date, int | None, str]]) -> None:
    entries = [
        entry(number, start, None if days is None else start + dt.timedelta(days=days), lane)
        for number, (start, days, lane) in enumerate(sorted(drawn, key=lambda one: one[0]))
    ]
    chart = view(*entries)["chart"]
    marks = [mark for lane in chart["lanes"] for mark in lane["marks"]]
    assert sorted(mark["number"] for mark in marks) == list(range(1, len(entries) + 1))
    for mark in marks:
        assert 0 <= mark["x"] <= WIDTH - MARK - INSET, "it is drawn inside its place, and would lose its right edge"
        assert mark["width"] >= MARK
        assert mark["x"] + mark["width"] <= WIDTH + 1
        assert mark["y"] + MARK <= chart["height"]
    for first, second in combinations(marks, 2):
        apart = first["x"] + first["width"] <= second["x"] or second["x"] + second["width"] <= first["x"]
        assert apart or first["y"] != second["y"]


def test_lanes_keep_the_order_asked_for_and_empty_ones_are_left_out() -> None:
    entries = [entry(1, dt.date(2027, 1, 1), lane="Two"), entry(2, dt.date(2027, 2, 1), lane="Other")]
    chart = view(*entries, lanes=("One", "Two"))["chart"]
    assert [lane["label"] for lane in chart["lanes"]] == ["Two", "Other"]


def test_without_a_date_there_is_a_row_and_no_mark() -> None:
    shown = view(entry(1, None))
    assert shown["chart"] is None
    assert shown["months"][0]["title"] == "No date yet"
    assert shown["months"][0]["entries"][0]["when"] == "20 days before your first rotation"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.date(2027, 3, 17), None, "March\u00a017"),
        (dt.date(2027, 3, 17), dt.date(2027, 3, 17), "March\u00a017"),
        (dt.date(2027, 3, 13), dt.date(2027, 3, 16), "March\u00a013–16"),
        (dt.date(2027, 3, 31), dt.date(2027, 5, 1), "March\u00a031 to May\u00a01"),
        (dt.date(2027, 10, 1), dt.date(2028, 1, 31), "October\u00a01 to January\u00a031,\u00a02028"),
    ],
)
def test_days_are_said_as_shortly_as_the_month_above_allows(start: dt.date, end: dt.date | None, words: str) -> None:
    assert view(entry(1, start, end))["months"][0]["entries"][0]["when"] == words


def test_the_axis_names_quarters_and_years() -> None:
    chart = view(entry(1, dt.date(2026, 11, 22)), entry(2, dt.date(2027, 4, 2)))["chart"]
    assert (chart["first"], chart["last"], chart["span"]) == (
        "2026-11-01",
        "2027-05-01",
        "November\u00a02026 to April\u00a02027",
    )
    assert [month["label"] for month in chart["months"]] == [None, None, "Jan", None, None, "Apr"]
    assert [month["year"] for month in chart["months"]] == [2026, None, 2027, None, None, None]


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(1, 400)), min_size=1, max_size=25))
def test_words_of_marks_stay_inside_and_never_cover_each_other(drawn: list[tuple[dt.date, int | None]]) -> None:
    entries = [
        entry(number, start, None if days is None else start + dt.timedelta(days=days))
        for number, (start, days) in enumerate(sorted(drawn, key=lambda one: one[0]))
    ]
    places: dict[float, list[tuple[float, float]]] = {}
    for mark in view(*entries)["chart"]["lanes"][0]["marks"]:
        words = mark["words"]
        assert words is not None, "nine letters have room before a mark where there is none after it"
        length = len(words["text"]) * 12 * LETTER
        start = mark["x"] + words["x"] - (length if words["anchor"] == "end" else 0)
        places.setdefault(mark["y"], []).append((min(mark["x"], start), max(mark["x"] + mark["width"], start + length)))
    for row in places.values():
        for (left, right), (other, end) in combinations(row, 2):
            assert right <= other + 1 or end <= left + 1
        assert all(left >= 0 and right <= WIDTH + 1 for left, right in row)
