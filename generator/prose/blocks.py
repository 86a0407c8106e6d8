"""Reading the blocks of a text as CommonMark has them, with GitHub's tables and PHP Markdown Extra's definition lists.

On purpose otherwise: a line without a bar ends a table; HTML, reference links and underlined headings do not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.prose.cursor import Cursor, TextLine
from generator.prose.lines import (
    FENCE,
    HEADING,
    INDENT,
    MEANING,
    QUOTE,
    RULE,
    begins_block,
    indent_of,
    is_blank,
    item_marker,
)
from generator.prose.nodes import (
    Definitions,
    Heading,
    Item,
    Listing,
    Node,
    Paragraph,
    Quotation,
    Rule,
    ends_in_paragraph,
)


def read_blocks(lines: Sequence[str]) -> tuple[Node, ...]:
    """The blocks of a text."""
    return _Reader([TextLine(number, line.expandtabs(4)) for number, line in enumerate(lines)]).blocks()


class _Reader(Cursor):
    """Reads the lines of one container. `has_gap` tells whether a blank line is between two of its blocks."""

    def __init__(self, lines: list[TextLine]) -> None:
        super().__init__(lines)
        self.has_gap = False

    def blocks(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self.skip_blank():
            if nodes and is_blank(self.lines[self.at - 1].text):
                self.has_gap = True
            nodes.append(self._block())
        return tuple(nodes)

    def _block(self) -> Node:
        text = self.text()
        assert text is not None
        fence = FENCE.fullmatch(text)
        if fence is not None:
            return self.code(fence)
        heading = HEADING.fullmatch(text)
        if heading is not None:
            return Heading(self.take().number, len(heading["hashes"]), (heading["words"] or "").strip())
        if RULE.fullmatch(text):
            return Rule(self.take().number)
        if QUOTE.fullmatch(text):
            return self._quote()
        if item_marker(text) is not None:
            return self._listing()
        if self.begins_table():
            return self.table()
        if indent_of(text) >= INDENT:
            return self.indented()
        return self._paragraph()

    def _quote(self) -> Quotation:
        first = self.lines[self.at].number
        held: list[TextLine] = []
        while (text := self.text()) is not None:
            inside = QUOTE.fullmatch(text)
            if inside is not None and not self.lines[self.at].is_lazy:
                held.append(replace(self.take(), text=inside["rest"]))
            elif self._is_lazy(text, held):
                held.append(replace(self.take(), is_lazy=True))
            else:
                break
        return Quotation(first, _Reader(held).blocks())

    def _is_lazy(self, text: str, held: list[TextLine]) -> bool:
        """Whether a line outside a container goes on with the paragraph that is open inside it."""
        if is_blank(text) or not held or is_blank(held[-1].text):
            return False
        if not self.lines[self.at].is_lazy and self._ends_paragraph(text, in_paragraph=False):
            return False
        return ends_in_paragraph(_Reader(held).blocks())

    def _ends_paragraph(self, text: str, *, in_paragraph: bool) -> bool:
        """Whether the line at hand begins something new where a paragraph is open."""
        begins = begins_block(text, in_paragraph=in_paragraph)
        return begins or self.begins_table() or MEANING.fullmatch(text) is not None

    def _listing(self) -> Listing:
        first = item_marker(self.lines[self.at].text)
        assert first is not None
        line, marker = self.lines[self.at].number, first["marker"]
        items: list[Item] = []
        is_loose = False
        while True:
            item, has_gap = self._item()
            items.append(item)
            is_loose = is_loose or has_gap
            back = self.at
            following = item_marker(self.lines[self.at].text) if self.skip_blank() else None
            if following is None or following["marker"][-1] != marker[-1]:
                self.at = back
                break
            is_loose = is_loose or self.at > back
        start = int(marker[:-1]) if len(marker) > 1 else None
        return Listing(line, marker[-1], start, is_loose, tuple(items))

    def _item(self) -> tuple[Item, bool]:
        """One item, and whether a blank line is between blocks of it."""
        line = self.take()
        match = item_marker(line.text)
        assert match is not None
        head = len(match["indent"]) + len(match["marker"])
        spaces = len(match["spaces"] or " ")
        width = head + (spaces if spaces <= INDENT else 1)
        return self._held(line, width)

    def _held(self, line: TextLine, width: int) -> tuple[Item, bool]:
        """What is in a container whose text begins at a column; its first line is taken already."""
        held = [TextLine(line.number, line.text[width:])]
        while (text := self.text()) is not None:
            if is_blank(text):
                if len(held) == 1 and is_blank(held[0].text):
                    break
                held.append(replace(self.take(), text=""))
            elif indent_of(text) >= width and not self.lines[self.at].is_lazy:
                held.append(replace(self.take(), text=text[width:]))
            elif self._is_lazy(text, held):
                held.append(replace(self.take(), is_lazy=True))
            else:
                break
        while held and is_blank(held[-1].text) and len(held) > 1:
            held.pop()
            self.at -= 1
        reader = _Reader(held)
        return Item(line.number, reader.blocks()), reader.has_gap

    def _paragraph(self) -> Paragraph | Definitions:
        words = self._words()
        return self._definitions(words) if self._is_meaning() else _joined(words)

    def _words(self) -> list[TextLine]:
        """The lines of a paragraph."""
        words = [self.take()]
        while (text := self.text()) is not None and not is_blank(text):
            if not self.lines[self.at].is_lazy and self._ends_paragraph(text, in_paragraph=True):
                break
            words.append(self.take())
        return words

    def _is_meaning(self) -> bool:
        """Whether what comes next, a blank line between at most, is the meaning of the words just read."""
        text = self.text()
        if text is not None and is_blank(text):
            text = self.text(1)
        return text is not None and MEANING.fullmatch(text) is not None

    def _definitions(self, words: list[TextLine]) -> Definitions:
        first = words[0].number
        entries: list[tuple[tuple[Paragraph, ...], tuple[Item, ...]]] = []
        is_loose = False
        while True:
            meanings: list[Item] = []
            while self._is_meaning():
                is_loose = self._skip_to_meaning() or is_loose
                line = self.take()
                match = MEANING.fullmatch(line.text)
                assert match is not None
                item, has_gap = self._held(line, match.start("rest"))
                meanings.append(item)
                is_loose = is_loose or has_gap
            entries.append((tuple(_joined([one]) for one in words), tuple(meanings)))
            back = self.at
            if not self.skip_blank() or begins_block(self.lines[self.at].text, in_paragraph=False):
                self.at = back
                break
            words = self._words()
            if not self._is_meaning():
                self.at = back
                break
        return Definitions(first, tuple(entries), is_loose)

    def _skip_to_meaning(self) -> bool:
        back = self.at
        self.skip_blank()
        return self.at > back


def _joined(lines: list[TextLine]) -> Paragraph:
    """Lines as one text. Two spaces at a line's end stay: they end the line in print."""
    return Paragraph(lines[0].number, "\n".join(line.text.lstrip() for line in lines).rstrip())
