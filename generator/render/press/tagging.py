"""The structure of a book: the elements of its pieces inside the elements around them, with their places on pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.render.press.breaks import PageRun
from generator.render.press.draw import called
from generator.render.press.engine import engine
from generator.render.press.file import BookFile
from generator.render.press.links import POINTS, BookLink, Links, references
from generator.render.press.piece import Element
from generator.render.press.roots import head_rows, outline_of
from generator.render.press.sketch import Sketch
from generator.render.press.slots import Use
from generator.render.press.structure import HEAD

_HEAD_ID = re.compile(re.escape(HEAD) + rb"(\d+)-(\d+)-(\d+)\)")
KINDS = {
    "section": b"/Sect",
    "ul": b"/L",
    "ol": b"/L",
    "div": b"/Div",
    "article": b"/Art",
    "main": b"/Part",
    "table": b"/Table",
    "tbody": b"/TBody",
}
"""What an element around pieces is in a PDF, as in WeasyPrint's `_get_pdf_tag`."""

Path = tuple[tuple[str, str], ...]


class Tagging:
    """Gathers marks and links while pages are painted, then adds the structure to the PDF."""

    def __init__(
        self,
        uses: Sequence[Use],
        pages: Sequence[Sequence[PageRun]],
        height: float,
        drawings: Sequence[Sequence[Sketch]],
    ) -> None:
        self.uses, self.pages, self.height, self.drawings = uses, pages, height, drawings
        self.marks: list[list[tuple[int, int]]] = [[] for _ in pages]
        """On each page, the use and the element of each mark."""
        self.places: list[dict[int, tuple[int, int]]] = [{} for _ in uses]
        """Of each use, the page and the number there of each of the piece's marks."""
        self.links = Links(height)

    def mark(self, page: int, use: int, mark: int) -> int:
        """The number on a page for a mark of a piece."""
        marks = self.marks[page]
        number = len(marks)
        marks.append((use, self.uses[use].piece.parents[mark]))
        self.places[use][mark] = (page, number)
        return number

    def add(self, pdf: Any, file: BookFile) -> None:
        """Add the structure to a PDF, whose pages are there, and to its file."""
        _Tree(self, pdf, file).add()


