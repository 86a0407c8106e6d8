"""Making a book from pieces."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from generator.render.press.commons import Commons
from generator.render.press.cut import Cutting, cut
from generator.render.press.draw import cannot_be_drawn, needed
from generator.render.press.foot import FootArea, painted
from generator.render.press.get import get_pieces
from generator.render.press.holes import with_values
from generator.render.press.late import LATE
from generator.render.press.layout import Layout
from generator.render.press.notes import count_notes
from generator.render.press.pages import SetPage, are_set_alike, set_pages
from generator.render.press.selectors import refuse_selectors
from generator.render.press.setting import Setting
from generator.render.press.shelf import PieceShelf
from generator.render.press.sketch import with_drawings
from generator.render.press.slots import Use
from generator.render.press.stamps import Asked, Stamps
from generator.render.press.stock import FolderStock
from generator.render.press.unfit import Unfit
from generator.render.press.values import too_wide, wanted
from generator.render.press.write import Imposition

ROUNDS = 6
"""Pages are set again until every reference to a page has as many digits as it was laid out with."""

MOST_LAYOUTS = 4
"""Languages and styles for which pieces are remembered at once."""

_LANG = re.compile(r'<html lang="([^"]*)"')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>")


@dataclass(slots=True)
class _Placed:
    part: Cutting
    counts: dict[int, int] = field(default_factory=dict)
    """How many digits each link's page has, where it is not two."""
    kept: set[int] = field(default_factory=set)
    """The late texts that are laid out themselves, as they have no room in the piece of others."""
    drawn: set[int] = field(default_factory=set)
    """The drawings that WeasyPrint has to draw."""
    html: str = ""
    """What is laid out for it, by the three above."""

    def renew(self) -> None:
        """Say again what is laid out."""
        html = with_values(self.part.html, self.part.values, self.kept) if self.kept else self.part.html
        html = with_drawings(html, self.part.drawings, self.drawn) if self.drawn else html
        for link, count in self.counts.items():
            html = html.replace(f'"#{LATE}-2-{link}"', f'"#{LATE}-{count}-{link}"')
        self.html = html


