"""What a link is called: its words, as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.render.tags.boxes import inside, is_kind

LABEL = "aria-label"


@dataclass(slots=True)
class _Link:
    """One link, which may be on several lines and pages."""

    element: Any
    words: list[str] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def name(self) -> str:
        label = self.element.get(LABEL)
        return " ".join((label or "".join(self.words)).split())


def name_links(document: Any) -> None:
    """Call each link by its label or else its words; WeasyPrint calls it by its address or anchor."""
    links: dict[int, _Link] = {}
    for page in document.pages:
        _gather(page._page_box, None, links)  # noqa: SLF001 -- the boxes have no public name
    for link in links.values():
        for annotation in link.annotations:
            if link.name:
                annotation["Contents"] = type(annotation["Contents"])(link.name)


def _gather(box: Any, link: _Link | None, links: dict[int, _Link]) -> None:
    if box.link_annotation and box.element is not None:
        link = link or links.setdefault(id(box.element), _Link(box.element))
        link.annotations.append(box.link_annotation)
    if link is not None and is_kind(box, "TextBox"):
        link.words.append(box.text)
    if link is not None and is_kind(box, "LineBox"):
        link.words.append(" ")
    for child in inside(box):
        _gather(child, link, links)
