"""The structure tree of a PDF that is about to be written: its elements, and the marked content they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ROOT, ELEMENT = "/StructTreeRoot", "/StructElem"
ARTIFACT = b"<</Type /Pagination>>"


class Tree:
    """The objects of a `pydyf.PDF` that make up the structure, found by their references."""

    def __init__(self, pdf: Any) -> None:
        self._objects: dict[bytes, Any] = {one.reference: one for one in pdf.objects if one.number}
        dictionaries: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
        self.root = next(one for one in dictionaries if one.get("Type") == ROOT)
        self.elements = [one for one in dictionaries if one.get("Type") == ELEMENT]
        numbers = self._objects[self.root["ParentTree"]]["Nums"]
        pages = {one.reference: number for number, one in enumerate(self._pages(pdf))}
        self._parents = {page: numbers[2 * number + 1] for page, number in pages.items()}
        self._streams = {page: self._objects[self._objects[page]["Contents"]] for page in pages}

    def _pages(self, pdf: Any) -> Iterator[Any]:
        return (self._objects[reference] for reference in pdf.page_references)

    def element(self, reference: bytes) -> Any:
        """The element of a reference."""
        return self._objects[reference]

    def kids(self, element: Any) -> list[Any]:
        """The elements right below one."""
        return [
            self._objects[kid]
            for kid in element.get("K", ())
            if isinstance(kid, bytes) and self._objects[kid].get("Type") == ELEMENT
        ]

    def below(self, element: Any) -> Iterator[Any]:
        """An element and all below it, in reading order."""
        yield element
        for kid in self.kids(element):
            yield from self.below(kid)

    def in_reading_order(self) -> Iterator[Any]:
        """Every element that belongs to the document."""
        return (one for kid in self.kids(self.root) for one in self.below(kid))

    def move(self, element: Any, target: Any) -> None:
        """Take an element from where it is to the end of another."""
        self._objects[element["P"]]["K"].remove(element.reference)
        element["P"] = target.reference
        target["K"].append(element.reference)

    def move_kids(self, element: Any, target: Any) -> None:
        """Take everything right below an element to the end of another, and remove the element."""
        for kid in self.kids(element):
            self.move(kid, target)
        self.remove(element)

    def remove(self, element: Any) -> None:
        """Remove an element, with all below it."""
        self._objects[element["P"]]["K"].remove(element.reference)
        for one in list(self.below(element)):
            one.clear()

    def make_artifact(self, element: Any) -> None:
        """Take an element and all below it out of the structure: what they stand for is not a part of the text."""
        for one in self.below(element):
            for mark in one.get("K", ()):
                if isinstance(mark, int):
                    self._unmark(one["Pg"], mark)
        kids = self._objects[element["P"]]["K"]
        if element.reference in kids:
            kids.remove(element.reference)
        for one in list(self.below(element)):
            one.clear()

    def _unmark(self, page: bytes, mark: int) -> None:
        self._parents[page][mark] = b"null"
        stream = self._streams[page].stream
        for at, word in enumerate(stream):
            if isinstance(word, dict) and word.get("MCID") == mark:
                stream[at - 1 : at + 1] = [b"/Artifact", ARTIFACT]
                return
        raise LookupError(mark)

    def index_ids(self) -> None:
        """Give the structure the index of its elements' ids."""
        named = sorted((one["ID"].data, one.reference) for one in self.elements if "ID" in one)
        if named:
            names = b" ".join(name + b" " + reference for name, reference in named)
            self.root["IDTree"] = b"<</Names [" + names + b"]>>"
