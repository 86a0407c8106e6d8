"""Fragments: a stretch of Markdown as sanitized HTML with holes, made once and filled for every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import nh3

from generator.model.module import (
    MARK_CLOSE,
    MARK_OPEN,
    NOTE_CLOSE,
    NOTE_OPEN,
    PICTURE_CLOSE,
    PICTURE_OPEN,
    TASK_CLOSE,
    TASK_OPEN,
    Run,
    Text,
)
from generator.prose.html import Converter
from generator.prose.lines import begins_table, cells_of, is_row
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
_RUN_ATTRIBUTES = _ATTRIBUTES | {"li": {"class", "data-line"}, "tr": {"data-line"}}
_SCHEMES = {"http", "https", "mailto", "tel", "mark"}

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_PICTURE = re.compile(rf"<p>({PICTURE_OPEN}\d+{PICTURE_CLOSE})</p>")
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_PART = re.compile(
    r'<(?P<tag>li|tr)(?P<before>[^>]*?) data-line="(?P<line>\d+)"(?P<after>[^>]*)>|(?P<end></(?:li|tr)>)'
)
_ITEM_OPEN, _ITEM_MID, _ITEM_CLOSE = "\ue012", "\ue013", "\ue014"
_TOKEN = re.compile(
    rf'{MARK_OPEN}(?P<mark>\d+){MARK_CLOSE}|href="mark:(?P<link>\d+)"'
    rf"|{TASK_OPEN}(?P<task>\d+){TASK_CLOSE}|{_ITEM_OPEN}(?P<item>\d+){_ITEM_MID}"
    rf"|(?P<table>{TABLE_OPEN})|(?P<code>{CODE_OPEN})|(?P<note>{NOTE_OPEN})"
    rf"|{PICTURE_OPEN}(?P<picture>\d+){PICTURE_CLOSE}"
    rf"|(?P<end>[{TASK_END}{TABLE_CLOSE}{CODE_CLOSE}{NOTE_CLOSE}{_ITEM_CLOSE}])"
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
class PictureHole:
    """A picture, by its mark."""

    mark: int


@dataclass(frozen=True, slots=True)
class NoteHole:
    """A note, where the text refers to it."""

    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ItemHole:
    """An item of a list or a row of a table, by its line in the whole."""

    line: int
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CodeHole:
    """Lines of code, to be wrapped by the theme."""

    body: tuple[Piece, ...]


Hole = MarkHole | LinkHole | TaskHole | TableHole | CodeHole | NoteHole | PictureHole | ItemHole
Piece = str | Hole


@dataclass(slots=True)
class FragmentMaker:
    """Converts each stretch once in a run."""

    converter: Converter = field(default_factory=Converter)
    made: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    runs: dict[str, tuple[Piece, ...]] = field(default_factory=dict)

    def fragment(self, text: Text) -> tuple[Piece, ...]:
        """The pieces of a stretch: safe HTML, and holes."""
        pieces = self.made.get(text.markdown)
        if pieces is None:
            pieces = self.made[text.markdown] = self._pieces(_with_head(text.markdown), _ATTRIBUTES)
        return pieces

    def run(self, run: Run) -> tuple[Piece, ...]:
        """The pieces of a list or table with conditions in it: every item and row is a hole of its own."""
        pieces = self.runs.get(run.whole.markdown)
        if pieces is None:
            pieces = self.runs[run.whole.markdown] = self._pieces(run.whole.markdown, _RUN_ATTRIBUTES)
        return pieces

    def _pieces(self, source: str, attributes: dict[str, set[str]]) -> tuple[Piece, ...]:
        html = self.converter.html(source)
        html = nh3.clean(html, tags=_TAGS, attributes=attributes, url_schemes=_SCHEMES, link_rel=None)
        html = _TABLE.sub(rf"{TABLE_OPEN}\g<0>{TABLE_CLOSE}", line_breaks(html))
        html = _PICTURE.sub(r"\1", html)
        html = _CODE.sub(rf"{CODE_OPEN}\g<0>{CODE_CLOSE}", html)
        return _read_pieces(_PART.sub(_part, html) if attributes is _RUN_ATTRIBUTES else html)


def _with_head(markdown: str) -> str:
    """Rows of a table that are read alone, given a head without words."""
    lines = markdown.split("\n")
    if not all(is_row(line) for line in lines) or (len(lines) > 1 and begins_table(lines[0], lines[1])):
        return markdown
    count = max(len(cells_of(line)) for line in lines)
    return "\n".join(["|" * (count + 1), "|---" * count + "|", *lines])


def _part(match: re.Match[str]) -> str:
    if match["end"]:
        return f"{match['end']}{_ITEM_CLOSE}"
    return f"{_ITEM_OPEN}{match['line']}{_ITEM_MID}<{match['tag']}{match['before']}{match['after']}>"


def _read_pieces(html: str) -> tuple[Piece, ...]:
    """HTML cut at its tokens. Holes that hold text are open until their end."""
    open_holes: list[tuple[re.Match[str] | None, list[Piece]]] = [(None, [])]
    last = 0
    for match in _TOKEN.finditer(html):
        pieces = open_holes[-1][1]
        if match.start() > last:
            pieces.append(html[last : match.start()])
        last = match.end()
        if match["mark"]:
            pieces.append(MarkHole(int(match["mark"])))
        elif match["picture"]:
            pieces.append(PictureHole(int(match["picture"])))
        elif match["link"]:
            pieces.append(LinkHole(int(match["link"])))
        elif match["end"] and len(open_holes) > 1:
            opening, inner = open_holes.pop()
            open_holes[-1][1].append(_hole(opening, tuple(inner)))
        elif not match["end"]:
            open_holes.append((match, []))
    pieces = open_holes[0][1]
    if last < len(html):
        pieces.append(html[last:])
    return tuple(pieces)


def _hole(opening: re.Match[str] | None, inner: tuple[Piece, ...]) -> Piece:
    assert opening is not None
    if opening["task"]:
        return TaskHole(int(opening["task"]), inner)
    if opening["item"]:
        return ItemHole(int(opening["item"]), inner)
    if opening["note"]:
        return NoteHole(inner)
    return TableHole(inner) if opening["table"] else CodeHole(inner)
