"""Fragments: a stretch of Markdown as sanitized HTML with holes, made once and filled for every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import nh3

from generator.model.module import MARK_CLOSE, MARK_OPEN, TASK_CLOSE, TASK_OPEN, Text
from generator.prose.html import Converter
from generator.prose.tree import CODE_CLOSE, CODE_OPEN, TABLE_CLOSE, TABLE_OPEN, TASK_END
from generator.render.typography import line_breaks

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "strong", "em", "del", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "th": {"class", "scope"}, "td": {"class"}, "ol": {"start", "class"},
    "ul": {"class"}, "li": {"class"},
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel", "mark"}

_WRAPPED = re.compile(r"(?P<table><table>.*?</table>)|(?P<code><pre>.*?</pre>)", re.DOTALL)
_TOKEN = re.compile(
    rf'{MARK_OPEN}(?P<mark>\d+){MARK_CLOSE}|href="mark:(?P<link>\d+)"'
    rf"|{TASK_OPEN}(?P<task>\d+){TASK_CLOSE}(?P<label>.*?){TASK_END}"
    rf"|{TABLE_OPEN}(?P<table>.*?){TABLE_CLOSE}|{CODE_OPEN}(?P<code>.*?){CODE_CLOSE}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class MarkHole:
    """A mark inside text."""

    mark: int


@dataclass(frozen=True, slots=True)
class LinkHole:
    """The address of a link."""

    mark: int


@dataclass(frozen=True, slots=True)
class TaskHole:
    """The inside of a checklist item, with its label."""

    mark: int
    label: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TableHole:
    """A table, to be wrapped by the theme."""

    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CodeHole:
    """Lines of code, to be wrapped by the theme."""

    body: tuple[Piece, ...]


Hole = MarkHole | LinkHole | TaskHole | TableHole | CodeHole
Piece = str | Hole


@dataclass(slots=True)
class FragmentMaker:
    """Converts each stretch once in a run."""

    converter: Converter = field(default_factory=Converter)
    made: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def fragment(self, text: Text) -> tuple[Piece, ...]:
        """The pieces of a stretch: safe HTML, and holes."""
        pieces = self.made.get(text.markdown)
        if pieces is None:
            pieces = self.made[text.markdown] = _pieces(self._html(text.markdown))
        return pieces

    def _html(self, source: str) -> str:
        html = self.converter.html(source)
        html = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
        return _WRAPPED.sub(_wrapped, line_breaks(html))


def _wrapped(match: re.Match[str]) -> str:
    if match["table"]:
        return f"{TABLE_OPEN}{match['table']}{TABLE_CLOSE}"
    return f"{CODE_OPEN}{match['code']}{CODE_CLOSE}"


def _pieces(html: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    last = 0
    for match in _TOKEN.finditer(html):
        if match.start() > last:
            pieces.append(html[last : match.start()])
        last = match.end()
        if match.group("mark"):
            pieces.append(MarkHole(int(match.group("mark"))))
        elif match.group("link"):
            pieces.append(LinkHole(int(match.group("link"))))
        elif match.group("task"):
            pieces.append(TaskHole(int(match.group("task")), _pieces(match.group("label").strip())))
        elif match.group("table"):
            pieces.append(TableHole(_pieces(match.group("table"))))
        else:
            pieces.append(CodeHole(_pieces(match.group("code"))))
    if last < len(html):
        pieces.append(html[last:])
    return tuple(pieces)
