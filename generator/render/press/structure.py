"""The structure of laid-out pieces: WeasyPrint's elements, without the places that each book gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.late import target_of
from generator.render.press.piece import Element, PieceLink
from generator.render.tags.links import name_links
from generator.render.tags.tables import join_tables
from generator.render.tags.tree import Tree

HEAD = b"(@"
"""What the ids of table heads begin with in a piece, where each book puts a number of its own."""
_MEANING = frozenset(("Alt", "A", "ID"))
_WITH_TEXT = re.compile("/(P|H[1-6]|LBody|Lbl|T[DH]|Caption|Link|Span)$")
"""Elements whose text may be right inside of them. Those around pieces, which keep elements alone, are others."""
_HEAD_ID = re.compile(rb"\((\d+)-(\d+-\d+)\)")
_REFERENCE = re.compile(rb"(\d+) 0 R$")


class Sheets:
    """The pages of one layout as the document WeasyPrint's own functions ask for."""

    def __init__(self, pages: Sequence[Any]) -> None:
        self.pages = list(pages)


@lru_cache(maxsize=1)
def _pdf_class() -> Any:
    """A PDF that works out once which pages it has, when all are there: WeasyPrint asks for each element."""

    class Pages(engine().pydyf.PDF):  # type: ignore[misc]
        @cached_property
        def page_references(self) -> Any:
            return super().page_references

    return Pages


def structures(
    pages: Sequence[Any], tags: Sequence[dict[Any, Any]]
) -> list[tuple[list[Element], list[int], list[PieceLink]]]:
    """Of each page its elements, the element of each mark, and its links.

    The outermost elements are those right below the document; they have no parent.
    """
    pydyf = engine().pydyf
    pdf = _pdf_class()()
    pdf.catalog["Lang"] = pydyf.String("und")  # WeasyPrint would warn; a book says its own
    sheets = Sheets(pages)
    streams = []
    for page, marks in zip(pages, tags, strict=True):
        stream = pydyf.Stream()
        stream._tags = dict(marks)  # noqa: SLF001 -- where WeasyPrint's function looks for them
        pdf.add_object(stream)
        sheet = pydyf.Dictionary({"Type": "/Page", "Contents": stream.reference})
        pdf.add_page(sheet)
        engine().add_links((page.links, ()), engine().Matrix(), pdf, sheet, [], {})
        streams.append(stream)
    engine().add_tags(pdf, sheets, "1.7", streams)
    tree = Tree(pdf)
    join_tables(sheets, tree)
    name_links(sheets)
    tops: dict[bytes, list[Any]] = {one: [] for one in pdf.page_references}
    for element in tree.kids(tree.kids(tree.root)[0]):
        tops[element["Pg"]].append(element)
    return [
        _Reader(pdf, page).read(tops[reference]) for page, reference in zip(pages, pdf.page_references, strict=True)
    ]


class _Reader:
    def __init__(self, pdf: Any, page: Any) -> None:
        self.objects, self.page = pdf.objects, page
        self.elements: list[Element | None] = []
        self.parents: dict[int, int] = {}
        self.links: dict[int, int] = {}
        self.tables: dict[bytes, int] = {}
        self.annotations = {
            one[3].link_annotation.number: number
            for number, one in enumerate(page.links)
            if one[0] in ("internal", "external")
        }

    def read(self, tops: Sequence[Any]) -> tuple[list[Element], list[int], list[PieceLink]]:
        for top in tops:
            self.visit(top, None)
        links = []
        for number, (kind, target, rectangle, box) in enumerate(self.page.links):
            late = target_of(target) if kind == "internal" else None
            name = box.link_annotation["Contents"].string
            name = name if isinstance(name, str) else name.decode()
            links.append(PieceLink(kind, target, name, rectangle, self.links[number], late[1] if late else None))
        parents = [self.parents[mark] for mark in range(len(self.parents))]
        return [one for one in self.elements if one is not None], parents, links

    def visit(self, element: Any, parent: int | None) -> int:
        number = len(self.elements)
        self.elements.append(None)
        kids: list[tuple[str, int]] = []
        for kid in element["K"]:
            if isinstance(kid, int):
                self.parents[kid] = number
                kids.append(("m", kid))
                continue
            child = self.object(kid)
            marks = self.marks(child) if _WITH_TEXT.match(element["S"]) else None
            if marks is not None:
                self.parents |= dict.fromkeys(marks, number)
                kids += [("m", mark) for mark in marks]
            elif child.get("Type") == "/OBJR":
                link = self.annotations[int(_REFERENCE.match(child["Obj"])[1])]  # type: ignore[index]
                self.links[link] = number
                kids.append(("o", link))
            else:
                kids.append(("e", self.visit(child, number)))
        figure, heads = None, b""
        attributes = b"/Alt " + element["Alt"].data if "Alt" in element else b""
        if "A" in element and element["S"] == "/Figure":
            left, top, right, bottom = (float(edge) for edge in element["A"]["BBox"])
            figure = (left, top, right, bottom)
        elif "A" in element:
            heads = b"/A" + element["A"].data
        if "ID" in element:
            heads = b"/ID" + element["ID"].data + heads
        self.elements[number] = Element(
            element["S"].encode(), parent, tuple(kids), attributes, _HEAD_ID.sub(self.head, heads), figure
        )
        return number

    def object(self, reference: bytes) -> Any:
        return self.objects[int(_REFERENCE.match(reference)[1])]  # type: ignore[index]

    def marks(self, element: Any) -> list[int] | None:
        """The marks in an element that means nothing, as WeasyPrint has one for each text of a line.

        They can be the parent's own. None of any other element, and of one with an element that means something.
        """
        if element.get("S") not in ("/Span", "/NonStruct") or element.keys() & _MEANING:
            return None
        found: list[int] = []
        for kid in element["K"]:
            inner = [kid] if isinstance(kid, int) else self.marks(self.object(kid))
            if inner is None:
                return None
            found += inner
        return found

    def head(self, match: re.Match[bytes]) -> bytes:
        table = self.tables.setdefault(match[1], len(self.tables))
        return HEAD + b"%d-%s)" % (table, match[2])
