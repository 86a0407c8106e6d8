"""The elements right inside a stretch of HTML, as the theme writes it: every attribute in double quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.render.press.unfit import Unfit

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_VOID = frozenset({"br", "img", "hr", "meta", "input", "col", "link", "wbr", "source"})
_ATTRIBUTE = re.compile(r"\s([\w-]+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Child:
    """An element: its first tag, and all of it."""

    opening: str
    html: str

    @property
    def name(self) -> str:
        """What it is."""
        return _TAG.match(self.opening)[2]  # type: ignore[index]

    def get(self, attribute: str) -> str | None:
        """One of its attributes."""
        return attributes_of(self.opening).get(attribute)

    def is_one_of(self, selectors: Sequence[str]) -> bool:
        """Whether it has one of some names or classes (".class")."""
        classes = (self.get("class") or "").split()
        return any(one[1:] in classes if one.startswith(".") else one == self.name for one in selectors)

    def inner(self) -> str:
        """What is inside."""
        return self.html[len(self.opening) : self.html.rindex("</")]

    def stand_in(self) -> str:
        """The same element without anything in it, and not shown."""
        classes = self.get("class")
        kept = "" if classes is None else f' class="{classes}"'
        return f'<{self.name}{kept} style="display:none"></{self.name}>'


@lru_cache(maxsize=4096)
def attributes_of(opening: str) -> Mapping[str, str]:
    """The attributes of a tag."""
    return dict(_ATTRIBUTE.findall(opening))


def children_of(html: str) -> Iterator[Child]:
    """The elements right inside a stretch of HTML."""
    at = 0
    while tag := _TAG.search(html, at):
        if tag[1] or html[at : tag.start()].strip():
            raise Unfit("there is text between the elements that are cut")
        at = _end(html, tag)
        yield Child(tag[0], html[tag.start() : at])
    if html[at:].strip():
        raise Unfit("there is text after the elements that are cut")


def _end(html: str, opening: re.Match[str]) -> int:
    """Where an element ends; only tags of its name are looked at."""
    name, depth = opening[2], 1
    if name in _VOID or opening[0].endswith("/>"):
        return opening.end()
    for tag in _tags(name).finditer(html, opening.end()):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    raise Unfit(f"an element <{name}> to be cut is not closed")


@lru_cache(maxsize=64)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
