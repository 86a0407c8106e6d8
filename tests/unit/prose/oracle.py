"""The blocks of a text as markdown-it-py sees them, and as we do, in one shape."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from generator.prose.blocks import read_blocks
from generator.prose.nodes import CodeBlock, Definitions, Heading, Listing, Node, Paragraph, Quotation, Rule, TextTable

Shape = tuple[object, ...]

ORACLE = MarkdownIt("commonmark").enable("table").disable(["lheading", "html_block", "reference"])


def theirs(text: str) -> Shape:
    """The blocks of a text as markdown-it-py reads them."""
    return _them(SyntaxTreeNode(ORACLE.parse(text)).children)


def _them(nodes: Iterable[SyntaxTreeNode]) -> Shape:
    return tuple(_one(node) for node in nodes)


def _one(node: SyntaxTreeNode) -> Shape:
    match node.type:
        case "paragraph":
            return ("p", _words(node.children[0].content))
        case "heading":
            return (node.tag, node.children[0].content if node.children else "")
        case "hr":
            return ("hr",)
        case "fence" | "code_block":
            return ("code", _code(node.content))
        case "blockquote":
            return ("quote", *_them(node.children))
        case "bullet_list" | "ordered_list":
            start = None if node.type == "bullet_list" else int(str(node.attrs.get("start", 1)))
            return ("list", start, _is_loose(node), *(_them(item.children) for item in node.children))
        case "table":
            rows = [row for part in node.children for row in part.children]
            return ("table", *(tuple(_cell(cell) for cell in row.children) for row in rows))
        case other:
            raise AssertionError(other)


def _is_loose(node: SyntaxTreeNode) -> bool:
    paragraphs = [one for item in node.children for one in item.children if one.type == "paragraph"]
    return any(not one.hidden for one in paragraphs)


def _cell(cell: SyntaxTreeNode) -> str:
    return cell.children[0].content if cell.children else ""


def _words(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _code(text: str) -> str:
    return "\n".join(line.expandtabs(4).rstrip() for line in text.split("\n")).rstrip()


def ours(text: str) -> Shape:
    """The blocks of a text as we read them."""
    return _us(read_blocks(text.split("\n")))


def _us(nodes: Iterable[Node]) -> Shape:
    return tuple(_our(node) for node in nodes)


def _our(node: Node) -> Shape:
    match node:
        case Paragraph(text=text):
            return ("p", _words(text))
        case Heading(level=level, text=text):
            return (f"h{level}", text)
        case Rule():
            return ("hr",)
        case CodeBlock(text=text):
            return ("code", _code(text))
        case Quotation(blocks=blocks):
            return ("quote", *_us(blocks))
        case Listing(start=start, items=items):
            has_paragraph = any(isinstance(one, Paragraph) for item in items for one in item.blocks)
            return ("list", start, node.is_loose and has_paragraph, *(_us(item.blocks) for item in items))
        case TextTable(head=head, rows=rows):
            return ("table", *(row.cells for row in (head, *rows)))
        case Definitions():
            return ("definitions",)
