"""A structural check of PDF/UA-1 with pikepdf: what a machine can know without looking at the page.

It follows the Matterhorn protocol as far as our own PDFs reach: tags, reading structure, language, title, alternative
texts, links, tables, lists, fonts. veraPDF checks more; it runs where it is installed.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

STANDARD = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR",
    "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
    "Figure", "Formula", "Form",
}  # fmt: skip
INSIDE = {
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}
"""Operators that leave a mark on the page."""


@dataclass(slots=True)
class Checker:
    """Gathers findings on one PDF, as short sentences."""

    pdf: pikepdf.Pdf
    findings: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    figures: int = 0
    links: int = 0
    tables: int = 0

    def say(self, finding: str) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


def check_ua(content: bytes) -> list[str]:
    """What is wrong with a PDF; empty where nothing is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        checker = Checker(pdf)
        _document(checker)
        if "/StructTreeRoot" in pdf.Root:
            _structure(checker)
        _pages(checker)
        _fonts(checker)
        _outline(checker)
        return checker.findings


def _document(checker: Checker) -> None:
    root = checker.pdf.Root
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked", False):
        checker.say("the document is not marked as tagged")
    if "/StructTreeRoot" not in root:
        checker.say("there is no structure tree")
    if not str(root.get("/Lang", "")):
        checker.say("there is no language")
    if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle", False):
        checker.say("the title is not displayed")
    if "/AcroForm" in root or "/OpenAction" in root or "/AA" in root:
        checker.say("there are forms or actions")
    if str(root.get("/PageMode", "")) != "/UseOutlines":
        checker.say("the bookmarks are not open")
    metadata = root.get("/Metadata")
    xmp = metadata.read_bytes().decode() if metadata is not None else ""
    if not re.search(r"pdfuaid:part(?:>|=\")1", xmp):
        checker.say("the metadata does not say PDF/UA-1")
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", xmp, re.DOTALL):
        checker.say("the metadata has no title")


def _structure(checker: Checker) -> None:
    root = checker.pdf.Root.StructTreeRoot
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
    for element, parent in _elements(root):
        kind = str(element.get("/S", ""))
        while kind in roles and kind.removeprefix("/") not in STANDARD:
            kind = roles[kind]
        name = kind.removeprefix("/")
        if name not in STANDARD:
            checker.say(f"'{name}' is not a standard structure type")
        _element(checker, element, name, parent)
    levels = checker.headings
    if levels and levels[0] != 1:
        checker.say("the first heading is not of the first level")
    for one, following in itertools.pairwise(levels):
        if following > one + 1:
            checker.say(f"a heading of level {following} follows one of level {one}")
    if "/ParentTree" not in root:
        checker.say("there is no parent tree")
    named = {str(element["/ID"]): element.objgen for element, _ in _elements(root) if "/ID" in element}
    if len(named) != sum("/ID" in element for element, _ in _elements(root)):
        checker.say("two elements have the same id")
    reached = {element.objgen for element, _ in _elements(root)}
    for listed in (_parent_tree(checker) or {}).values():
        elements = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
        if any(one is not None and one.objgen not in reached for one in elements):
            checker.say("text is tagged with an element that has no place in the structure")
    index = list(root.IDTree.Names) if "/IDTree" in root else []
    if {str(name): one.objgen for name, one in zip(index[::2], index[1::2], strict=True)} != named:
        checker.say("the index of ids is not that of the structure")


def _place_of(checker: Checker, figure: Any) -> None:
    """A figure's box must be a part of its page, in the page's own measure."""
    box = _attribute(figure, "/BBox")
    page = figure.get("/Pg")
    if box is None or page is None:
        checker.say("a figure has no place")
        return
    left, low, right, high = (float(edge) for edge in box)
    _, _, width, height = (float(edge) for edge in page.MediaBox)
    if not (0 <= left < right <= width and 0 <= low < high <= height):
        checker.say("a figure lies outside its page")


def _elements(root: Any, parent: str = "") -> Iterator[tuple[Any, str]]:
    """Every structure element with the type of the one around it, in reading order."""
    for kid in _kids(root):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, parent
            yield from _elements(kid, str(kid["/S"]).removeprefix("/"))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element(checker: Checker, element: Any, name: str, parent: str) -> None:
    if re.fullmatch(r"H[1-6]", name):
        checker.headings.append(int(name[1]))
        if re.fullmatch(r"H[1-6]", parent):
            checker.say("a heading is within a heading")
    if name == "Figure":
        checker.figures += 1
        if not str(element.get("/Alt", "")).strip() and not str(element.get("/ActualText", "")).strip():
            checker.say("a figure has no alternative text")
        _place_of(checker, element)
    if name in INSIDE and parent not in INSIDE[name]:
        checker.say(f"{name} is inside {parent or 'nothing'}")
    if name == "L" and any(
        isinstance(kid, pikepdf.Dictionary) and str(kid.get("/S")) not in ("/LI", "/Caption", "/L")
        for kid in _kids(element)
    ):
        checker.say("a list holds something that is not an item")
    if name == "Table":
        checker.tables += 1
        _table(checker, element)
    if name == "Link":
        checker.links += 1
        if not any(
            isinstance(kid, pikepdf.Dictionary) and str(kid.get("/Type", "")) == "/OBJR" for kid in _kids(element)
        ):
            checker.say("a link's tag does not hold its annotation")


