"""Blocks as an element tree, for Python-Markdown to fill in what is inside lines."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from generator.model.module import TASK_OPEN
from generator.prose.nodes import (
    CodeBlock,
    Definitions,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Quotation,
    Rule,
    TextRow,
    TextTable,
)

TASK_END = "\ue004"
"""Where the words of a task end."""

TABLE_OPEN, TABLE_CLOSE = "\ue005", "\ue006"
CODE_OPEN, CODE_CLOSE = "\ue00a", "\ue00b"
"""Around what the theme wraps."""

LOWEST = 6
"""The lowest level of a heading in HTML. The title of a section is its heading, so those in its text go one lower."""


def add_blocks(parent: Element, blocks: Iterable[Node], *, is_loose: bool = True) -> None:
    """Add blocks to an element. Where they are not loose, a paragraph is not an element of its own."""
    for block in blocks:
        match block:
            case Paragraph(text=text) if not is_loose:
                _add_text(parent, text)
            case Paragraph(text=text):
                _element(parent, "p", text)
            case Heading(level=level, text=text):
                _element(parent, f"h{min(level + 1, LOWEST)}", text)
            case Rule():
                SubElement(parent, "hr")
            case CodeBlock():
                _code(parent, block)
            case Quotation(blocks=inner):
                add_blocks(SubElement(parent, "blockquote"), inner)
            case Listing():
                _listing(parent, block)
            case TextTable():
                _table(parent, block)
            case Definitions():
                _definitions(parent, block)


def _element(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = text
    return element


def _add_text(parent: Element, text: str) -> None:
    """Text without an element of its own, behind what the parent holds already."""
    if len(parent):
        last = parent[-1]
        last.tail = f"{last.tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"


def _code(parent: Element, block: CodeBlock) -> None:
    SubElement(SubElement(parent, "pre"), "code").text = AtomicString(f"{block.text}\n")


def _listing(parent: Element, listing: Listing) -> None:
    made = SubElement(parent, "ul" if listing.start is None else "ol")
    if listing.start not in (None, 1):
        made.set("start", str(listing.start))
    for item in listing.items:
        _item(made, item, is_loose=listing.is_loose)


def _item(parent: Element, item: Item, *, is_loose: bool) -> None:
    element = SubElement(parent, "li")
    element.set("data-line", str(item.line))
    blocks = list(item.blocks)
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.text.startswith(TASK_OPEN):
        parent.set("class", "tasks")
        element.set("class", "task")
        element.text = f"{first.text}{TASK_END}"
        blocks.pop(0)
    add_blocks(element, blocks, is_loose=is_loose)


def _table(parent: Element, table: TextTable) -> None:
    made = SubElement(parent, "table")
    _row(SubElement(made, "thead"), table.head, table.aligns, is_head=True)
    if table.rows:
        body = SubElement(made, "tbody")
        for row in table.rows:
            _row(body, row, table.aligns)


def _row(parent: Element, row: TextRow, aligns: tuple[str, ...], *, is_head: bool = False) -> None:
    element = SubElement(parent, "tr")
    element.set("data-line", str(row.line))
    for cell, align in zip(row.cells, aligns, strict=True):
        # An empty cell heads nothing.
        made = _element(element, "th" if is_head and cell else "td", cell)
        if made.tag == "th":
            made.set("scope", "col")
        if align:
            made.set("class", align)


def _definitions(parent: Element, block: Definitions) -> None:
    made = SubElement(parent, "dl")
    for words, meanings in block.entries:
        for word in words:
            _element(made, "dt", word.text)
        for meaning in meanings:
            add_blocks(SubElement(made, "dd"), meaning.blocks, is_loose=block.is_loose)
