"""The timeline as templates see it: a table by month, and a chart of the same entries in lanes."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Any

from generator import text
from generator.model.dates import add_months
from generator.model.entries import TimelineEntry
from generator.model.guide_path import GuidePath
from generator.render import words
from generator.render.beside import beside_view
from generator.render.fill import Filler
from generator.render.path_across import LETTER, bars_of
from generator.render.scale import Scale, months

View = dict[str, Any]

MARK = 20
"""The height of a row, and the least width of a mark, in the chart's own units."""

INSET = 2
"""How far inside its place a mark is drawn."""

HEAD, LABEL, GAP = 34, 24, 8
"""The height of the axis, of a lane's name, and of the space below a lane."""

WORD_SIZE, GUTTER = 12, 2
"""The height of the words of a mark, and what is left free between two of a row."""

SENTENCES = 70
"""The height of what is said on paper between the heading and the drawing, so that all are on one page."""

STEP, STEP_SIZE, LEAST_STEP = 17, 12, 7
"""The height of the row of a step, and of its words; and the least height of that row."""


def timeline_view(
    entries: Sequence[TimelineEntry],
    filler: Filler,
    lanes: Iterable[str],
    width: int,
    path: GuidePath | None = None,
    most_height: int | None = None,
) -> View:
    """The dates by month, numbered, and the chart for a page of this width; no chart where nothing is dated.

    Under the lanes the chart has the steps of the path with the least to spare, closer together where it could not be
    `most_height` units high. Where height is free, marks have their words.
    """
    views = [_entry(number, entry, filler) for number, entry in enumerate(entries, start=1)]
    groups: list[View] = []
    for entry, view in zip(entries, views, strict=True):
        title = words.NO_DATE if entry.start is None else text.month_year(entry.start)
        if not groups or groups[-1]["title"] != title:
            groups.append({"title": title, "entries": []})
        groups[-1]["entries"].append(view)
    return {"months": groups, "count": len(views), "chart": _chart(entries, lanes, width, path, most_height)}


def _entry(number: int, entry: TimelineEntry, filler: Filler) -> View:
    return {
        "number": number,
        "id": entry.id,
        "label": entry.label,
        "lane": entry.lane,
        "kind": entry.kind,
        "date": None if entry.start is None else entry.start.isoformat(),
        "last": (entry.end or entry.start or dt.date.max).isoformat(),
        "when": _when(entry),
        "rule": entry.rule,
        "planned": entry.planned,
        "standing": words.STANDING[entry.standing],
        "is_past": entry.is_past,
        "beside": beside_view(entry.beside, filler),
    }


def _when(entry: TimelineEntry) -> str:
    if entry.start is None:
        return entry.rule or ""
    if entry.end is None or entry.end == entry.start:
        return text.month_day(entry.start)
    if (entry.end.year, entry.end.month) == (entry.start.year, entry.start.month):
        return words.SAME_MONTH.format(first=text.month_day(entry.start), last=entry.end.day)
    last = text.month_day(entry.end) if entry.end.year == entry.start.year else text.long_date(entry.end)
    return words.FROM_TO.format(first=text.month_day(entry.start), last=last)


def _chart(
    entries: Sequence[TimelineEntry], lanes: Iterable[str], width: int, path: GuidePath | None, most_height: int | None
) -> View | None:
    dated = [(number, entry) for number, entry in enumerate(entries, start=1) if entry.start is not None]
    if not dated:
        return None
    chain = () if path is None else path.chain
    first = min([*(entry.start for _, entry in dated if entry.start is not None), *(one.start for one in chain)])
    last = max([*(entry.end or entry.start or first for _, entry in dated), *(one.finish for one in chain)])
    first, last = first.replace(day=1), add_months(last.replace(day=1), 1)
    scale = Scale(first, last, width)
    drawn: list[View] = []
    top = HEAD
    for lane in dict.fromkeys([*lanes, *(entry.lane for _, entry in dated)]):
        mine = [(number, entry) for number, entry in dated if entry.lane == lane]
        if not mine:
            continue
        marks, rows = _placed(mine, scale, top + LABEL, worded=most_height is None)
        height = LABEL + rows * MARK + GAP
        drawn.append({"label": lane, "top": top, "height": height, "marks": marks})
        top += height
    below = None if path is None or not chain else _chain(path, scale, top, most_height)
    top += 0 if below is None else below["height"]
    return {
        "width": width,
        "height": top,
        "chain": below,
        "months": months(first, last, width),
        "lanes": drawn,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "span": words.FROM_TO.format(first=text.month_year(first), last=text.month_year(add_months(last, -1))),
    }


def _chain(path: GuidePath, scale: Scale, top: int, most_height: int | None) -> View:
    """The steps with the least to spare, one below the other."""
    row: float = STEP
    if most_height is not None:
        row = max(LEAST_STEP, min(STEP, (most_height - SENTENCES - top - LABEL - GAP) / len(path.chain)))
    size = min(STEP_SIZE, round(row * 0.78, 1))
    height = math.ceil(LABEL + len(path.chain) * row + GAP)
    return {"top": top, "height": height, "size": size, **bars_of(path, path.chain, scale, top + LABEL, row, size)}


def _placed(
    entries: Iterable[tuple[int, TimelineEntry]], scale: Scale, top: int, *, worded: bool
) -> tuple[list[View], int]:
    """The marks of a lane, each in the first row with room for it and its words, and the number of rows."""
    rows: list[list[tuple[float, float]]] = []
    marks: list[View] = []
    for number, entry in entries:
        assert entry.start is not None
        left = min(scale.x(entry.start), scale.width - MARK - INSET)
        right = max(left + MARK, scale.x(entry.end) if entry.end and entry.kind == "window" else 0)
        words, taken = _words(entry.label, left, right, scale.width) if worded else (None, (left, right))
        row = next((index for index, one in enumerate(rows) if _has_room(one, taken)), len(rows))
        rows += [[]] if row == len(rows) else []
        rows[row].append(taken)
        marks.append(
            {
                "id": entry.id,
                "number": number,
                "kind": entry.kind,
                "x": left,
                "y": top + row * MARK,
                "width": round(right - left, 1),
                "maybe": entry.beside.lead is not None,
                "words": words,
            }
        )
    return marks, len(rows)


def _has_room(row: list[tuple[float, float]], taken: tuple[float, float]) -> bool:
    return all(taken[1] + GUTTER <= left or right + GUTTER <= taken[0] for left, right in row)


def _words(label: str, left: float, right: float, width: int) -> tuple[View | None, tuple[float, float]]:
    """The words of a mark, and from where to where both reach: in a long mark, else after it, else before it."""
    length = len(label) * WORD_SIZE * LETTER
    if right - left >= MARK + length:
        return {"text": label, "x": MARK, "anchor": "start"}, (left, right)
    if right + 3 + length <= width:
        return {"text": label, "x": round(right - left + 3, 1), "anchor": "start"}, (left, right + 3 + length)
    if left - 3 - length >= 0:
        return {"text": label, "x": -3, "anchor": "end"}, (left - 3 - length, right)
    return None, (left, right)
