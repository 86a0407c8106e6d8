"""Text as HTML: blocks by our own reader, what is inside them by Python-Markdown with two extensions of PyMdown."""

from __future__ import annotations

import re
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.smarty import SmartyExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.magiclink import MagiclinkExtension
from pymdownx.tilde import DeleteSubExtension

from generator.model.module import NOTE_BAR
from generator.prose.blocks import read_blocks
from generator.prose.lines import ADDRESS
from generator.prose.tree import add_blocks

_LIVELY = "-.'\""
_STILL = {ord(letter): chr(0xE020 + number) for number, letter in enumerate(_LIVELY)}
"""Characters that smart punctuation would turn into others, and what stands for them inside addresses meanwhile."""
_LIVE = {ord(still): chr(letter) for letter, still in _STILL.items()} | {ord(NOTE_BAR): "|"}
_CLOSING = {ord('"'): "\u201d", ord("'"): "\u2019"}

_HELD = "[\ue000-\ue01f](?:\\d+[\ue000-\ue01f])?"
"""The tokens of marks, tasks, notes and lines."""

_UNUSED = ("reference", "short_reference", "image_reference", "short_image_ref", "image_link", "html")
"""What Python-Markdown knows of HTML, pictures and reference links: a text has none of them."""


class _Blocks(BlockProcessor):
    """Stands for all of Python-Markdown's readers of blocks."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 -- their signature
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = "\n\n".join(blocks).split("\n")
        blocks.clear()
        add_blocks(parent, read_blocks(lines))


class _Tokens(InlineProcessor):
    """Takes the tokens of marks out of the text meanwhile, so that none becomes part of an address next to it."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 -- their signature
        return m.group(), m.start(), m.end()


class _Addresses(Treeprocessor):
    """Keeps smart punctuation out of addresses, wherever they are: in text, or as the words of a link.

    Quotation marks that are all there is behind an element close; smart punctuation would open them.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if not isinstance(element.text, AtomicString):
                element.text = _still(element.text)
            if not isinstance(element.tail, AtomicString):
                element.tail = _still(element.tail)
            if element.tail and not element.tail.strip("\"'"):
                element.tail = element.tail.translate(_CLOSING)


def _still(text: str | None) -> str | None:
    return text and ADDRESS.sub(lambda match: match.group().translate(_STILL), text)


class _Prose(Extension):
    """What modules' text has, and nothing else."""

    PUNCTUATION: ClassVar[str] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- their name
        md.ESCAPED_CHARS = list(self.PUNCTUATION)
        md.preprocessors.deregister("html_block")
        for name in _UNUSED:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Tokens(_HELD, md), "tokens", 187)
        md.parser.blockprocessors.register(_Blocks(md.parser), "prose", 1000)
        md.treeprocessors.register(_Addresses(md), "addresses", 7)


class Converter:
    """Turns text into HTML. One is enough for a run."""

    def __init__(self) -> None:
        extensions = [
            SmartyExtension(),
            DeleteSubExtension(subscript=False),
            MagiclinkExtension(),
            _Prose(),
        ]
        self._markdown = Markdown(extensions=extensions, output_format="html")

    def html(self, text: str) -> str:
        """The HTML of a text. Tokens of marks stay as they are."""
        return self._markdown.reset().convert(text).translate(_LIVE)