class _Tree:
    def __init__(self, tagging: Tagging, pdf: Any, file: BookFile) -> None:
        self.tagging, self.pdf, self.file = tagging, pdf, file
        self.references: tuple[bytes, ...] = pdf.page_references
        self.sheets = [pdf.objects[int(one.split()[0])] for one in self.references]
        self.outlines = [outline_of(use) for use in tagging.uses]
        self.root, self.document, self.index = (file.reserve() for _ in range(3))
        self.around: dict[Path, int] = {}
        """The elements around pieces, by their path."""
        self.firsts: dict[Path, int] = {}
        """The first use in each table and group of rows."""
        self.ids: list[tuple[bytes, int]] = []
        """The heads of tables, by their ids."""
        for number, use in enumerate(tagging.uses):
            for depth in range(1, len(use.path) + 1):
                if use.path[:depth] not in self.around:
                    self.around[use.path[:depth]] = file.reserve()
                    self.firsts[use.path[:depth]] = number
        self.numbers = [
            dict(zip(one.there, range(file.reserve(len(one.there)), file.first + len(file.own)), strict=True))
            for one in self.outlines
        ]
        """Of each use, the objects of its elements."""

    def add(self) -> None:
        """Write all elements, and what leads to them."""
        link_rows = self.tagging.links.add(self.file, self.sheets, self.element_of)
        kids = self.kids_around()
        for number in range(len(self.tagging.uses)):
            self.elements(number)
        for path, container in self.around.items():
            kind, up = KINDS.get(path[-1][0], b"/NonStruct"), self.around.get(path[:-1], self.document)
            self.file.put(container, _element(kind, up, b"", references(kids[path])))
        self.file.put(self.document, _element(b"/Document", self.root, b"", references(kids[()])))
        mark_rows = [
            b"%d[%s]" % (page, references([self.numbers[use][element] for use, element in marks]))
            for page, marks in enumerate(self.tagging.marks)
        ]
        self.file.put(self.index, b"<</Nums[%s]>>" % b" ".join([*mark_rows, *link_rows]))
        ids = b" ".join(b"%s %d 0 R" % one for one in sorted(self.ids))
        names = b"/IDTree<</Names [%s]>>" % ids if ids else b""
        self.file.put(
            self.root,
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R%s>>" % (self.document, self.index, names),
        )
        self.catalog()

    def element_of(self, link: BookLink) -> int:
        """The object of the element that a link is in."""
        return self.numbers[link.use][self.tagging.uses[link.use].piece.links[link.number].element]

    def kids_around(self) -> dict[Path, list[int]]:
        """What is right below each element around pieces, and below the document."""
        kids: dict[Path, list[int]] = {(): []} | {path: [] for path in self.around}
        for number, (use, outline) in enumerate(zip(self.tagging.uses, self.outlines, strict=True)):
            numbers = self.numbers[number]
            for depth in range(1, len(use.path) + 1):
                if self.firsts[use.path[:depth]] == number:
                    if use.path[depth - 1][0] == "tbody":
                        kids[use.path[: depth - 1]] += [numbers[head] for head in outline.heads]
                    kids[use.path[: depth - 1]].append(self.around[use.path[:depth]])
            kids[use.path] += [numbers[top] for top in outline.tops]
            kids[_around_notes(use)] += [numbers[at] for at in outline.foot]
        return kids

    def elements(self, number: int) -> None:
        """Write the elements of one use."""
        use, outline, numbers = self.tagging.uses[number], self.outlines[number], self.numbers[number]
        tops = dict.fromkeys(outline.tops, self.around.get(use.path, self.document))
        tops |= dict.fromkeys(outline.heads, self.around.get(use.path[:-1], self.document))
        tops |= dict.fromkeys(outline.foot, self.around.get(_around_notes(use), self.document))
        elements = use.piece.elements
        for at, own in numbers.items():
            element = elements[at]
            up = tops[at] if at in tops else numbers[element.parent or 0]
            page, kids = self.kids(number, element)
            told = element.attributes and called(element.attributes, self.tagging.drawings[number])
            if element.heads:
                heads = _HEAD_ID.sub(lambda match: self.head(match, number, use), element.heads)
                if heads.startswith(b"/ID"):
                    self.ids.append((heads[3 : heads.index(b")") + 1], own))
                told += heads
            if element.figure:
                told += self.figure(number, element)
            self.file.put(own, _element(element.kind, up, page, kids, told))

    def head(self, match: re.Match[bytes], number: int, use: Use) -> bytes:
        """The id in the book of a head that a piece names: that of the use where its row is."""
        row = int(match[2])
        if row < use.piece.skipped:
            depth = next(at for at, (name, _) in enumerate(use.path) if name == "table") + 1
            number = self.firsts[use.path[:depth] if row < head_rows(use.piece) else use.path]
        return b"(%d-%s-%s-%s)" % (number, match[1], match[2], match[3])

    def kids(self, use: int, element: Element) -> tuple[bytes, bytes]:
        """The page that an element begins on, where it has text of its own, and what is right below it."""
        page, words = b"", []
        for kind, one in element.kids:
            if kind == "m":
                sheet, mark = self.tagging.places[use][one]
                reference = self.references[sheet]
                page = page or reference
                is_there = page == reference
                words.append(b"%d" % mark if is_there else b"<</Type/MCR/Pg %s/MCID %d>>" % (reference, mark))
            elif kind == "e":
                words.append(b"%d 0 R" % self.numbers[use][one])
            else:
                link, on = self.tagging.links.objects[use, one]
                words.append(b"<</Type/OBJR/Obj %d 0 R/Pg %s>>" % (link, self.references[on]))
        return page, b" ".join(words)

    def figure(self, use: int, element: Element) -> bytes:
        """Where a drawing is, counted from the lower left corner of its page, in points."""
        mark = next((one for kind, one in element.kids if kind == "m"), None)
        if mark is None or element.figure is None:
            return b""
        left, top, right, bottom = element.figure
        page, _ = self.tagging.places[use][mark]
        middle, atoms = (top + bottom) / 2, self.tagging.uses[use].piece.atoms
        run = next(
            (
                one
                for one in self.tagging.pages[page]
                if one.use == use and atoms[one.first].top - 1 <= middle <= atoms[one.end - 1].bottom + 1
            ),
            next(one for one in self.tagging.pages[page] if one.use == use),
        )
        return b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % (
            (left + run.dx) * POINTS,
            (self.tagging.height - bottom - run.dy) * POINTS,
            (right + run.dx) * POINTS,
            (self.tagging.height - top - run.dy) * POINTS,
        )

    def catalog(self) -> None:
        """Say in the PDF that it has a structure."""
        pydyf, catalog = engine().pydyf, self.pdf.catalog
        catalog["StructTreeRoot"] = b"%d 0 R" % self.root
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["PageMode"] = "/UseOutlines"
        for number, page in enumerate(self.sheets):
            page["Tabs"], page["StructParents"] = "/S", number


def _around_notes(use: Use) -> Path:
    """What the notes of a use are in: they follow it, but not in a list or a table."""
    path = use.path
    while path and path[-1][0] in ("ul", "ol", "table", "tbody"):
        path = path[:-1]
    return path


def _element(kind: bytes, up: int, page: bytes, kids: bytes, told: bytes = b"") -> bytes:
    """An element as an object."""
    on = page and b"/Pg " + page
    return b"<</Type/StructElem/S%s/P %d 0 R%s/K[%s]%s>>" % (kind, up, on, kids, told)
