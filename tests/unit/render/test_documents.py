"""The groups of the documents page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.model.entries import DataNote, DocumentLine
from generator.render.documents import documents_view
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker

NOTE = DataNote(lead=None, unsettled=None, note=None, source=None, verify=False, confidence="high")
ADDRESSES = Addresses(section=lambda chapter, one: f"{chapter}#{one}", source=lambda number, _: str(number), term=str)


def line(name: str, start: dt.date | None) -> DocumentLine:
    return DocumentLine(
        id=name, label=name, content="", issuer="", who="", validity=None, sets=(), typical_days=30, least_days=10,
        needed=None if start is None else start + dt.timedelta(days=30), planned=False, start=start,
        latest=start, beside=NOTE,
    )  # fmt: skip


def test_documents_are_in_groups_by_the_month_to_start_on_them() -> None:
    lines = [
        line("form", dt.date(2026, 7, 3)),
        line("passport", dt.date(2026, 11, 21)),
        line("visa", dt.date(2026, 11, 22)),
        line("photo", dt.date(2026, 12, 1)),
        line("letter", None),
    ]
    groups = documents_view(lines, Filler(FragmentMaker(), None, ADDRESSES))
    assert [(group["title"], [one["id"] for one in group["documents"]]) for group in groups] == [
        ("Start in July\xa02026", ["form"]),
        ("Start in November\xa02026", ["passport", "visa"]),
        ("Start in December\xa02026", ["photo"]),
        ("When it is asked for", ["letter"]),
    ]


def test_no_days_are_not_the_least_it_takes() -> None:
    lines = [replace(line("photo", None), least_days=days) for days in (10, 0, None)]
    (group,) = documents_view(lines, Filler(FragmentMaker(), None, ADDRESSES))
    assert [one["least"] for one in group["documents"]] == ["10 days", None, None]
