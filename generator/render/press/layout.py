"""Laying out parts with WeasyPrint, many in one document, each on a page so tall that none ends in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from generator.render.press.calls import foot_area, slice_notes
from generator.render.press.ends import asks
from generator.render.press.engine import box_of, engine, without_margins
from generator.render.press.foot import FootArea, painted
from generator.render.press.late import BLANK, LATE, MOST_DIGITS, OWN_ANCHOR, PAGE, STAND_IN, Digits
from generator.render.press.letters import Letters
from generator.render.press.measure import breaks_at, columns_around, margins_of, measure_of, start_tags
from generator.render.press.memory import drop_new
from generator.render.press.needs import Glyphs, add_glyphs
from generator.render.press.notes import called_again, opened
from generator.render.press.paint import Brush, Canvas
from generator.render.press.piece import ARTIFACT, Ink, Piece
from generator.render.press.places import text_of
from generator.render.press.rows import refuse_tall_rows
from generator.render.press.setting import Setting
from generator.render.press.shapes import Shapes
from generator.render.press.slice import Slicer
from generator.render.press.stock import Stock
from generator.render.press.structure import structures
from generator.render.press.texts import KeptTexts
from generator.render.press.unfit import Unfit
from generator.render.press.values import withdraw

AROUND = "guidegen-piece"
"""The element around each piece, which no style selects by its name."""
TALL = 4000
"""Millimeters: no part is longer."""
BATCH = 60
_LATE = re.compile(rf'href="#({LATE}-(\d)-\d+)"')
_OWN = re.compile(rf"^{OWN_ANCHOR}-\d+")


class Layout:
    """Lays out the parts of books that have one language and one `<style>`."""

    def __init__(self, setting: Setting, lang: str, style: str) -> None:
        self.setting, self.lang, self.style = setting, lang, style
        self.fonts: dict[Any, Any] = {}
        self.pictures: dict[str, Any] = {}
        self.fills: dict[str, bool] = {}
        self.stocks: list[Stock] = []
        """Where pieces are kept outside of this process."""
        self.measure = measure_of([box_of(page) for page in self.document("<p>x</p>" * 2, "p { break-after: page }")])
        self.digits = Digits({}, {})
        self.digits = self._digits()
        self.texts = KeptTexts(self.fonts)
        self.shapes = Shapes(self)
        self.letters = Letters(self.shapes)

    @cached_property
    def foot(self) -> FootArea:
        """What is around the notes of a page. Raises Unfit where they are not simply above its end."""
        return foot_area(self)

    def document(self, body: str, css: str, opening: str = "<body>") -> list[Any]:
        """The pages of a body with some more CSS. Raises Unfit where WeasyPrint warns."""
        html = (
            f'<!doctype html><html lang="{self.lang}"><head><meta charset="utf-8"><title>.</title>{self.style}'
            f"<style>{css}</style></head>{opening}{body}</body></html>"
        )
        with self.setting.listening() as warnings:
            page = engine().HTML(string=html, base_url=self.setting.base, url_fetcher=self.setting.fetcher)
            document = page.render(stylesheets=list(self.setting.styles), font_config=self.setting.fonts)
        if warnings:
            raise Unfit(f"the PDF engine warns of a piece: {warnings[0]}")
        pages: list[Any] = document.pages
        return pages

    def referring(self, body: str, css: str) -> list[Any]:
        """The pages of a body, with something for its late links to lead to: pages numbered 8, 88 and 888.

        There is nothing in their margins.
        """
        used = sorted(set(_LATE.findall(body)))
        body = _LATE.sub(lambda match: f'{match[0]} {PAGE}="{STAND_IN * int(match[2])}"', body)
        stand_ins, again = "", called_again(body)
        for count in range(1, MOST_DIGITS + 1):
            css += f"@page stand-in-{count} {{ counter-reset: page {STAND_IN * count} }}"
            anchors = "".join(f'<i id="{anchor}"></i>' for anchor, digits in used if int(digits) == count)
            stand_ins += f'<{AROUND} style="display: block; page: stand-in-{count}">{anchors}{again}.</{AROUND}>'
            again = ""
        with without_margins():
            return self.document(stand_ins + body, css)[MOST_DIGITS:]

    def tall(self, htmls: Sequence[str]) -> list[Any]:
        """A page for each stretch of HTML."""
        css = f"@page tall {{ size: {self.measure.across}px {TALL}mm; margin: 0 }} * {{ column-fill: auto !important }}"
        pieces = ""
        for number, (style, html) in enumerate(map(opened, htmls)):
            own = html.replace(OWN_ANCHOR, f"{OWN_ANCHOR}-{number}")
            pieces += f'<{AROUND} style="display: block; page: tall; break-before: page; {style}">{own}</{AROUND}>\n'
        pages = self.referring(pieces, css)
        if len(pages) != len(htmls):
            raise Unfit("a piece is longer than the page it is laid out on, or breaks pages itself")
        return pages

    def make(self, htmls: Sequence[str]) -> list[Piece]:
        """The pieces of some parts."""
        made: list[Piece] = []
        for at in range(0, len(htmls), BATCH):
            made += self._sliced(self.tall(htmls[at : at + BATCH]), whole_page=False)
            drop_new()
        return made

    def make_pages(self, htmls: Sequence[str]) -> list[Piece]:
        """The pieces of parts that are pages of their own."""
        pages = self.referring("".join(htmls), "body > * { break-before: page }")
        if len(pages) != len(htmls):
            raise Unfit("a page of its own, such as the cover, is longer than a page")
        return self._sliced(pages, whole_page=True)

    def _sliced(self, pages: list[Any], *, whole_page: bool) -> list[Piece]:
        canvas, slices = Canvas(self.fonts), list[tuple[Slicer, dict[str, Glyphs]]]()
        for page in pages:
            self.forget_glyphs()
            slicer = Slicer(Brush(canvas, box_of(page)), self.digits, self.balances)
            if whole_page:
                slicer.brush.context(box_of(page).children[0])
                slicer.add(0, page.height, slicer.taken())
            else:
                slicer.text(text_of(box_of(page)))
                refuse_tall_rows(slicer, self.measure.height)
            slicer.notes = slice_notes(slicer, box_of(page), whole_page=whole_page)
            slices.append((slicer, self._glyphs(slicer)))
        self.pictures |= canvas.images
        found = structures(pages, [slicer.brush.tags for slicer, _ in slices])
        return [
            _piece(page, slicer, glyphs, one, whole_page=whole_page)
            for page, (slicer, glyphs), one in zip(pages, slices, found, strict=True)
        ]

    def balances(self, around: Sequence[Any]) -> bool:
        """Whether the innermost of some elements makes its columns equally long, which the tall page overrides."""
        opening = start_tags(around[1:])
        if opening not in self.fills:
            (page,) = self.document(f"{opening}<p>x</p>{''.join(f'</{one.tag}>' for one in reversed(around[1:]))}", "")
            box = box_of(page).children[0].children[0]
            while box.children and box.children[0].children and not box.children[0].is_column:
                box = box.children[0]
            self.fills[opening] = box.style["column_fill"] == "balance"
        return self.fills[opening]

    def forget_glyphs(self) -> None:
        """Count what is painted from here on: a book does not fail for what others asked for."""
        for font in self.fonts.values():
            font.to_unicode.clear()
            font.missing.clear()

    def painted_glyphs(self) -> dict[str, Glyphs]:
        """The glyphs painted since they were forgotten. Raises what the setting's check of fonts raises."""
        fonts = [font for font in self.fonts.values() if font.to_unicode or font.missing]
        self.setting.check(fonts)
        used: dict[str, Glyphs] = {}
        for font in fonts:
            texts = dict(font.to_unicode)
            add_glyphs(used, font.hash, Glyphs(texts, {one: font.widths[one] for one in texts}))
        return used

    def _glyphs(self, slicer: Slicer) -> dict[str, Glyphs]:
        used = self.painted_glyphs()
        for atom in painted(slicer):
            for item in atom.items:
                if item.hole:
                    add_glyphs(used, item.hole.font.decode(), self.digits.glyphs(item.hole))
        return used

    def _digits(self) -> Digits:
        """Digits in each face of the fonts, with figures as they come and as wide as each other."""
        faces = "".join(
            f'<p style="font:{style} {weight} 12pt &quot;{family}&quot;;font-variant-numeric:{figures}">0123456789</p>'
            for family in sorted(self.setting.families)
            for weight in (400, 600)
            for style in ("normal", "italic")
            for figures in ("normal", "tabular-nums")
        )
        (piece,) = self.make([f"<div>{faces}</div>"])
        tables: dict[tuple[bytes, bytes], tuple[bytes, ...]] = {}
        widths: dict[tuple[bytes, bytes], float] = {}
        for atom in piece.atoms:
            for item in atom.items:
                for font, table in _ten_digits(item):
                    width = {piece.glyphs[font.decode()].widths[int(code, 16)] for code in table}
                    if len(width) == 1:
                        tables[font, table[int(STAND_IN)]] = table
                        widths[font, table[int(STAND_IN)]] = width.pop()
        return Digits(tables, widths)


