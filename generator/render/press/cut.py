"""Cutting the print HTML of a handbook into parts, where the theme says so.

An element with `data-pieces="h2 .note"` may be cut before each child that has one of these names or classes. A part is
laid out inside the same elements as in the book, between hidden stand-ins for its neighbors, so that selectors with
`+`, `:first-child` and `:last-child` find what they find there. A row of a table is laid out below the table's head.
What has `data-with="next"` is in one part with the child after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.render.press.children import Child, attributes_of, children_of
from generator.render.press.holes import Late, without_anchors, without_head, without_links, without_values
from generator.render.press.late import HEAD, OWN, OWN_ANCHOR, STAND_IN
from generator.render.press.sketch import Sketch, own_drawings, without_drawings
from generator.render.press.table_head import can_be_cut, group_row, head_of, marked
from generator.render.press.unfit import Unfit

CUT = "data-pieces"
WITH = "data-with"
PAGE = "page"
"""`data-pieces="page"`: a page of its own, as the cover."""

_OWN_NUMBER = re.compile(r"<li\b[^>]*\svalue=\"(\d+)\"[^>]*>")


@dataclass(slots=True)
class Cutting:
    """One stretch of a book. `path` are the elements around it, each a name and a key that is its own in the book.

    `lates` are its links, `values` its late texts, `anchors` the ids of its links, `head` is its running head,
    `drawings` are those left out of it.
    """

    html: str
    path: tuple[tuple[str, str], ...]
    lates: tuple[Late, ...]
    values: tuple[str, ...] = ()
    head: str | None = None
    number: str | None = None
    anchor: str | None = None
    anchors: tuple[str, ...] = ()
    whole_page: bool = False
    drawings: tuple[Sketch, ...] = ()

    def anchor_of(self, name: str) -> str:
        """What an anchor of its piece is called in this book."""
        if name == OWN_ANCHOR:
            return self.anchor or name
        own, _, number = name.partition(".")
        return self.anchors[int(number)] if own == OWN_ANCHOR else name

    def told(self, strings: Mapping[str, str]) -> dict[str, str]:
        """Named strings with this part's running head."""
        return {name: words.replace(HEAD, self.head or "") for name, words in strings.items()}


@dataclass(frozen=True, slots=True)
class _Around:
    """An element that is cut, as it is around one of its parts.

    `head` is above each part, `above` above each but the first, only to be laid out with it.
    """

    child: Child
    before: str
    after: str
    key: str
    head: str = ""
    above: str = ""

    def wrap(self, inner: str, *, first: bool, last: bool, number: str | None) -> str:
        name = self.child.name
        before = int(STAND_IN * len(number)) - 1 if number is not None and name == "ol" else None
        opening = _opening(name, self.child.opening, first=first, last=last, before=before)
        above = self.head if first else marked(self.head) + self.above
        return f"{self.before}{opening}{above}{inner}</{name}>{self.after}"


@lru_cache(maxsize=4096)
def _opening(name: str, tag: str, *, first: bool, last: bool, before: int | None) -> str:
    """The tag of an element around a part, which has its edges where the part is its first or last.

    `before` is the number of a list's item before the part.
    """
    attributes = attributes_of(tag)
    styles = [attributes.get("style", "")]
    if not first:
        styles.append("margin-top:0;padding-top:0;border-top:0;clear:none")
    if not last:
        styles.append("margin-bottom:0;padding-bottom:0;border-bottom:0")
    if before is not None:
        styles.append(f"counter-reset:list-item {before}")
    dropped = {"style", CUT} | (set() if first else {"id"})
    kept = "".join(f' {one}="{value}"' for one, value in attributes.items() if one not in dropped)
    style = ";".join(one for one in styles if one)
    return f"<{name}{kept}" + (f' style="{style}"' if style else "") + ">"


_Path = tuple[tuple[_Around, bool, bool], ...]
"""The elements around a part, each with whether what is right inside it is its first and its last."""


