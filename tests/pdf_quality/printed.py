"""A PDF as its reader sees it: words with their places, links with where they lead."""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pikepdf

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page; places count from the top left corner, in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it is and where it leads, a page of this file or an address."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    target: int | str | None


@dataclass(frozen=True)
class Printed:
    """One PDF, read by poppler and pikepdf."""

    file: Path

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        return [(float(width), float(height)) for width, height, _ in self._pages]

    @cached_property
    def _pages(self) -> list[tuple[str, str, str]]:
        command = ["pdftotext", "-bbox-layout", str(self.file), "-"]
        return _PAGE.findall(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(number, float(left), float(top), float(right), float(bottom), html.unescape(text))
            for number, (_, _, content) in enumerate(self._pages, 1)
            for left, top, right, bottom, text in _WORD.findall(content)
        ]

    @cached_property
    def text(self) -> str:
        """All words in reading order, on one line."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def as_drawn(self) -> str:
        """The text in the order in which it was drawn."""
        command = ["pdftotext", "-raw", str(self.file), "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    @cached_property
    def links(self) -> list[Link]:
        with pikepdf.open(self.file) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            names = dict(_names(pdf))
            return [
                _link(annotation, number, float(page.MediaBox[3]), numbers, names)
                for number, page in enumerate(pdf.pages, 1)
                for annotation in page.get("/Annots", [])
            ]

    @cached_property
    def bookmarks(self) -> list[tuple[str, int]]:
        """The bookmarks in order, each with its page."""
        with pikepdf.open(self.file) as pdf, pdf.open_outline() as outline:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            found: list[tuple[str, int]] = []
            waiting = list(reversed(outline.root))
            while waiting:
                item = waiting.pop()
                waiting.extend(reversed(item.children))
                destination: Any = item.destination
                found.append((item.title, numbers[destination[0].objgen]))
            return found

    def band(self, link: Link) -> list[str]:
        """The words on a link's lines, from left to right."""
        here = [
            word
            for word in self.words
            if word.page == link.page and word.top < link.bottom - 1 and word.bottom > link.top + 1
        ]
        return [word.text for word in sorted(here, key=lambda word: word.left)]

    def page_of(self, words: str) -> int:
        """The first page whose text holds some words."""
        for number in range(1, len(self.sizes) + 1):
            if words in " ".join(word.text for word in self.words if word.page == number):
                return number
        raise AssertionError(f"'{words}' is not printed")


@cache
def read_once(file: Path) -> Printed:
    """A PDF that no test changes: poppler reads it once for all tests."""
    return Printed(file)


def _names(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    waiting = [pdf.Root.Names.Dests] if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        listed = list(node.get("/Names", []))
        yield from zip(map(str, listed[::2]), listed[1::2], strict=True)


def _link(annotation: Any, page: int, height: float, numbers: dict[Any, int], names: dict[str, Any]) -> Link:
    left, low, right, high = (float(one) for one in annotation.Rect)
    target: int | str | None = None
    if "/A" in annotation and "/URI" in annotation.A:
        target = str(annotation.A.URI)
    else:
        destination = annotation.get("/Dest") or annotation.A.D
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            destination = names.get(str(destination))
        if destination is not None:
            target = numbers.get(destination[0].objgen)
    return Link(page, min(left, right), height - max(low, high), max(left, right), height - min(low, high), target)


def tags(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The elements of a kind in the structure of a PDF."""
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    found: list[Any] = []
    while waiting:
        kids: Any = waiting.pop(0).get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found += [kid] if str(kid.S) == kind else []
                waiting.append(kid)
    return found


def pikepdf_bytes(pdf: pikepdf.Pdf) -> bytes:
    """A changed PDF as bytes."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
