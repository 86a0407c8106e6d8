"""Fragments: a stretch of Markdown as sanitized HTML with holes, made once and filled for every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import markdown
import nh3

from generator.model.module import MARK_CLOSE, MARK_OPEN, Text
from generator.render.typography import line_breaks

EXTENSIONS = ("tables", "sane_lists", "def_list", "smarty", "fenced_code")

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "strong", "em", "a",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"class"}, "td": {"class"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel", "mark"}

_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|right|center);">')
_HEADING = re.compile(r"<(/?)h([2-5])>")
_TASK_ITEM = re.compile(
    rf"<li>\s*(?:<p>)?{MARK_OPEN}(\d+){MARK_CLOSE}(?P<label>.*?)(?:</p>|(?=\n?<(?:ul|ol|p|pre|blockquote|dl|table)>|</li>))",
    re.DOTALL,
)
_EMPTY_HEADER = re.compile(r"<th[^>]*>\s*</th>")
_TASK_LIST = re.compile(r'<(ul|ol)>(\s*<li class="task">)')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_TOKEN = re.compile(
    rf'{MARK_OPEN}(?P<mark>\d+){MARK_CLOSE}|href="mark:(?P<link>\d+)"'
    r"|\ue002(?P<task>\d+)\ue003(?P<label>.*?)\ue004|\ue005(?P<table>.*?)\ue006",
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


Piece = str | MarkHole | LinkHole | TaskHole | TableHole


@dataclass(slots=True)
class FragmentMaker:
    """Converts each stretch once in a run."""

    converter: markdown.Markdown = field(
        default_factory=lambda: markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")
    )
    made: dict[Text, tuple[Piece, ...]] = field(default_factory=dict)

    def fragment(self, text: Text) -> tuple[Piece, ...]:
        """The pieces of a stretch: safe HTML, and holes."""
        pieces = self.made.get(text)
        if pieces is None:
            pieces = self.made[text] = _pieces(self._html(text.markdown))
        return pieces

    def _html(self, source: str) -> str:
        html = self.converter.reset().convert(source)
        html = _ALIGNED.sub(r'<\1 class="\2">', html)
        html = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
        html = _HEADING.sub(lambda match: f"<{match.group(1)}h{int(match.group(2)) + 1}>", html)
        html = _EMPTY_HEADER.sub("<td></td>", html)
        html = html.replace("<th>", '<th scope="col">').replace("<th class", '<th scope="col" class')
        html = line_breaks(html)
        html = _TASK_ITEM.sub(
            lambda match: f'<li class="task">\ue002{match.group(1)}\ue003{match.group("label")}\ue004', html
        )
        html = _TASK_LIST.sub(r'<\1 class="tasks">\2', html)
        return _TABLE.sub(lambda match: f"\ue005{match.group(0)}\ue006", html)


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
        else:
            pieces.append(TableHole(_pieces(match.group("table"))))
    if last < len(html):
        pieces.append(html[last:])
    return tuple(pieces)
