"""The path drawn from top to bottom, for a narrow screen: one bar a step, its words at the right."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator import text
from generator.model.guide_path import GuidePath, StepLine

View = dict[str, Any]

WIDTH = 330
BARS, PITCH = 126, 14
"""The room for all bars, and the most that one of them has."""

LINE, MONTH, GAP = 18, 30, 10
"""The height of a line of words, of the name of a month, and between two steps."""

TAIL = 60
"""How far a bar is drawn after its work is over: further, it only says that there is time."""

LETTER = 7.4
"""The width of a letter, in the drawing's own units."""


def down(path: GuidePath) -> View:
    """The drawing of a path that still has steps, in the order in which they can begin."""
    letters = int((WIDTH - BARS) / LETTER)
    rows: list[tuple[StepLine, float, list[str]]] = []
    months: list[View] = []
    y, month = 0.0, None
    for one in path.steps:
        if one.start.replace(day=1) != month:
            month = one.start.replace(day=1)
            months.append({"y": round(y + 19, 1), "label": text.month_year(one.start)})
            y += MONTH
        words = [*_lines(f"{one.number} {one.called}", letters), _days(one)]
        rows.append((one, y, words))
        y += len(words) * LINE + GAP
    bottom = y
    ends: list[float] = []
    bars = [_bar(one, top, words, rows, bottom, ends) for one, top, words in rows]
    pitch = min(PITCH, (BARS - 6) / len(ends))
    for bar in bars:
        bar |= {"x": round(bar["column"] * pitch, 1), "width": round(pitch * 0.64, 1)}
    return {"width": WIDTH, "height": round(bottom), "months": months, "bars": bars}


def _bar(
    one: StepLine,
    top: float,
    words: list[str],
    rows: list[tuple[StepLine, float, list[str]]],
    bottom: float,
    ends: list[float],
) -> View:
    """One bar in the first column that is free there, with its words."""
    work = max(top + 12, _y(one.finish, rows, bottom))
    slack = 0 if one.slack is None else max(0, one.slack)
    whole = max(work, _y(one.finish + dt.timedelta(days=slack), rows, bottom))
    goes_on = whole > work + TAIL
    whole = min(whole, work + TAIL)
    column = next((index for index, end in enumerate(ends) if end <= top), len(ends))
    ends[column:] = [whole + 4, *ends[column + 1 :]]
    return {
        "column": column,
        "y": round(top + 3, 1),
        "work": round(work - top - 3, 1),
        "whole": round(whole - top - 3, 1),
        "goes_on": goes_on,
        "lines": [{"y": round(top + 13 + index * LINE, 1), "words": line} for index, line in enumerate(words[:-1])],
        "days": {"y": round(top + 13 + (len(words) - 1) * LINE, 1), "words": words[-1]},
        "text_x": BARS,
        "leader": round(top + 8, 1),
        "is_tight": one.is_tight,
        "maybe": one.lead is not None,
    }


def _y(day: dt.date, rows: list[tuple[StepLine, float, list[str]]], bottom: float) -> float:
    """Where a day on or after the first is: between the steps that begin before and after it."""
    before = [(one.start, top) for one, top, _ in rows if one.start <= day]
    after = [(one.start, top) for one, top, _ in rows if one.start > day]
    start, top = before[-1]
    if not after:
        return min(bottom, top + (day - start).days)
    end, under = after[0]
    return top + (under - top) * (day - start).days / (end - start).days


def _days(one: StepLine) -> str:
    """When it can begin, and when it has to; the last day has its year."""
    if one.begin is None or one.begin == one.start:
        return text.long_date(one.start)
    return f"{text.month_day(one.start)} to {text.long_date(one.begin)}"


def _lines(words: str, letters: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
