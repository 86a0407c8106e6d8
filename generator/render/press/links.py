"""The links of a book: where they are on pages, where they lead, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.file import BookFile

POINTS = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True, slots=True)
class BookLink:
    """A link on a page: of which use and which of its piece's it is. The rectangle is in CSS pixels."""

    page: int
    use: int
    number: int
    kind: str
    target: str
    name: str
    rectangle: tuple[float, float, float, float]


class Links:
    """Gathers the links of a book while its pages are painted, then adds them to its file."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.there: list[BookLink] = []
        self.objects: dict[tuple[int, int], tuple[int, int]] = {}
        """The object and the page of each link, by its use and number."""

    def add(self, file: BookFile, sheets: Sequence[Any], element_of: Callable[[BookLink], int]) -> list[bytes]:
        """Add all links to a file with these pages; `element_of` gives the object of the element that a link is in.

        Gives what the index of the structure says of them, which is numbered on from the pages.
        """
        of_page: dict[int, list[int]] = {}
        rows = []
        for number, link in enumerate(self.there, len(sheets)):
            own = file.add(self._annotation(link, number))
            self.objects[link.use, link.number] = own, link.page
            of_page.setdefault(link.page, []).append(own)
            rows.append(b"%d %d 0 R" % (number, element_of(link)))
        for page, numbers in of_page.items():
            sheets[page]["Annots"] = b"[%s]" % references(numbers)
        return rows

    def _annotation(self, link: BookLink, number: int) -> bytes:
        """A link as readers of the file find it; 4 says that it may be printed, which PDF/A asks for."""
        left, top, right, bottom = link.rectangle
        to = b"/Dest%s" if link.kind == "internal" else b"/A<</Type/Action/S/URI/URI%s>>"
        return b"<</Type/Annot/Subtype/Link/F 4/BS<</W 0>>/Rect[%.3f %.3f %.3f %.3f]/StructParent %d/Contents%s%s>>" % (
            left * POINTS,
            (self.height - top) * POINTS,
            right * POINTS,
            (self.height - bottom) * POINTS,
            number,
            string(link.name),
            to % string(link.target),
        )


def references(numbers: Sequence[int]) -> bytes:
    """References to objects."""
    return b" ".join([b"%d 0 R" % one for one in numbers])


@lru_cache(maxsize=4096)
def string(words: str) -> bytes:
    """A text as an object."""
    data: bytes = engine().pydyf.String(words).data
    return data
