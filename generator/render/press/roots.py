"""Which elements of a piece are right below the elements around it in a book."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render.press.piece import Piece, Roots
from generator.render.press.slots import Use


def outline_of(use: Use) -> Roots:
    """Where the elements of a piece go, worked out once for all books that have it in the same kinds of elements."""
    piece, names = use.piece, tuple(name for name, _ in use.path)
    if names not in piece.outlines:
        tops, heads, foot = _roots(piece, names), _heads(piece, names), () if piece.foot is None else (piece.foot,)
        there = _below(piece, {*tops, *heads, *foot})
        piece.outlines[names] = Roots(tuple(tops), tuple(heads), foot, tuple(there))
    return piece.outlines[names]


def head_rows(piece: Piece) -> int:
    """How many rows the head of a table has that is repeated above the last row of a piece."""
    head = piece.atoms[-1].head
    return 0 if head is None else head[1] - head[0]


def _roots(piece: Piece, names: Sequence[str]) -> list[int]:
    """The elements of a piece right below what is around it in the book.

    WeasyPrint makes a list of each column of a list; these are left out, too. So are rows of a table that come with
    the pieces before.
    """
    elements = piece.elements
    tops = [number for number, one in enumerate(elements) if one.parent is None and number != piece.foot]
    if piece.whole_page:
        return tops
    tops = _inside(piece, tops)
    for name in names:
        if name == "tbody":
            tops = tops[-1:]
        tops = _inside(piece, tops)
    last = names[-1] if names else ""
    if last == "tbody":
        return tops[max(0, piece.skipped - head_rows(piece)) :]
    if last == "table" and piece.skipped:
        return tops[-1:]
    is_list = last in ("ul", "ol")
    return _inside(piece, tops) if is_list and all(elements[top].kind == b"/L" for top in tops) else tops


def _heads(piece: Piece, names: Sequence[str]) -> list[int]:
    """The head of the table whose first row a piece is, which goes right below the table."""
    if piece.skipped or not names or names[-1] != "tbody":
        return []
    return [number for number, one in enumerate(piece.elements) if one.kind == b"/THead"]


def _below(piece: Piece, tops: set[int]) -> list[int]:
    """Some elements with all below them."""
    kept = set(tops)
    for number, element in enumerate(piece.elements):
        if element.parent in kept:
            kept.add(number)
    return sorted(kept)


def _inside(piece: Piece, tops: Sequence[int]) -> list[int]:
    return [kid for top in tops for kind, kid in piece.elements[top].kids if kind == "e"]
