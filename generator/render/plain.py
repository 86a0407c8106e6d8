"""HTML as plain words: the one way from rendered text back to words."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from generator.model.filled import FilledMark
from generator.model.module import Text
from generator.model.selection import ShownNode
from generator.render.fill import Addresses, Filler
from generator.render.fragments import FragmentMaker

_CITE = re.compile(r'<a class="cite[" ].*?</a>', re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|h\d|table|thead|tbody|tr|th|td|dl|dt|dd|blockquote|pre|div|figure|figcaption|br|hr)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_NOWHERE = Addresses(section=lambda *_: "", source=lambda *_: "", term=lambda _: "")


@lru_cache(maxsize=8192)
def plain_text(markup: str) -> str:
    """The words of a stretch of HTML, a line for each paragraph, item or cell; numbers of sources stay out."""
    blocks = _BLOCK.sub("\n", " ".join(_CITE.sub("", markup).split()))
    lines = (" ".join(html.unescape(line).split()) for line in _TAG.sub("", blocks).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words:
    """Stands for the theme's macros, and words each mark without markup."""

    def lead(self, words: str, body: Markup, *_: object) -> Markup:
        return Markup("<p>{}:</p>{}").format(words, body)

    def maybe(self, body: Markup, *_: object) -> Markup:
        return body

    def aside(self, _: str, word: str, body: Markup) -> Markup:
        return Markup("<p>{}:</p>{}").format(word, body)

    def inline_lead(self, words: str) -> Markup:
        return Markup("{}: ").format(words)

    def fact(self, value: str) -> Markup:
        return escape(value)

    def source(self, *_: object) -> Markup:
        return Markup()

    def term(self, words: str, _: str) -> Markup:
        return escape(words)

    def task(self, _: str, label: Markup, due: str | None, __: object, lead: str | None = None, *___: object) -> Markup:
        words = label if lead is None else self.inline_lead(lead) + label
        return words if due is None else Markup("{} ({})").format(words, due)

    def note(self, one: Mapping[str, Markup]) -> Markup:
        return Markup(" ({})").format(one["body"])

    def picture(self, view: Mapping[str, str | None]) -> Markup:
        return Markup("<p>{}</p>").format(" ".join(filter(None, (view["words"], view["caption"]))))

    def notes(self, _: object) -> Markup:
        return Markup()

    def done(self, _: str, label: Markup, lead: str | None = None, __: str | None = None) -> Markup:
        return Markup("{} (done)").format(label if lead is None else self.inline_lead(lead) + label)

    def table(self, body: Markup, *_: object) -> Markup:
        return body

    def code(self, body: Markup) -> Markup:
        return body


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Gives the words of shown text, whatever the theme makes of it."""

    filler: Filler

    @classmethod
    def of(cls, fragments: FragmentMaker) -> PlainWords:
        """From these fragments."""
        return cls(Filler(fragments, _Words(), _NOWHERE))

    def __call__(self, body: tuple[ShownNode, ...], marks: Mapping[int, FilledMark]) -> str:
        """The words of a shown body, a line for each paragraph, item or cell."""
        return plain_text(str(self.filler.body(body, marks)))

    def task(self, stretch: Text, mark: int, marks: Mapping[int, FilledMark]) -> str:
        """The words of one task, as one line."""
        return plain_text(str(self.filler.task_label(stretch, mark, marks))).replace("\n", " ")
