"""Which elements of a piece are right below the elements around it in a book."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render.press.piece import Piece
from generator.render.press.slots import Use


def roots(use: Use) -> list[int]:
    """The elements of a piece right below what is around it in the book.

    WeasyPrint makes a list of each column of a list; these are left out, too. So are rows of a table that come with
    the pieces before.
    """
    elements = use.piece.elements
    tops = [number for number, one in enumerate(elements) if one.parent is None and number != use.piece.foot]
    if use.piece.whole_page:
        return tops
    tops = _inside(use.piece, tops)
    for name, _ in use.path:
        if name == "tbody":
            tops = tops[-1:]
        tops = _inside(use.piece, tops)
    last = use.path[-1][0] if use.path else ""
    if last == "tbody":
        return tops[max(0, use.piece.skipped - head_rows(use.piece)) :]
    if last == "table" and use.piece.skipped:
        return tops[-1:]
    is_list = last in ("ul", "ol")
    return _inside(use.piece, tops) if is_list and all(elements[top].kind == b"/L" for top in tops) else tops


def head_of(use: Use) -> list[int]:
    """The head of the table whose first row a piece is, which goes right below the table."""
    if use.piece.skipped or not use.path or use.path[-1][0] != "tbody":
        return []
    return [number for number, one in enumerate(use.piece.elements) if one.kind == b"/THead"]


def foot_of(use: Use) -> list[int]:
    """What is around the notes of a piece, which follow it in the book."""
    return [] if use.piece.foot is None else [use.piece.foot]


def head_rows(piece: Piece) -> int:
    """How many rows the head of a table has that is repeated above the last row of a piece."""
    head = piece.atoms[-1].head
    return 0 if head is None else head[1] - head[0]


def below(piece: Piece, tops: set[int]) -> list[int]:
    """Some elements with all below them."""
    kept = set(tops)
    for number, element in enumerate(piece.elements):
        if element.parent in kept:
            kept.add(number)
    return sorted(kept)


def _inside(piece: Piece, tops: Sequence[int]) -> list[int]:
    return [kid for top in tops for kind, kid in piece.elements[top].kids if kind == "e"]
