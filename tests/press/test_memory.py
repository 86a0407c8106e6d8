"""A process that makes many books remembers no more than so much, and makes the same books as one that made none."""

from __future__ import annotations

import pytest

from generator.render.pdf import _press, print_book
from generator.render.press import shelf, stamps
from tests.press.books import tiny_book
from tests.press.compare import THEME

pytestmark = pytest.mark.usefixtures("new_process")

FIRST, SECOND = (tiny_book(seed) for seed in (5, 6))


def test_what_was_not_used_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    original = print_book(FIRST, (), THEME)
    assert original.whole is None
    ((_, around, known),) = _press(THEME).layouts.values()
    first = set(known)
    print_book(SECOND, (), THEME)
    assert first < set(known), "there is room for both"
    for module, name in ((shelf, "MOST"), (stamps, "MOST_KNOWN")):
        monkeypatch.setattr(module, name, 1)
    assert print_book(FIRST, (), THEME) == original
    assert known.keys() <= first, "and pieces of the second book are gone"
    assert len(around.bodies) == 1


def test_what_several_books_have_outlives_what_one_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 40)
    pieces = shelf.PieceShelf()
    for number in range(9):
        book = ["in all books", f"only in {number}", f"but asked for {number % 2}"]
        pieces.use(book)
        new = [html for html in book if html not in pieces]
        assert "in all books" not in new or number == 0
        pieces |= dict.fromkeys(new)  # type: ignore[arg-type]
        pieces.end_book()
        assert set(book) <= set(pieces), "what the last book has is there"
    assert list(pieces) == ["in all books", "only in 8", "but asked for 0"]
