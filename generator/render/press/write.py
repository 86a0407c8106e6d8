"""Writing a book: its pages from painted pieces, its structure, links and places, as WeasyPrint writes a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.render.press.breaks import PageRun
from generator.render.press.cut import Cutting
from generator.render.press.draw import drawn
from generator.render.press.engine import engine
from generator.render.press.foot import PageNote
from generator.render.press.frames import divided
from generator.render.press.late import HEAD, STAND_IN, Digits
from generator.render.press.layout import Layout
from generator.render.press.links import BookLink
from generator.render.press.needs import Form
from generator.render.press.pages import SetPage
from generator.render.press.paint import NEEDED
from generator.render.press.piece import ARTIFACT, RAW, Atom, Edges, Ink, Piece, PieceLink
from generator.render.press.short import Imprint
from generator.render.press.slots import Use
from generator.render.press.tagging import Tagging
from generator.render.press.unfit import Unfit
from generator.render.press.values import filled_value

Needs = Iterable[tuple[bytes, bytes]]
"""Names of what a content takes from the resources of its page or form, with their operators."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """Everything a book is made of: its parts with their pieces, what is on each page, and where anchors are."""

    parts: Sequence[Cutting]
    uses: Sequence[Use]
    pages: Sequence[SetPage]
    stamps: Sequence[Sequence[Imprint]]
    where: Mapping[str, int]


class BookPage:
    """A page as WeasyPrint's document asks for it."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.bleed = dict.fromkeys(("left", "right", "top", "bottom"), 0)
        self.links: tuple[object, ...] = ()
        """None that WeasyPrint adds: `links.py` does."""
        self.anchors: dict[str, tuple[float, float, float, float]] = {}
        self.bookmarks: list[tuple[int, str, tuple[float, float], str]] = []
        self.forms: dict[None, list[Any]] = {None: []}
        self.content: list[bytes] = []
        self.draw: Callable[[Any], None] = lambda _: None

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page into the PDF's stream."""
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            self.draw(stream)
            stream.stream += self.content


