"""What a text is made of: blocks, each with the line it begins on, counted from 0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the text."""

    line: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, between fences or indented."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation."""

    line: int
    blocks: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    line: int
    blocks: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. `marker` is what all its items begin with: `-`, `*`, `+`, or what follows their numbers.

    `start` is the number of the first item; None where they have bullets. Paragraphs of a loose list stay paragraphs.
    """

    line: int
    marker: str
    start: int | None
    is_loose: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table, by cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table. `aligns` has "left", "right", "center" or nothing for each column."""

    line: int
    aligns: tuple[str, ...]
    head: TextRow
    rows: tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Words with what they mean: first the words of an entry, then their meanings."""

    line: int
    entries: tuple[tuple[tuple[Paragraph, ...], tuple[Item, ...]], ...]
    is_loose: bool


Node = Paragraph | Heading | Rule | CodeBlock | Quotation | Listing | TextTable | Definitions


def ends_in_paragraph(blocks: tuple[Node, ...]) -> bool:
    """Whether the last of the blocks, or the last inside it, is a paragraph."""
    last = blocks[-1] if blocks else None
    match last:
        case Paragraph():
            return True
        case Quotation():
            return ends_in_paragraph(last.blocks)
        case Listing():
            return ends_in_paragraph(last.items[-1].blocks)
        case Definitions():
            return ends_in_paragraph(last.entries[-1][1][-1].blocks)
        case _:
            return False