def _ten_digits(item: Ink) -> list[tuple[bytes, tuple[bytes, ...]]]:
    fonts = re.findall(rb"/(\S+) [0-9.]+ Tf", item.content)
    codes = b"".join(re.findall(rb"<([0-9a-f]+)>", item.content))
    if item.tag == ARTIFACT or len(set(fonts)) != 1 or len(codes) != 40:
        return []
    return [(fonts[0], tuple(codes[at : at + 4] for at in range(0, 40, 4)))]


def _piece(
    page: Any, slicer: Slicer, glyphs: dict[str, Glyphs], found: tuple[Any, Any, Any], *, whole_page: bool
) -> Piece:
    elements, parents, links = found
    for atom in slicer.atoms[:-1]:
        atom.ends = [one for one in atom.ends if asks(one, atom)]
    for number, link in enumerate(links):
        left, top, right, bottom = link.rectangle
        slicer.place((left + right) / 2, (top + bottom) / 2).links.append(number)
    for name, (x, y, _, _) in page.anchors.items():
        slicer.place(x + 0.01, y + 0.01).anchors.append((_OWN.sub(OWN_ANCHOR, name), x, y))
    for level, label, (x, y), state in page.bookmarks:
        slicer.place(x + 0.01, y + 0.01).bookmarks.append((level, label, x, y, state))
    body = box_of(page).children[0].children[0]
    wrapper = body if whole_page else body.children[0]
    tops, clears = margins_of(wrapper, first=True)
    bottoms, _ = margins_of(wrapper, first=False)
    inside = wrapper.children[0]
    piece = Piece(
        slicer.atoms,
        sorted(slicer.edges, key=lambda one: (one.first, one.depth)),
        links,
        elements,
        parents,
        tops,
        bottoms,
        breaks_at(inside, first=True),
        breaks_at(inside, first=False),
        clears,
        slicer.brush.forms,
        tuple(sorted(slicer.brush.needs)),
        tuple(sorted(slicer.brush.pictures)),
        glyphs,
        columns_around(wrapper),
        slicer.before,
        whole_page,
        tuple(item for atom in painted(slicer) for item in atom.items if item.value),
        tuple(slicer.notes),
        max(number for number, one in enumerate(elements) if one.parent is None) if slicer.notes else None,
    )
    told = [label for _, label, _, _ in page.bookmarks]
    told += [words for atom in slicer.atoms for words in (*atom.starts.values(), *atom.sets.values())]
    if piece.values and any(BLANK in words for words in told):
        withdraw(piece)
    return piece
