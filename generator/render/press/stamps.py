"""What is printed in the margins of pages: running heads and page numbers, laid out once for each text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from generator.render.press.engine import box_of, engine
from generator.render.press.late import STAND_IN
from generator.render.press.layout import Layout
from generator.render.press.needs import add_glyphs
from generator.render.press.paint import Brush, Canvas
from generator.render.press.piece import RAW, Ink
from generator.render.press.short import Imprint
from generator.render.press.unfit import Unfit

KNOWN = ("first", "start")
SIDES = ("right", "left")
MOST_KNOWN = 2_000
"""Margin boxes that a process remembers, which may have a person's words."""
TOLD = "late-string"
"""What is laid out in place of what a `<body>` says of its book."""
_DATA = re.compile(r"(\sdata-[\w-]+=)\"([^\"]*)\"")
_TOLD = re.compile(rf"{TOLD}-(\d+)-")
Asked = tuple[int, Mapping[str, str], str]
"""Whether a page is a left-hand one, its named strings, and its number."""


class Stamps:
    """The margin boxes of pages, by what they depend on."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.known: dict[tuple[int, str, tuple[tuple[str, str], ...], int], Imprint] = {}
        self.bodies: dict[str, dict[str, str]] = {}
        self.firsts: set[str] = set()
        """The named strings of which the first on a page is printed, not that with which it begins."""
        self.boxes = [self._boxes(page) for page in layout.document("<p>x</p>" * 2, "p { break-after: page }")]

    def _boxes(self, page: Any) -> dict[str, tuple[tuple[str, ...], bool]]:
        """Each margin box with the named strings it prints, and whether it prints the page's number."""
        boxes: dict[str, tuple[tuple[str, ...], bool]] = {}
        for box in box_of(page).children[1:]:
            if not isinstance(box, engine().boxes.MarginBox):
                raise Unfit("pages have something other than running heads around their text")
            names, counts = [], False
            content = box.style["content"]
            for kind, value in content if isinstance(content, (list, tuple)) else ():
                if kind == "string()" and value[1] in KNOWN:
                    names.append(value[0])
                    self.firsts |= {value[0]} if value[1] == "first" else set()
                elif kind == "counter()" and value[0] == "page":
                    counts = True
                elif kind != "string":
                    raise Unfit(f"a running head prints {kind}")
            boxes[box.at_keyword] = (tuple(names), counts)
        return boxes

    def strings(self, opening: str) -> dict[str, str]:
        """The named strings that a `<body>` sets on every page, laid out once for all values of its attributes."""
        values: list[str] = []

        def blank(match: re.Match[str]) -> str:
            values.append(html.unescape(match[2]))
            return f'{match[1]}"{TOLD}-{len(values) - 1}-"'

        opening = _DATA.sub(blank, opening)
        if opening not in self.bodies:
            page = self.layout.document("<p>x</p>", "", opening)[0]
            body = box_of(page).children[0].children[0]
            self.bodies[opening] = dict(body.string_set or ())
        return {
            name: _TOLD.sub(lambda match: values[int(match[1])], words) for name, words in self.bodies[opening].items()
        }

    def prepare(self, asked: Sequence[Asked]) -> None:
        """Lay out what is not known yet for some pages."""
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        missing: dict[tuple[int, tuple[tuple[str, str], ...], int], None] = {}
        keys = dict.fromkeys(key for one in asked for key in self._keys(*one) if key not in self.known)
        new_keys = self.layout.texts.fetch(self.known, list(keys))
        found = set(self.known)
        for side, strings, number in asked:
            new = {key for key in self._keys(side, strings, number) if key not in found}
            if new:
                missing[side, tuple(sorted(strings.items())), len(number)] = None
                found |= new
        lefts, rights = ([one for one in missing if one[0] == side] for side in (1, 0))
        wanted = [one for pair in zip_longest(lefts, rights) for one in pair if one is not None]
        for (side, texts, count), page in zip(wanted, self._pages(wanted), strict=True):
            self._take(page, side, dict(texts), STAND_IN * count)
        self.layout.texts.keep(self.known, new_keys)

    def of(self, side: int, strings: Mapping[str, str], number: str) -> list[Imprint]:
        """The margin boxes of a page."""
        return [self.known[key] for key in self._keys(side, strings, number)]

    def _keys(
        self, side: int, strings: Mapping[str, str], number: str
    ) -> list[tuple[int, str, tuple[tuple[str, str], ...], int]]:
        return [
            (side, box, tuple((name, strings.get(name, "")) for name in names), len(number) if counts else 0)
            for box, (names, counts) in self.boxes[side].items()
        ]

    def _pages(self, wanted: Sequence[tuple[int, tuple[tuple[str, str], ...], int]]) -> list[Any]:
        if not wanted:
            return []
        css, body = "html, body { string-set: none !important } p { margin: 0 }", "<p>x</p>"
        for count in sorted({one[2] for one in wanted}):
            css += f"@page number-{count} {{ counter-reset: page {STAND_IN * count} }}"
        for side, strings, count in wanted:
            values = "".join(f' data-v{at}="{html.escape(value)}"' for at, (_, value) in enumerate(strings))
            sets = ", ".join(f"{name} attr(data-v{at})" for at, (name, _) in enumerate(strings)) or "none"
            style = f"page: number-{count}; break-before: {SIDES[side]}; string-set: {sets}"
            body += f'<p{values} style="{style}">&nbsp;</p>'
        _, *pages = self.layout.document(body, css)
        return [page for page in pages if box_of(page).children[0].children]

    def _take(self, page: Any, side: int, strings: Mapping[str, str], number: str) -> None:
        by_name = {box.at_keyword: box for box in box_of(page).children[1:]}
        for key in self._keys(side, strings, number):
            if key in self.known:
                continue
            self.layout.forget_glyphs()
            brush = Brush(Canvas(self.layout.fonts), box_of(page))
            items: list[Ink] = []
            if key[1] in by_name:
                brush.context(by_name[key[1]])
                items = [self._item(item, counts=key[3]) for item, _ in brush.take()]
            used = self.layout.painted_glyphs()
            for item in items:
                if item.hole:
                    add_glyphs(used, item.hole.font.decode(), self.layout.digits.glyphs(item.hole))
            self.known[key] = Imprint(tuple(items), used)

    def _item(self, item: Ink, *, counts: int) -> Ink:
        if counts and item.tag != RAW:
            item.hole = self.layout.digits.found(item.content, counts, None, page=True)
        return item
