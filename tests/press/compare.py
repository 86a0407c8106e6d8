"""A book from pieces against the same book laid out as one document."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import ImageChops
from PIL.Image import Resampling

from generator.render.pdf import lay_out, print_book
from generator.render.surroundings import Typesetting
from generator.resources import theme_dir
from tests.pdf_quality.printed import Link, Printed, Word
from tests.pdf_quality.ua import check_ua

THEME = Typesetting((str(theme_dir()),), pieces=True)
APART = 0.6
"""Points: no word is farther from where it is in the other book."""
TILE, SHADE = 32, 18
"""Points, and of 255: how much a square of a page differs on average. Most do not at all; letters in drawings, which
are set one by one, make up to 14."""
SPLIT = ("/P", "/L", "/Sect", "/Div", "/BlockQuote", "/NonStruct", "/Span")
"""What WeasyPrint makes several of where a page ends inside."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same book made in two ways."""

    whole: bytes
    pieces: bytes


def both(html: str, typesetting: Typesetting = THEME) -> Pair:
    """A book in both ways, which has to be made from pieces in the second."""
    book = print_book(html, (), typesetting)
    assert book.whole is None, book.whole
    return Pair(lay_out(html, (), typesetting), book.pdf)


def differences(pair: Pair, folder: Path) -> list[str]:
    """All in which two books differ and should not."""
    found = [f"PDF/UA: {one}" for one in check_ua(pair.pieces)]
    with pikepdf.open(io.BytesIO(pair.pieces)) as pdf:
        found += [f"syntax: {one}" for one in pdf.check_pdf_syntax()]
    (folder / "whole.pdf").write_bytes(pair.whole)
    (folder / "pieces.pdf").write_bytes(pair.pieces)
    whole, pieces = Printed(folder / "whole.pdf"), Printed(folder / "pieces.pdf")
    if len(whole.sizes) != len(pieces.sizes):
        return [*found, f"{len(whole.sizes)} pages are {len(pieces.sizes)}"]
    for page in range(1, len(whole.sizes) + 1):
        found += _words(page, _on(whole, page), _on(pieces, page), pieces.links)
    if whole.bookmarks != pieces.bookmarks:
        found.append("the bookmarks differ")
    links = [Counter((link.page, link.target) for link in one.links) for one in (whole, pieces)]
    if links[0] != links[1]:
        found.append(f"the links differ: {links[0] - links[1]}, {links[1] - links[0]}")
    found += _untrue(pieces)
    if (kinds := _kinds(pair.whole)) != _kinds(pair.pieces):
        found.append(f"the structure differs: {kinds} is {_kinds(pair.pieces)}")
    if _heads(pair.whole) != _heads(pair.pieces):
        found.append("cells of tables are told other heads")
    return found + _pictures(pair)


def _untrue(printed: Printed) -> list[str]:
    """Page numbers on links that are not those of the pages they lead to; WeasyPrint alone sometimes gets one wrong."""
    found = []
    for link in printed.links:
        inside = [
            word.text
            for word in printed.words
            if word.page == link.page
            and link.top - 1 <= (word.top + word.bottom) / 2 <= link.bottom + 1
            and link.left - 1 <= word.left
            and word.right <= link.right + 1
        ]
        numbers = re.findall(r"\((\d+)\)|^page (\d+)$", " ".join(inside))
        found += [
            f"page {link.page} names page {max(number)}, and the link leads to {link.target}"
            for number in numbers
            if int(max(number)) != link.target
        ]
    return found


def _on(printed: Printed, page: int) -> list[Word]:
    words = [word for word in printed.words if word.page == page]
    return sorted(words, key=lambda word: (_masked(word), round(word.top), word.left))


def _leads_there(word: Word, links: list[Link]) -> bool:
    """Whether a word is the number of the page that a link on its line leads to."""
    middle = (word.top + word.bottom) / 2
    lines = [link for link in links if link.page == word.page and link.top - 1 <= middle <= link.bottom + 1]
    return re.sub(r"\D", "", word.text) in {str(link.target) for link in lines}


def _masked(word: Word) -> str:
    """A word without its digits."""
    return re.sub(r"\d", "0", word.text)


def _words(page: int, whole: list[Word], pieces: list[Word], links: list[Link]) -> list[str]:
    if [_masked(word) for word in whole] != [_masked(word) for word in pieces]:
        lost = Counter(_masked(word) for word in whole)
        lost.subtract(_masked(word) for word in pieces)
        return [f"page {page} has other words: { ({word: count for word, count in lost.items() if count}) }"]
    for one, other in zip(whole, pieces, strict=True):
        if max(abs(one.left - other.left), abs(one.top - other.top)) > APART:
            return [
                f"page {page}: '{one.text}' is at {other.left:.1f} {other.top:.1f}, not {one.left:.1f} {one.top:.1f}"
            ]
        # Of the numbers of pages, WeasyPrint alone sometimes gets one wrong.
        if one.text != other.text and not _leads_there(other, links):
            return [f"page {page}: '{one.text}' is '{other.text}'"]
    return []


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """The elements of the structure in reading order."""
    waiting: list[Any] = [document.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [one for one in reversed(list(kids)) if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def _kinds(pdf: bytes) -> dict[str, int]:
    """How many elements of each kind there are, those that a page may divide left out."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        counted = Counter(str(element.S) for element in elements(document))
        return {kind: count for kind, count in sorted(counted.items()) if kind not in SPLIT}


def _heads(pdf: bytes) -> list[tuple[int, ...]]:
    """Which heads each cell of the tables is told, counted in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        cells = [one for one in elements(document) if one.S in ("/TH", "/TD")]
        numbers = {str(one.ID): number for number, one in enumerate(cells) if "/ID" in one}
        told = [one.get("/A", {}).get("/Headers", []) for one in cells]
        return [tuple(numbers[str(head)] for head in heads) for heads in told]


def _pictures(pair: Pair) -> list[str]:
    found = []
    documents = [pypdfium2.PdfDocument(one) for one in (pair.whole, pair.pieces)]
    try:
        for number in range(len(documents[0])):
            images = [document[number].render(grayscale=True).to_pil() for document in documents]
            apart = ImageChops.difference(*images)
            tiles = apart.resize((apart.width // TILE, apart.height // TILE), Resampling.BOX)
            if (shade := max(tiles.tobytes())) > SHADE:
                found.append(f"page {number + 1} looks different, somewhere by {shade} of 255")
    finally:
        for document in documents:
            document.close()
    return found
