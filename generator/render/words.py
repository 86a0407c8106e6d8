"""A guide's text as plain words, without tags and source numbers: for tests, differences and explanations."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from generator.model.guide import FilledMark
from generator.model.selection import ShownNode
from generator.render.fill import Filler
from generator.render.fragments import FragmentMaker
from generator.render.site import ADDRESSES

_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|dt|dd|blockquote|pre)>")
_TAG = re.compile(r"<[^>]*>")


class _Words:
    """Stands for the theme's macros, and words each mark without markup."""

    def lead(self, words: str, body: Markup, *_: object) -> Markup:
        return Markup("<p>{}:</p>{}").format(words, body)

    def maybe(self, body: Markup, _: object) -> Markup:
        return body

    def aside(self, _: str, word: str, body: Markup) -> Markup:
        return Markup("<p>{}:</p>{}").format(word, body)

    def inline_lead(self, words: str) -> Markup:
        return Markup("{}: ").format(words)

    def fact(self, value: str, *_: object) -> Markup:
        return escape(value)

    def source(self, *_: object) -> Markup:
        return Markup()

    def term(self, words: str, _: str) -> Markup:
        return escape(words)

    def task(self, _: str, label: Markup, due: str | None, __: object, lead: str | None = None) -> Markup:
        words = label if lead is None else self.inline_lead(lead) + label
        return words if due is None else Markup("{} ({})").format(words, due)

    def note(self, _: str, __: str, body: Markup) -> Markup:
        return Markup(" ({})").format(body)

    def notes(self, _: object) -> Markup:
        return Markup()

    def done(self, _: str, label: Markup, lead: str | None = None) -> Markup:
        return Markup("{} (done)").format(label if lead is None else self.inline_lead(lead) + label)

    def table(self, body: Markup, *_: object) -> Markup:
        return body

    def code(self, body: Markup) -> Markup:
        return body


class PlainWords:
    """Gives the words of shown text."""

    def __init__(self, fragments: FragmentMaker) -> None:
        self.filler = Filler(fragments, _Words(), ADDRESSES)

    def __call__(self, body: tuple[ShownNode, ...], marks: Mapping[int, FilledMark]) -> str:
        """The words of a shown body, a line for each paragraph, item or cell."""
        filled = _BLOCK_END.sub("\n", " ".join(str(self.filler.body(body, marks)).split()))
        lines = (" ".join(html.unescape(line).split()) for line in _TAG.sub("", filled).split("\n"))
        return "\n".join(line for line in lines if line)