def _table(checker: Checker, table: Any) -> None:
    """Every data cell must be led by heads: named one by one, or by the direction a head counts for."""
    cells = [one for one, _ in _elements(table) if str(one.get("/S")) in ("/TH", "/TD")]
    heads = [one for one in cells if str(one["/S"]) == "/TH"]
    if not heads:
        checker.say("a table has no head")
        return
    ids = {str(one["/ID"]) for one in heads if "/ID" in one}
    scoped = all(_attribute(one, "/Scope") is not None for one in heads)
    for cell in cells:
        named = _attribute(cell, "/Headers")
        if named is not None and not list(named):
            checker.say("a cell has an empty list of heads")
        if named is not None and not {str(one) for one in named} <= ids:
            checker.say("a cell names a head that is not there")
        if str(cell["/S"]) == "/TD" and named is None and not scoped:
            checker.say("a table's cell has no head")


def _attribute(element: Any, key: str) -> Any:
    attributes = element.get("/A")
    for one in list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary) and key in one:
            return one[key]
    return None


def _pages(checker: Checker) -> None:
    parents = _parent_tree(checker)
    for number, page in enumerate(checker.pdf.pages, 1):
        marked = _content(checker, page, number)
        if page.get("/Tabs") != "/S":
            checker.say("the order of tabs is not that of the structure")
        if parents is not None:
            listed = parents.get(int(page.get("/StructParents", -1)))
            known = len(list(listed)) if isinstance(listed, pikepdf.Array) else 0
            if any(mark >= known for mark in marked):
                checker.say("marked content is missing in the parent tree")
        for annotation in page.get("/Annots", []):
            _annotation(checker, annotation, parents)


def _parent_tree(checker: Checker) -> dict[int, Any] | None:
    root = checker.pdf.Root.get("/StructTreeRoot")
    if root is None or "/ParentTree" not in root:
        return None
    found: dict[int, Any] = {}
    waiting = [root.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        numbers = list(node.get("/Nums", []))
        found.update({int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)})
    return found


def _content(checker: Checker, page: pikepdf.Page, number: int) -> set[int]:
    """The marks of a page's content; whatever is drawn outside a mark or an artifact is a finding."""
    marked: set[int] = set()
    depth: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BMC", "BDC"):
            is_artifact = str(operands[0]) == "/Artifact"
            has_mark = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
            if has_mark:
                marked.add(int(operands[1]["/MCID"]))
            depth.append(is_artifact or has_mark)
        elif name == "EMC":
            depth.pop()
        elif name in SHOWS and not any(depth):
            checker.say(f"something on page {number} is neither tagged nor an artifact")
    if depth:
        checker.say(f"marked content on page {number} is not closed")
    return marked


def _annotation(checker: Checker, annotation: Any, parents: dict[int, Any] | None) -> None:
    if str(annotation.get("/Subtype")) != "/Link":
        checker.say(f"there is an annotation of kind {annotation.get('/Subtype')}")
        return
    if not str(annotation.get("/Contents", "")).strip():
        checker.say("a link has no words")
    if "/Dest" in annotation and str(annotation.get("/Contents", "")) == str(annotation["/Dest"]):
        checker.say("a link is called by its anchor")
    if parents is None or int(annotation.get("/StructParent", -1)) not in parents:
        checker.say("a link is not in the structure")


def _fonts(checker: Checker) -> None:
    for one in checker.pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or str(one.get("/Type", "")) != "/Font":
            continue
        if str(one.get("/Subtype")) == "/Type0":
            if "/ToUnicode" not in one:
                checker.say("a font cannot be read as text")
            descriptor = one.DescendantFonts[0].FontDescriptor
        elif "/FontDescriptor" in one:
            descriptor = one.FontDescriptor
        else:
            checker.say(f"font {one.get('/BaseFont')} has no descriptor")
            continue
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            checker.say(f"font {one.get('/BaseFont')} is not embedded")


def _outline(checker: Checker) -> None:
    with checker.pdf.open_outline() as outline:
        waiting = list(outline.root)
        if not waiting:
            checker.say("there are no bookmarks")
        while waiting:
            item = waiting.pop()
            waiting.extend(item.children)
            if not item.title.strip():
                checker.say("a bookmark has no words")
            if item.destination is None and item.action is None:
                checker.say("a bookmark leads nowhere")