class Press:
    """Makes books of one theme, from pieces that it keeps."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.layouts: dict[tuple[str, str], tuple[Layout, Stamps, PieceShelf]] = {}

    def plan(self, html: str, own: Collection[str] = ()) -> tuple[Imposition, Layout]:
        """The pages of a book's print HTML. Pieces that have one of its reader's `own` words stay in this process.

        Raises Unfit where pieces cannot make them.
        """
        opening = _found(_BODY, html)
        layout, stamps, known = self.kept(_found(_LANG, html, 1), "".join(_STYLE.findall(html[: html.index(opening)])))
        body = html[html.index(opening) + len(opening) : html.rindex("</body>")]
        parts = cut(body)
        count_notes(parts)
        placed = [_Placed(part) for part in parts]
        layout.letters.prepare(each for one in placed for each in needed(one.part.drawings))
        for one in placed:
            one.drawn = cannot_be_drawn(one.part.drawings, layout.letters)
            one.renew()
        uses, pages, where = self.settled(placed, layout, known, own)
        known.end_book()
        _forget_pictures(known, layout)
        asked = _asked(placed, uses, pages, stamps.strings(opening), stamps.firsts)
        stamps.prepare([one for one in asked if one is not None])
        marks = [[] if one is None else stamps.of(*one) for one in asked]
        return Imposition([one.part for one in placed], uses, pages, marks, where), layout

    def kept(self, lang: str, style: str) -> tuple[Layout, Stamps, PieceShelf]:
        if (lang, style) not in self.layouts:
            if len(self.layouts) >= MOST_LAYOUTS:
                self.layouts.clear()
            refuse_selectors(self.setting.own + style)
            layout = Layout(self.setting, lang, style)
            self.layouts[lang, style] = (layout, Stamps(layout), PieceShelf())
            drawn = hashlib.sha256(f"{lang}\0{style}\0{layout.digits}\0{layout.measure}".encode()).hexdigest()
            context = f"{self.setting.digest} {drawn}"
            if self.setting.stock is not None:
                layout.stocks.append(FolderStock(self.setting.stock, context, writes=self.setting.keeps))
                layout.texts.stock = layout.stocks[-1]
            if self.setting.commons is not None:
                layout.stocks.append(Commons(self.setting.commons, context))
        return self.layouts[lang, style]

    def settled(
        self, placed: Sequence[_Placed], layout: Layout, known: PieceShelf, own: Collection[str]
    ) -> tuple[list[Use], list[SetPage], dict[str, int]]:
        """Pieces and pages, once each reference to a page has the room it needs. Raises Unfit where that has no end."""
        uses: list[Use] = []
        pages: list[SetPage] = []
        for _ in range(ROUNDS):
            get_pieces({one.html: one.part.whole_page for one in placed}, layout, known, own)
            while _keep_wide(placed, layout, known):
                get_pieces({one.html: one.part.whole_page for one in placed}, layout, known, own)
            before, uses = uses, [Use(known[one.html], one.part.path) for one in placed]
            if not before or not all(map(are_set_alike, before, uses)):
                pages = _set(uses, layout)
            where = _where(placed, uses, pages)
            if not _recount(placed, uses, where):
                return uses, pages, where
        raise Unfit("references to pages do not settle")


def _set(uses: Sequence[Use], layout: Layout) -> list[SetPage]:
    """The pages of some pieces."""
    area = layout.foot if any(one.piece.notes for one in uses) else FootArea()
    pages = set_pages(uses, layout.measure, area)
    for number, page in enumerate(pages):
        left = layout.measure.lefts[number % 2]
        for run in page.runs:
            run.dx += 0 if uses[run.use].piece.whole_page else left
        for note in page.notes:
            note.dx += left
    return pages


def _keep_wide(placed: Sequence[_Placed], layout: Layout, known: PieceShelf) -> bool:
    """Lay out the late texts that have no room in their pieces; says whether there are new ones."""
    with_texts = [(one, known[one.html]) for one in placed if one.part.values]
    layout.shapes.prepare(each for one, piece in with_texts for each in wanted(one.part.values, piece))
    changed = False
    for one, piece in with_texts:
        found = too_wide(one.part.values, piece, layout.shapes)
        if found:
            changed = True
            one.kept |= found
            one.renew()
    return changed


def _forget_pictures(known: PieceShelf, layout: Layout) -> None:
    """Let go the pictures of pieces that are not remembered any more."""
    pictures = {name for piece in known.values() for name in piece.pictures}
    layout.pictures = {name: one for name, one in layout.pictures.items() if name in pictures}


def _where(placed: Sequence[_Placed], uses: Sequence[Use], pages: Sequence[SetPage]) -> dict[str, int]:
    """The page of each anchor."""
    where: dict[str, int] = {}
    for number, page in enumerate(pages):
        there = [(run.use, atom) for run in page.runs for atom in uses[run.use].piece.atoms[run.first : run.end]]
        there += [(one.use, uses[one.use].piece.notes[one.number].atom) for one in page.notes]
        for use, atom in there:
            for anchor, _, _ in atom.anchors:
                where.setdefault(placed[use].part.anchor_of(anchor), number)
    return where


def _recount(placed: Sequence[_Placed], uses: Sequence[Use], where: dict[str, int]) -> bool:
    """Give each reference to a page the room it needs; says whether one has to be laid out again."""
    changed = False
    for one, use in zip(placed, uses, strict=True):
        for atom in painted(use.piece):
            for item in atom.items:
                if item.hole is None or not item.hole.page or item.hole.link is None:
                    continue
                late = one.part.lates[item.hole.link]
                if late.target not in where:
                    raise Unfit(f"a link leads to {late.target}, which is not there")
                count = len(str(where[late.target] + 1))
                if count != one.counts.get(item.hole.link, 2):
                    one.counts[item.hole.link] = count
                    one.renew()
                    changed = True
    return changed


def _asked(
    placed: Sequence[_Placed], uses: Sequence[Use], pages: Sequence[SetPage], strings: dict[str, str], firsts: set[str]
) -> list[Asked | None]:
    """What is printed around each page: the strings set where it begins, else the last ones before.

    Raises Unfit where it is the first string set anywhere on the page that is printed, and the text sets it.
    """
    asked: list[Asked | None] = []
    current: dict[str, str] = {}
    for number, page in enumerate(pages):
        runs = page.runs
        piece = uses[runs[0].use].piece
        starts = placed[runs[0].use].part.told(piece.atoms[runs[0].first].starts)
        asked.append(None if piece.whole_page else (number % 2, {**current, **starts, **strings}, str(number + 1)))
        current |= starts
        for run in runs:
            for atom in uses[run.use].piece.atoms[run.first : run.end]:
                current |= placed[run.use].part.told(atom.sets) if atom.sets else {}
    if firsts & (current.keys() - strings.keys()):
        raise Unfit("a running head prints what is first set on its page, wherever that is")
    return asked


def _found(pattern: re.Pattern[str], html: str, group: int = 0) -> str:
    match = pattern.search(html)
    if match is None:
        raise Unfit("its template is not laid out as a book's")
    return match[group]
