"""The results as a page and a drawing, made from the figures of the parts that ran."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from bench.turns import UNITS, Row

TITLES = {
    "html": "HTML, against Hugo",
    "more": "One more handbook, layout alone",
    "books": "Handbooks, against Typst and the WeasyPrint command line",
    "grid": "`check` and `build` over modules by personas",
    "answers": "From an answer to the page drawn again, slowed four times",
}
MEASURES = UNITS | {"usual": "ms", "most": "ms", "work": "ms"}
"""What is measured, with its unit."""
INTRODUCTION = """\
# Results

Written by `make bench`; how it measures is in [README.md](README.md). Each figure is the median of
runs that took turns, each ratio that of two medians, with the least and the most of single turns.
Other programs may have used the machine at the same time: seconds then say little, and ratios of
runs that took turns still say which program does with less.

![The ratios](results.svg)
"""
WIDTH, LEFT, LINE = 760, 430, 20
COLORS = {"wall": "#0b5c7a", "cpu": "#b5541c"}


def page(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """RESULTS.md."""
    lines = [INTRODUCTION]
    for name, part in parts.items():
        versions = ", ".join(f"{library} {version}" for library, version in part["versions"].items())
        load = f"load at the start {part['load']:.1f} on {part['cores']} cores"
        lines += [f"## {TITLES[name]}\n", f"{part['date']}; {load}. {versions}.\n", f"{part['words']}.\n"]
        lines += ["| what | measure | ours | other | compared with | ratio | turns from | to |"]
        lines += ["|---|---|---|---|---|---|---|---|", *map(_line, rows_of(part)), ""]
    return "\n".join(lines)


def rows_of(part: Mapping[str, Any]) -> list[Row]:
    """The rows of a part as it is kept."""
    return [Row(**one) for one in part["rows"]]


def _line(row: Row) -> str:
    digits = 2 if MEASURES[row.measure] == "s" else 0
    given = [f"{row.ours:.{digits}f}", "" if row.other is None else f"{row.other:.{digits}f}", row.rival]
    ratios = ["" if one is None else f"{one:.2f}" for one in (row.ratio, row.least, row.most)]
    return (
        f"| {row.what} | {row.measure}, {MEASURES[row.measure]} | "
        + " | ".join([*given, f"**{ratios[0]}**" if ratios[0] else "", *ratios[1:]])
        + " |"
    )


def drawing(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """results.svg: a bar for each ratio to another program, shorter than the line where ours takes less."""
    rows = [
        one
        for name in ("html", "more", "books")
        if name in parts
        for one in rows_of(parts[name])
        if one.measure in COLORS
    ]
    bars = "".join(_bar(number, row) for number, row in enumerate(rows))
    height = LINE * (len(rows) + 3)
    axis = "".join(
        f'<line x1="{_x(at)}" x2="{_x(at)}" y1="30" y2="{height - 20}" stroke="#999" '
        f'stroke-width="{2 if at == 1 else 0.5}"/><text x="{_x(at)}" y="24" text-anchor="middle">{at:g}</text>'
        for at in (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="11" role="img"><title>Ratios of guidegen to other programs, wall time and processor time</title>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="{LEFT - 8}" y="12" text-anchor="end">ours / theirs: left of 1 is less</text>{axis}{bars}</svg>\n'
    )


def _x(ratio: float) -> float:
    """Where a ratio is, on a scale of tenfold steps from 0.01 to 30."""
    at = min(max(ratio, 0.01), 30)
    return round(LEFT + (WIDTH - LEFT - 40) * (math.log10(at) + 2) / math.log10(3000), 1)


def _bar(number: int, row: Row) -> str:
    y, ratio = 36 + LINE * number, row.ratio or 1
    words = escape(f"{row.what} / {row.rival}, {row.measure}")
    return (
        f'<text x="{LEFT - 8}" y="{y + 11}" text-anchor="end">{words}</text>'
        f'<rect x="{LEFT}" y="{y}" width="{round(_x(ratio) - LEFT, 1)}" height="14" fill="{COLORS[row.measure]}"/>'
        f'<text x="{_x(ratio) + 4}" y="{y + 11}">{ratio:.2f}</text>'
    )


def table(words: str, rows: Sequence[Row]) -> str:
    """One part, for the terminal."""
    return "\n".join([words, *map(_line, rows)])