class Writer:
    """Puts the pages of one book together."""

    def __init__(self, plan: Imposition, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.digits: Digits = layout.digits
        measure = layout.measure
        self.pages = [BookPage(measure.width, measure.height) for _ in plan.pages]
        self.forms: dict[str, Form] = {}
        self.tagging = Tagging(
            plan.uses, [one.runs for one in plan.pages], measure.height, [one.drawings for one in plan.parts]
        )
        self.late_margin: list[tuple[int, Ink, float]] = []

    def compose(self) -> list[BookPage]:
        """All pages, with what is painted, linked and named on them."""
        for use in self.plan.uses:
            self.forms |= use.piece.forms
        for number, (page, there, stamps) in enumerate(zip(self.pages, self.plan.pages, self.plan.stamps, strict=True)):
            for run in there.runs:
                self.run(page, number, run)
            if there.notes:
                self.foot(page, number, there)
            for stamp in stamps:
                for item in stamp.content:
                    self.paint(page, item if item.tag == RAW else self.artifact(item, str(number + 1)), number, None)
            page.content = [b"\n".join(page.content)]
        self.pages[0].draw = _resources(self.needs(), self.forms, self.layout.pictures)
        return self.pages

    def needs(self) -> Needs:
        """What is taken from the resources that all pages have in common."""
        around = list({id(stamp): stamp.content for page in self.plan.stamps for stamp in page}.values())
        if any(page.notes for page in self.plan.pages):
            around += self.layout.foot.frames
        found = {one for use in self.plan.uses for one in use.piece.needs}
        return found.union(*(NEEDED.findall(item.content) for items in around for item in items))

    def artifact(self, item: Ink, number: str) -> Ink:
        """Content that is not part of the text."""
        return Ink(ARTIFACT, self.digits.fill(item, number) if item.hole else item.content)

    def repeated(self, item: Ink, use: int) -> Ink:
        """Content that comes again on a page, and is part of the text on the one before."""
        return Ink(ARTIFACT, self.filled(item, use) if item.is_late else item.content)

    def run(self, page: BookPage, number: int, run: PageRun) -> None:
        """What of a piece is on a page."""
        piece = self.plan.uses[run.use].piece
        page.content.append(b"q 1 0 0 1 %.4f %.4f cm" % (run.dx, run.dy))
        if run.head:
            first, end, dy = run.head
            page.content.append(b"q 1 0 0 1 0 %.4f cm" % (dy - run.dy))
            for atom in piece.atoms[first:end]:
                for item in atom.items:
                    self.paint(page, item if item.tag == RAW else self.repeated(item, run.use), number, None)
            page.content.append(b"Q")
        for at, edges in enumerate(piece.edges):
            if edges.first < run.end and edges.last >= run.first:
                self.frame(page, number, run, piece, edges, run.lows.get(at, self.layout.measure.bottom))
        for at in range(run.first, run.end):
            atom = piece.atoms[at]
            raised = atom.beside if at == run.first and run.raised else 0
            if raised:
                page.content.append(b"q 1 0 0 1 0 %.4f cm" % -run.raised)
                for item in atom.items[:raised]:
                    self.paint(page, item, number, run)
                page.content.append(b"Q")
            for item in atom.items[raised:]:
                self.paint(page, item, number, run)
            self.name(page, number, run, atom)
        page.content.append(b"Q")

    def foot(self, page: BookPage, number: int, there: SetPage) -> None:
        """The notes of a page."""
        area, side = self.layout.foot, number % 2
        page.content.append(b"q 1 0 0 1 0 %.4f cm" % (there.foot - area.tops[side]))
        for item in area.frames[side]:
            self.paint(page, item, number, None)
        page.content.append(b"Q")
        for note in there.notes:
            atom = self.plan.uses[note.use].piece.notes[note.number].atom
            page.content.append(b"q 1 0 0 1 %.4f %.4f cm" % (note.dx, note.dy))
            for item in atom.items:
                self.paint(page, item, number, note)
            self.name(page, number, note, atom)
            page.content.append(b"Q")

    def frame(self, page: BookPage, number: int, run: PageRun, piece: Piece, edges: Edges, low: float) -> None:
        """The frame of a box, or what of it is on this page; `low` is where it ends there, if it goes on."""
        begins, ends = edges.first >= run.first, edges.last < max(run.end, run.done)
        if begins and ends:
            for item in edges.whole:
                self.paint(page, item, number, None)
            return
        top = edges.top if begins else piece.atoms[run.first].top
        bottom = edges.bottom if ends else low - run.dy
        page.content += divided(edges, top, bottom, begins=begins, ends=ends)

    def paint(self, page: BookPage, item: Ink, number: int, run: PageRun | PageNote | None) -> None:
        """One item; with a mark where it is text or a drawing of a use."""
        if item.tag == RAW:
            page.content.append(item.content)
        elif item.tag == ARTIFACT or run is None:
            page.content.append(b"/Artifact BMC\n%s\nEMC" % item.content)
        else:
            mark = self.tagging.mark(number, run.use, item.mark)
            content = self.filled(item, run.use) if item.is_late else item.content
            page.content.append(b"/%s <</MCID %d>> BDC\n%s\nEMC" % (item.tag.encode(), mark, content))

    def filled(self, item: Ink, use: int) -> bytes:
        """The content of an item with what this book has there."""
        part = self.plan.parts[use]
        if item.value is not None:
            return filled_value(item, part.values, self.layout.shapes)
        if item.drawing is not None:
            return drawn(item, part.drawings, self.layout.letters)
        assert item.hole is not None
        if item.hole.link is None:
            number = part.number or ""
        elif item.hole.page:
            number = str(self.plan.where[part.lates[item.hole.link].target] + 1)
        else:
            number = part.lates[item.hole.link].number or ""
        return self.digits.fill(item, number)

    def name(self, page: BookPage, number: int, run: PageRun | PageNote, atom: Atom) -> None:
        """The links, anchors and bookmarks of an atom."""
        part, piece = self.plan.parts[run.use], self.plan.uses[run.use].piece
        for which in atom.links:
            link = piece.links[which]
            left, top, right, bottom = link.rectangle
            target, name = self.target(link, part)
            rectangle = (left + run.dx, top + run.dy, right + run.dx, bottom + run.dy)
            self.tagging.links.there.append(BookLink(number, run.use, which, link.kind, target, name, rectangle))
        for name, x, y in atom.anchors:
            page.anchors.setdefault(part.anchor_of(name), (x + run.dx, y + run.dy, x + run.dx, y + run.dy))
        for level, label, x, y, state in atom.bookmarks:
            page.bookmarks.append((level, label.replace(HEAD, part.head or ""), (x + run.dx, y + run.dy), state))

    def target(self, link: PieceLink, part: Cutting) -> tuple[str, str]:
        """Where a link leads to in this book, and what it is called."""
        if link.late is None:
            return link.target, link.name
        late = part.lates[link.late]
        if late.target not in self.plan.where:
            raise Unfit(f"a link leads to {late.target}, which is not there")
        if late.number is None:
            return late.target, link.name
        return late.target, link.name.replace(STAND_IN * len(late.number), late.number, 1)


def _resources(needs: Needs, forms: Mapping[str, Form], pictures: Mapping[str, Any]) -> Callable[[Any], None]:
    """A function that gives the PDF's resources what some content needs."""
    pydyf = engine().pydyf

    def draw(stream: Any) -> None:
        states, drawn = stream._resources["ExtGState"], stream._resources["XObject"]  # noqa: SLF001 -- WeasyPrint's
        for name, operator in sorted((name.decode(), operator) for name, operator in needs):
            if operator == b"gs":
                states[name] = pydyf.Dictionary({"CA" if name[0] == "A" else "ca": float(name[1:])})
            elif name in forms:
                form = forms[name]
                left, top, right, bottom = form.box
                group = stream.add_group(left, top, right - left, bottom - top)
                del drawn[group.id]
                drawn[name] = group
                _resources(set(NEEDED.findall(form.content)), forms, pictures)(group)
                group.stream.append(form.content)
            else:
                stream._images[name] = {**pictures[name], "x_object": None}  # noqa: SLF001
                drawn[name] = None

    return draw
