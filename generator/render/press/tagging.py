"""The structure of a book: the elements of its pieces inside the elements around them, with their places on pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.render.press.breaks import PageRun
from generator.render.press.draw import called
from generator.render.press.engine import engine, raw_class
from generator.render.press.piece import Element
from generator.render.press.roots import below, foot_of, head_of, head_rows, roots
from generator.render.press.sketch import Sketch
from generator.render.press.slots import Use
from generator.render.press.structure import HEAD

POINTS = 0.75
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
        self.links: list[dict[int, tuple[Any, Any, str]]] = [{} for _ in uses]

    def mark(self, page: int, use: int, mark: int) -> int:
        """The number on a page for a mark of a piece."""
        number = len(self.marks[page])
        self.marks[page].append((use, self.uses[use].piece.parents[mark]))
        self.places[use][mark] = (page, number)
        return number

    def link(self, page: Any, use: int, link: int, name: str, box: Any) -> None:
        """A link of a piece is on a page."""
        self.links[use][link] = (page, box, name)

    def add(self, pdf: Any, pages: Sequence[Any]) -> None:
        """Add the structure to a PDF that has these pages."""
        _Tree(self, pdf, pages).add()


class _Tree:
    def __init__(self, tagging: Tagging, pdf: Any, pages: Sequence[Any]) -> None:
        self.tagging, self.pdf = tagging, pdf
        self.sheets = list(pdf.page_references)
        self.pages = {id(page): reference for page, reference in zip(pages, self.sheets, strict=True)}
        self.raw = raw_class()
        self.numbers: list[dict[int, int]] = []
        """Of each use, the objects of its elements."""
        self.firsts: dict[Path, int] = {}
        """The first use in each table and group of rows."""

    def add(self) -> None:
        """Number all elements, then write each."""
        pdf, pydyf = self.pdf, engine().pydyf
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        document = self.raw()
        tree = self.raw()
        for one in (root, document, tree):
            pdf.add_object(one)
        self.document = document.number
        self.around = self.containers()
        self.numbers = [self.numbered(use) for use in self.tagging.uses]
        ids: list[tuple[bytes, int]] = []
        kids: dict[Path, list[int]] = {(): []} | {path: [] for path in self.around}
        for number, use in enumerate(self.tagging.uses):
            for depth in range(1, len(use.path) + 1):
                if use.path[depth - 1][0] == "tbody" and use.path not in self.firsts:
                    kids[use.path[: depth - 1]] += [self.numbers[number][head] for head in head_of(use)]
                self.firsts.setdefault(use.path[:depth], number)
                container = self.around[use.path[:depth]]
                if container not in kids[use.path[: depth - 1]]:
                    kids[use.path[: depth - 1]].append(container)
            kids[use.path] += [self.numbers[number][top] for top in roots(use)]
            kids[self.around_notes(use)] += [self.numbers[number][at] for at in foot_of(use)]
            self.elements(number, use, ids)
        for path, container in self.around.items():
            pdf.objects[container].data = b"<</Type/StructElem/S%s/P %d 0 R/K[%s]>>" % (
                KINDS.get(path[-1][0], b"/NonStruct"),
                self.around.get(path[:-1], self.document),
                _references(kids[path]),
            )
        document.data = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root.number, _references(kids[()]))
        root["K"] = pydyf.Array([document.reference])
        root["ParentTree"] = tree.reference
        ids.sort()
        if ids:
            root["IDTree"] = b"<</Names [%s]>>" % b" ".join(b"%s %d 0 R" % one for one in ids)
        tree.data = self.parent_tree()
        self.catalog(root)

    def containers(self) -> dict[Path, int]:
        """The elements around pieces, by their path."""
        around: dict[Path, int] = {}
        for use in self.tagging.uses:
            for depth in range(1, len(use.path) + 1):
                if use.path[:depth] not in around:
                    element = self.raw()
                    self.pdf.add_object(element)
                    around[use.path[:depth]] = element.number
        return around

    def around_notes(self, use: Use) -> Path:
        """What the notes of a use are in: they follow it, but not in a list or a table."""
        path = use.path
        while path and path[-1][0] in ("ul", "ol", "table", "tbody"):
            path = path[:-1]
        return path

    def numbered(self, use: Use) -> dict[int, int]:
        """Objects for those elements of a use that are in the book."""
        numbers = {}
        for at in below(use.piece, {*roots(use), *head_of(use), *foot_of(use)}):
            element = self.raw()
            self.pdf.add_object(element)
            numbers[at] = element.number
        return numbers

    def elements(self, number: int, use: Use, ids: list[tuple[bytes, int]]) -> None:
        """Write the elements of one use."""
        parent = self.around.get(use.path, self.document)
        numbers = self.numbers[number]
        heads_above = dict.fromkeys(head_of(use), self.around.get(use.path[:-1], self.document))
        notes = dict.fromkeys(foot_of(use), self.around.get(self.around_notes(use), self.document))
        tops = dict.fromkeys(roots(use), parent) | heads_above | notes
        for at, own in numbers.items():
            element = use.piece.elements[at]
            up = tops[at] if at in tops else numbers[element.parent or 0]
            page, kids = self.kids(number, element)
            heads = element.heads and _HEAD_ID.sub(lambda match: self.head(match, number, use), element.heads)
            if heads.startswith(b"/ID"):
                ids.append((heads[3 : heads.index(b")") + 1], own))
            self.pdf.objects[own].data = b"<</Type/StructElem/S%s/P %d 0 R%s/K[%s]%s%s%s>>" % (
                element.kind,
                up,
                b"/Pg " + page if page else b"",
                kids,
                called(element.attributes, self.tagging.drawings[number]),
                heads,
                self.figure(number, element),
            )

    def head(self, match: re.Match[bytes], number: int, use: Use) -> bytes:
        """The id in the book of a head that a piece names: that of the use where its row is."""
        row = int(match[2])
        if row < use.piece.skipped:
            depth = next(at for at, (name, _) in enumerate(use.path) if name == "table") + 1
            number = self.firsts[use.path[:depth] if row < head_rows(use.piece) else use.path]
        return b"(%d-%s-%s-%s)" % (number, match[1], match[2], match[3])

    def kids(self, use: int, element: Element) -> tuple[bytes | None, bytes]:
        page, words = None, []
        for kind, one in element.kids:
            if kind == "e":
                words.append(b"%d 0 R" % self.numbers[use][one])
            elif kind == "m":
                sheet, mark = self.tagging.places[use][one]
                page = page or self.sheets[sheet]
                words.append(
                    b"%d" % mark
                    if self.sheets[sheet] == page
                    else b"<</Type/MCR/Pg %s/MCID %d>>" % (self.sheets[sheet], mark)
                )
            else:
                on, box, _ = self.tagging.links[use][one]
                words.append(b"<</Type/OBJR/Obj %s/Pg %s>>" % (box.link_annotation.reference, self.pages[id(on)]))
        return page, b" ".join(words)

    def figure(self, use: int, element: Element) -> bytes:
        """Where a drawing is, counted from the lower left corner of its page, in points."""
        if element.figure is None:
            return b""
        left, top, right, bottom = element.figure
        mark = next((one for kind, one in element.kids if kind == "m"), None)
        if mark is None:
            return b""
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

    def parent_tree(self) -> bytes:
        """Which element each mark and each link belongs to."""
        rows = [
            b"%d[%s]" % (number, _references([self.numbers[use][element] for use, element in marks]))
            for number, marks in enumerate(self.tagging.marks)
        ]
        number = len(self.sheets)
        for use, links in enumerate(self.tagging.links):
            piece = self.tagging.uses[use].piece
            for link, (_, box, name) in links.items():
                box.link_annotation["StructParent"] = number
                box.link_annotation["Contents"] = engine().pydyf.String(name)
                rows.append(b"%d %d 0 R" % (number, self.numbers[use][piece.links[link].element]))
                number += 1
        return b"<</Nums[%s]>>" % b" ".join(rows)

    def catalog(self, root: Any) -> None:
        pydyf, catalog = engine().pydyf, self.pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["PageMode"] = "/UseOutlines"
        for number, reference in enumerate(self.sheets):
            page = self.pdf.objects[int(reference.split()[0])]
            page["Tabs"], page["StructParents"] = "/S", number


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % one for one in numbers)
