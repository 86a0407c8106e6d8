"""Going through the lines of one container, and the blocks that hold nothing but lines: code and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.prose.lines import INDENT, align_of, begins_block, begins_table, cells_of, indent_of, is_blank
from generator.prose.nodes import CodeBlock, TextRow, TextTable


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a container, with its number in the text."""

    number: int
    text: str
    is_lazy: bool = False
    """It goes on with a paragraph inside a container without the container's sign, and can begin nothing."""


class Cursor:
    """The lines of a container, and the one at hand."""

    def __init__(self, lines: list[TextLine]) -> None:
        self.lines, self.at = lines, 0

    def skip_blank(self) -> bool:
        """Go on to the next line with words; whether there is one."""
        while self.at < len(self.lines) and is_blank(self.lines[self.at].text):
            self.at += 1
        return self.at < len(self.lines)

    def text(self, ahead: int = 0) -> str | None:
        """The text of the line at hand, or some lines further on; None behind the last."""
        at = self.at + ahead
        return self.lines[at].text if at < len(self.lines) else None

    def begins_table(self) -> bool:
        """Whether a table begins at the line at hand."""
        pair = self.lines[self.at : self.at + 2]
        return len(pair) == 2 and not any(one.is_lazy for one in pair) and begins_table(pair[0].text, pair[1].text)

    def take(self) -> TextLine:
        """The line at hand; the next one follows it."""
        line = self.lines[self.at]
        self.at += 1
        return line

    def code(self, fence: re.Match[str]) -> CodeBlock:
        """Code between fences; the first is at hand."""
        opening, indent = fence["fence"], indent_of(fence.group())
        first = self.take().number
        held: list[str] = []
        while (text := self.text()) is not None:
            self.at += 1
            bare = text.strip()
            if len(bare) >= len(opening) and not bare.strip(opening[0]) and indent_of(text) < INDENT:
                break
            held.append(text[min(indent, indent_of(text)) :])
        return CodeBlock(first, "\n".join(held))

    def indented(self) -> CodeBlock:
        """Indented code."""
        first = self.lines[self.at].number
        held: list[str] = []
        while (text := self.text()) is not None and (is_blank(text) or indent_of(text) >= INDENT):
            held.append(text[INDENT:])
            self.at += 1
        return CodeBlock(first, "\n".join(held).rstrip())

    def table(self) -> TextTable:
        """A table; its head is at hand."""
        head, dashes = self.take(), self.take()
        aligns = tuple(align_of(cell) for cell in cells_of(dashes.text))
        rows: list[TextRow] = []
        while (text := self.text()) is not None and "|" in text and not begins_block(text, in_paragraph=False):
            rows.append(self._row(len(aligns)))
        return TextTable(head.number, aligns, TextRow(head.number, tuple(cells_of(head.text))), tuple(rows))

    def _row(self, count: int) -> TextRow:
        line = self.take()
        cells = cells_of(line.text)
        return TextRow(line.number, tuple((cells + [""] * count)[:count]))
