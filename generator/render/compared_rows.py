"""Two sections side by side: what both say, and what only one does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from generator.render.sections import Numbers, SectionFiller

View = dict[str, Any]

Blocks = tuple[tuple[str, str], ...]
"""The outermost elements of a stretch of HTML, each with its words alone."""

HOME = "\ue017"
"""Where a guide is, in sections that several guides have."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = {"br", "hr", "input"}


@dataclass(frozen=True, slots=True)
class Side:
    """A section of one of the guides: its elements, where the guide is, and the numbers of its sources."""

    blocks: Blocks
    home: str
    numbers: Numbers
    sections: SectionFiller

    @property
    def words(self) -> list[str]:
        """The words of each element."""
        return [words for _, words in self.blocks]

    def joined(self, start: int, stop: int) -> Markup:
        """Some of its elements as they are in this guide."""
        html = self.sections.numbered("\n".join(html for html, _ in self.blocks[start:stop]), self.numbers)
        return Markup(html.replace(HOME, self.home))  # noqa: S704 -- parts of HTML that the filler made


def rows(first: Side, second: Side) -> Iterator[View]:
    """Stretches that read the same in both, and stretches that do not."""
    matcher = SequenceMatcher(None, first.words, second.words, autojunk=False)
    for kind, start, stop, other_start, other_stop in matcher.get_opcodes():
        was, becomes = first.joined(start, stop), second.joined(other_start, other_stop)
        if kind == "equal":
            yield {"same": was, "count": stop - start}
        else:
            yield {"same": None, "was": was, "becomes": becomes}


def outermost(html: str) -> list[str]:
    """The outermost elements of a stretch of HTML."""
    blocks: list[str] = []
    depth = start = 0
    for tag in _TAG.finditer(html):
        closes, name = tag.groups()
        if name in _VOID:
            continue
        depth += -1 if closes else 1
        if depth == 0:
            blocks.append(html[start : tag.end()].strip())
            start = tag.end()
    return blocks
