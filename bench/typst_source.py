"""The words of a handbook's print HTML as a Typst source: headings, lists, tables, links, contents; the same words.

It is a crude design on purpose, without the margin column. What a chart draws is left out; its words are not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "hr", "link", "input", "rect", "line", "circle", "path", "use", "stop"}
SKIPPED = {"head", "style", "script"}
BLOCKS = {
    "p", "div", "section", "figure", "figcaption", "blockquote", "header", "footer", "nav", "body", "html", "main",
    "dl", "dt", "dd", "pre", "aside", "svg",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph"}
PREAMBLE = """\
#set document(title: {title})
#set page("us-letter", margin: (x: 20mm, top: 21mm, bottom: 15mm), numbering: "1", header: context {{
  let before = query(heading.where(level: 1).before(here()))
  if before.len() > 0 {{ text(8pt, before.last().body) }}
}})
#set text(font: "Source Sans 3", size: {size}pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.52em, spacing: 0.8em)
#show heading: set text(font: "Source Serif 4")
#set table(stroke: 0.3pt, inset: 3pt)
#set list(spacing: 0.6em)
"""


@dataclass(slots=True)
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def within(self) -> Iterable[Node]:
        """All elements inside, itself first."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.within()

    @property
    def classes(self) -> set[str]:
        """The names of its classes."""
        return set(self.attributes.get("class", "").split())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(html: str) -> Node:
    """The elements of a page."""
    parser = _Tree()
    parser.feed(html)
    return parser.root


def typst_source(html: str, size: float) -> str:
    """A whole Typst document with the words of a handbook, in letters of `size` points."""
    root = tree(html)
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    first = _Writer(set())
    first.blocks(root)  # only to see which elements can be linked to
    body = _Writer(first.placed).blocks(root)
    return PREAMBLE.format(title=json.dumps(title[1] if title else "", ensure_ascii=False), size=size) + body


@dataclass(slots=True)
class _Writer:
    ids: set[str]
    placed: set[str] = field(default_factory=set)
    numbered: bool = False

    def label(self, node: Node) -> str:
        """The label by which links find an element; each only once."""
        name = node.attributes.get("id")
        if name is None or name in self.placed or not re.fullmatch(r"[\w.:-]+", name):
            return ""
        self.placed.add(name)
        return f"#metadata(none)#label({json.dumps(name)})"

    def blocks(self, node: Node) -> str:
        """An element's blocks, and the words between them as paragraphs."""
        found: list[str] = [self.label(node)]
        words: list[str] = []

        def flush() -> None:
            if "".join(words).strip():
                found.append("".join(words))
            words.clear()

        for child in node.children:
            if isinstance(child, Node) and self.is_block(child):
                flush()
                found.append(self.block(child))
            else:
                words.append(self.inline(child))
        flush()
        return "\n\n".join(one for one in found if one)

    def is_block(self, node: Node) -> bool:
        return node.tag in BLOCKS or node.tag in HEADINGS or node.tag in {"ul", "ol", "table"} | SKIPPED

    def block(self, node: Node) -> str:
        if node.tag in SKIPPED:
            return ""
        if node.tag in HEADINGS:
            return f"{self.label(node)}#heading(level: {HEADINGS[node.tag]})[{self.inlines(node)}]"
        if node.tag in {"ul", "ol"}:
            before, self.numbered = self.numbered, self.numbered or "contents" in node.classes
            items = "".join(f"[{self.blocks(one)}]" for one in node.children if isinstance(one, Node))
            self.numbered = before
            start = f"start: {node.attributes['start']}, " if "start" in node.attributes else ""
            return self.label(node) + (f"#list{items}" if node.tag == "ul" else f"#enum({start}){items}")
        if node.tag == "table":
            return self.table(node)
        if node.tag == "svg":
            words = " ".join(_texts(node))
            return f"#text(6.5pt)[{_string(words)}]" if words else ""
        before, self.numbered = self.numbered, self.numbered or "contents" in node.classes
        inside = self.blocks(node)
        self.numbered = before
        if "cover" in node.classes:
            inside += "\n\n#pagebreak()"
        return f"#text(0.85em)[{inside}]" if node.classes & {"side", "aside-note", "why"} else inside

    def table(self, node: Node) -> str:
        rows = [one for one in node.within() if one.tag == "tr"]
        cells = [[cell for cell in row.children if isinstance(cell, Node)] for row in rows]
        columns = max((sum(int(cell.attributes.get("colspan", 1)) for cell in row) for row in cells), default=1)
        written = "".join(f", {self.cell(cell)}" for row in cells for cell in row)
        labels = "".join(map(self.label, rows))
        return f"{self.label(node)}{labels}#table(columns: {columns}{written})"

    def cell(self, node: Node) -> str:
        spans = {name: int(node.attributes.get(name, 1)) for name in ("colspan", "rowspan")}
        given = ", ".join(f"{name}: {count}" for name, count in spans.items() if count > 1)
        return f"table.cell({given})[{self.blocks(node)}]" if given else f"[{self.blocks(node)}]"

    def inlines(self, node: Node) -> str:
        return "".join(self.inline(child) for child in node.children)

    def inline(self, node: Node | str) -> str:
        if isinstance(node, str):
            return _string(re.sub(r"\s+", " ", node))
        if node.tag in SKIPPED or node.tag == "img":
            return ""
        if node.tag == "br":
            return "#linebreak()"
        if node.tag == "svg":
            return self.block(node)
        has_blocks = any(self.is_block(one) for one in node.within() if one is not node)
        inside = self.blocks(node) if has_blocks else self.label(node) + self.inlines(node)
        if node.tag in INLINE:
            return f"#{INLINE[node.tag]}[{inside}]"
        return self.link(node, inside) if node.tag == "a" and node.attributes.get("href") else inside

    def link(self, node: Node, inside: str) -> str:
        href = node.attributes["href"]
        if not href.startswith("#"):
            return f"#link({json.dumps(href, ensure_ascii=False)})[{inside}]"
        name = href[1:]
        if name not in self.ids:
            return inside
        page = ""
        if self.numbered or "at" in node.classes:
            page = f" #context counter(page).at(label({json.dumps(name)})).first()"
        return f"#link(label({json.dumps(name)}))[{inside}{page}]"


def _string(words: str) -> str:
    """Words as they are, whatever signs are among them."""
    return f"#{json.dumps(words, ensure_ascii=False)};" if words else ""


def _texts(node: Node) -> Iterable[str]:
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield " ".join(child.split())
        elif child.tag not in {"title", "desc"}:
            yield from _texts(child)
