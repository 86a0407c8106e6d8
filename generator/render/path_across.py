"""The path drawn from left to right: one bar a step, from the first day it can begin to the last day to be over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from generator import text
from generator.model.dates import add_months
from generator.model.guide_path import Anchor, GuidePath, StepLine
from generator.render.scale import Scale, months

View = dict[str, Any]

HEAD, NAME = 34, 15
"""The height of the axis, and of a row of names of days of others."""

ROW, FOOT = 22, 8
BAR = 0.62
"""How much of its row a bar takes."""

LEAST = 5
"""The least width of a bar."""

LETTER = 0.53
"""The width of a letter, in heights of its line; words are wider than this only where they are capitals."""


def across(path: GuidePath, width: int, most_height: int | None) -> View:
    """The drawing of a path that still has steps. Rows are lower where it could not be `most_height` units high."""
    first = min(path.as_of, *(one.start for one in path.steps)).replace(day=1)
    last = add_months(max(_end(one) for one in path.steps).replace(day=1), 1)
    scale = Scale(first, last, width)
    anchors = [one for one in path.anchors if first <= one.day < last]
    names, levels = _names(anchors, scale)
    top = HEAD + levels * NAME + 4
    rows = len(path.steps)
    row = ROW if most_height is None else min(ROW, (most_height - top - FOOT) / rows)
    size = round(min(12.5, row * 0.78), 1)
    return {
        "width": width,
        "height": round(top + rows * row + FOOT),
        "top": top,
        "months": months(first, last, width),
        "anchors": names,
        "size": size,
        **bars_of(path, path.steps, scale, top, row, size),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "span": f"{text.month_year(first)} to {text.month_year(add_months(last, -1))}",
    }


def bars_of(path: GuidePath, steps: Sequence[StepLine], scale: Scale, top: float, row: float, size: float) -> View:
    """Some steps of a path as `bars`, one below the other from `top` on, and the `links` between them."""
    middles = {one.id: round(top + (index + 0.5) * row, 1) for index, one in enumerate(steps)}
    return {
        "bars": [_bar(one, scale, middles[one.id], round(row * BAR, 1), size) for one in steps],
        "links": [link for one in steps if (link := _link(one, path, scale, middles)) is not None],
    }


def _end(one: StepLine) -> dt.date:
    return one.finish if one.slack is None else one.finish + dt.timedelta(days=max(0, one.slack))


def _bar(one: StepLine, scale: Scale, middle: float, height: float, size: float) -> View:
    """A bar, and its words after it, before it, or, where neither has room, over it."""
    left, done, right = scale.x(one.start), scale.x(one.finish), scale.x(_end(one))
    left = min(left, scale.width - LEAST)
    work = max(LEAST, round(done - left, 1))
    whole = max(work, round(right - left, 1))
    words = f"{one.number} {one.called}"
    length = len(words) * size * LETTER
    view: View = {
        "x": left,
        "y": round(middle - height / 2, 1),
        "height": height,
        "work": work,
        "whole": whole,
        "words": words,
        "base": round(middle + size * 0.34, 1),
        "is_tight": one.is_tight,
        "maybe": one.lead is not None,
    }
    if left + whole + 5 + length <= scale.width:
        return view | {"text_x": round(left + whole + 5, 1), "anchor": "start"}
    if left - 5 - length >= 0:
        return view | {"text_x": round(left - 5, 1), "anchor": "end"}
    return view | {"text_x": round(max(2, min(left + work + 3, scale.width - length)), 1), "anchor": "start"}


def _link(one: StepLine, path: GuidePath, scale: Scale, middles: dict[str, float]) -> View | None:
    """The line from the step that a step begins after, where one decides its first day."""
    drawn = (path.step(name) for name in one.waits_for if name in middles)
    before = max(drawn, key=lambda other: other.finish, default=None)
    if before is None or before.finish > one.start or middles[before.id] >= middles[one.id]:
        return None
    if (one.start - before.finish).days > 7:
        return None
    x = min(scale.x(before.finish), scale.x(one.start))
    return {
        "x": x,
        "y1": middles[before.id],
        "y2": middles[one.id],
        "to": scale.x(one.start),
        "is_tight": one.is_tight and before.is_tight,
    }


def _names(anchors: list[Anchor], scale: Scale) -> tuple[list[View], int]:
    """The days of others as lines with their names, each in the first row with room for it; and the number of rows."""
    ends: list[float] = []
    views: list[View] = []
    for one in anchors:
        x, length = scale.x(one.day), len(one.label) * 12 * LETTER
        is_left = x + 4 + length > scale.width
        left = max(0, x - 4 - length) if is_left else x + 4
        row = next((index for index, end in enumerate(ends) if end <= left), len(ends))
        ends[row:] = [left + length + 10, *ends[row + 1 :]]
        views.append(
            {
                "x": x,
                "y": HEAD + row * NAME + 11,
                "label": one.label,
                "text_x": round(x - 4 if is_left else x + 4, 1),
                "anchor": "end" if is_left else "start",
            }
        )
    return views, len(ends)
