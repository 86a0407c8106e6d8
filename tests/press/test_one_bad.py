"""What one book should not have asked for costs this book, and none that the same process makes after it."""

from __future__ import annotations

import pytest

from generator.errors import OutputError
from generator.render.pdf import print_book
from tests.press.books import tiny_book
from tests.press.compare import THEME


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ('</h2>|<code style="font-family: monospace">zz</code></h2>', "a font that is not the theme's"),
        ('<p class="standfirst">|<p class="standfirst" style="font-family: serif">', "a font that is not the theme's"),
        ("<p data-late>One|<p data-late style='font-family: monospace'>One", "a font that is not the theme's"),
    ],
)
def test_a_font_of_one_book_is_no_other_books(where: str, why: str) -> None:
    html, other = tiny_book(5), tiny_book(6)
    good = print_book(other, (), THEME).pdf
    before, after = where.split("|")
    assert before in html
    with pytest.raises(OutputError, match=why):
        print_book(html.replace(before, after, 1), (), THEME)
    for book in (html, other):
        assert print_book(book, (), THEME).whole is None
    assert print_book(other, (), THEME).pdf == good