def cut(body: str) -> list[Cutting]:
    """The parts of the inside of a `<body>`, in order. Raises Unfit where there is text between elements to be cut."""
    parts: list[Cutting] = []
    body, drawings = without_drawings(body)
    children = list(children_of(body))
    for number, child in enumerate(children):
        _cut(child, _before(children, number), _after(children, number), (), parts)
    for part in parts:
        part.html, part.drawings = own_drawings(part.html, drawings)
    return parts


def _cut(
    child: Child,
    before: str,
    after: str,
    around: _Path,
    parts: list[Cutting],
) -> None:
    wanted = child.get(CUT)
    if wanted == PAGE:
        parts.append(_part(child.html, before, after, around, whole_page=True))
        return
    if wanted is None:
        parts.append(_part(child.html, before, after, around))
        return
    own = _around(child, before, after, f"{len(parts)}")
    if own is None:
        parts.append(_part(child.html, before, after, around))
        return
    children = list(children_of(child.inner().strip().removeprefix(own.head)))
    groups = list(_groups(children, wanted.split()))
    for at, (start, end) in enumerate(groups):
        inner = ((own, at == 0, at == len(groups) - 1),)
        left, right = _before(children, start), _after(children, end - 1)
        if end == start + 1 and children[start].get(CUT) is not None:
            _cut(children[start], left, right, (*around, *inner), parts)
        else:
            html = "\n".join(one.html for one in children[start:end])
            parts.append(_part(html, left, right, (*around, *inner)))


def _around(child: Child, before: str, after: str, key: str) -> _Around | None:
    """What an element to be cut is around its parts; None of a table that cannot be laid out in parts."""
    if child.name == "table":
        head = head_of(child.inner())
        return None if head is None else _Around(child, before, after, key, head=head)
    if child.name == "tbody":
        rows = child.inner()
        return _Around(child, before, after, key, above=group_row(rows)) if can_be_cut(rows) else None
    return _Around(child, before, after, key)


def _groups(children: Sequence[Child], selectors: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of children that go together: a new one begins at each that the theme names, and around one cut."""
    start = 0
    for number, child in enumerate(children):
        after_cut = number > start and children[number - 1].get(CUT) is not None
        is_named = child.is_one_of(selectors) and (number == start or children[number - 1].get(WITH) is None)
        if number > start and (after_cut or child.get(CUT) is not None or is_named):
            yield start, number
            start = number
    if start < len(children):
        yield start, len(children)


def _part(html: str, before: str, after: str, around: _Path, *, whole_page: bool = False) -> Cutting:
    number = anchor = None
    own = _OWN_NUMBER.match(html)
    if around and around[-1][0].child.name == "ol" and own is None:
        raise Unfit("a numbered list is cut, and its items do not have their numbers")
    if own and around and around[-1][0].child.name == "ol":
        number = own[1]
        anchor = attributes_of(own[0]).get("id")
        opening = own[0].replace(f'value="{number}"', f'{OWN}="{STAND_IN * len(number)}"')
        html = (opening.replace(f'id="{anchor}"', f'id="{OWN_ANCHOR}"') if anchor else opening) + html[own.end() :]
    html, anchors = without_anchors(html)
    html, lates = without_links(html)
    html = f"{before}{html}{after}"
    is_first = is_last = True
    for one, first, last in reversed(around):
        is_first, is_last = is_first and first, is_last and last
        html = one.wrap(html, first=is_first, last=is_last, number=number)
    html, values = without_values(html)
    html, head = without_head(html)
    path = tuple((one.child.name, one.key) for one, _, _ in around)
    return Cutting(html, path, lates, values, head, number, anchor, anchors, whole_page)


def _before(children: Sequence[Child], number: int) -> str:
    return children[number - 1].stand_in() if number else ""


def _after(children: Sequence[Child], number: int) -> str:
    return children[number + 1].stand_in() if number + 1 < len(children) else ""
