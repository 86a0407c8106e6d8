"""Footnotes in books from pieces: on the page of their line where there is room, else on the next, as WeasyPrint does.

And each of them once, which WeasyPrint alone does not manage where it lays out only some pages again.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.render.pdf import lay_out, print_book
from tests.campaigns import sampled
from tests.press.blocks import HEAD, MANY
from tests.press.books import FEW, noted, small_book
from tests.press.compare import THEME, both, differences
from tests.projects import TODAY, MakeProject, guidegen

SHARES = (0.15, 0.5, 0.8)
"""Of the paragraphs, items and cells that have a note."""
NOTE = '<span class="footnote" id="n{0}">Note {0} {1}.</span>'
LINES = "one line of words that is as long as a page is wide and then goes on for a while until it is two "


@pytest.mark.parametrize("seed", sampled(range(31), 1))
def test_books_with_notes_are_the_same(seed: int, tmp_path: Path) -> None:
    book = small_book(
        seed, sections=6 if seed else 1, sources=8, paper=("Letter", "A4")[seed % 2], most=MANY if seed else FEW
    )
    assert differences(both(noted(book, seed, SHARES[seed % 3])), tmp_path) == []


def book_of(*paragraphs: str) -> str:
    """The print HTML of some paragraphs, each a piece."""
    inner = "".join(f"<section><p>{one}</p></section>" for one in paragraphs)
    section = f'<section class="plan" data-pieces="section"><h1>Notes</h1>{inner}</section>'
    return f"{HEAD % 'A4'}{section}</body></html>"


def where(pdf: bytes, words: str) -> list[int]:
    """The pages that have some words."""
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
    return [number for number, text in enumerate(pages, start=1) if words in text]


@pytest.mark.parametrize(("lines", "pages"), [(38, (1, 1)), (39, (1, 2)), (40, (1, 2)), (41, (2, 2))])
def test_a_note_without_room_is_at_the_foot_of_the_next_page(
    lines: int, pages: tuple[int, int], tmp_path: Path
) -> None:
    """The note has just room, has none, has less, and its line has none either."""
    before = [f"Line {number}." for number in range(lines)]
    note = NOTE.format(1, LINES * 3)
    book = book_of(*before, f"Called{note} here.", *(f"After {number}." for number in range(40)))
    pair = both(book)
    assert differences(pair, tmp_path) == []
    assert (where(pair.pieces, "Called"), where(pair.pieces, "Note 1")) == ([pages[0]], [pages[1]])


@pytest.mark.parametrize(("lines", "page"), [(38, 1), (39, 2), (40, 1)])
def test_a_line_that_may_not_begin_a_page_sends_notes_on(lines: int, page: int, tmp_path: Path) -> None:
    """The second line of a paragraph of four, too low by one line: a page may end after it, not before it."""
    before = [f"Line {number}." for number in range(lines)]
    pair = both(book_of(f"Called{NOTE.format(1, LINES)} here.", *before, LINES * 4, LINES * 4, LINES * 4))
    assert differences(pair, tmp_path) == []
    assert where(pair.pieces, "Note 1") == [page]


def test_letters_go_on_through_a_book(tmp_path: Path) -> None:
    again = '<a class="note-again" href="#n2"></a>'
    calls = [
        f"Called {number}{NOTE.format(number, 'x')} here{again if number == 28 else ''}." for number in range(1, 30)
    ]
    pair = both(book_of(*calls))
    assert differences(pair, tmp_path) == []
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pair.pieces)).pages)
    assert re.search(r"Called 1\s*a\s*here\.", text)
    assert re.search(r"Called 28\s*ab\s*here\s*b\.", text)
    assert re.search(r"Called 29\s*ac\s*here\.", text)


def test_no_note_is_lost_or_printed_twice() -> None:
    """Left to itself, WeasyPrint prints one of them twice or, as here, not at all."""
    html = noted(small_book(5, sections=2, sources=2, paper="A4"), 5, 0.8)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(lay_out(html, (), THEME))).pages]
    for number, words in enumerate(re.findall(r'class="footnote" id="[^"]*">([^<]*)', html), start=1):
        assert sum(words in re.sub(r"\s+", " ", text) for text in pages) == 1, number


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("<div style='columns: 2'><p>A{}</p></div>", "in columns, next to the text, or in the head of a table"),
        ("<p><span style='float: left'>A{}</span>B</p>", "in columns, next to the text, or in the head of a table"),
        (
            "<table><thead><tr><th scope='col'>A{}</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>",
            "in the head",
        ),
        ("<style>.footnote {{ margin-top: 1mm }}</style><p>A{}</p>", "notes have margins"),
    ],
)
def test_what_the_page_builder_cannot_follow_is_laid_out_whole(block: str, why: str) -> None:
    book = print_book(book_of("x").replace("<p>x</p>", block.format(NOTE.format(1, "x"))), (), THEME)
    assert why in (book.whole or "")
    assert where(book.pdf, "Note 1") == [1]


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("@page { @footnote { background: red } }", "a background, or a frame"),
        ("@page { @footnote { border: 1pt solid } }", "a background, or a frame"),
        ("@page :left { @footnote { padding-top: 9mm } }", "other room for notes"),
    ],
)
def test_an_area_for_notes_that_cannot_be_moved_is_laid_out_whole(style: str, why: str) -> None:
    html = book_of(f"A{NOTE.format(1, 'x')}").replace("</style></head>", f"{style}</style></head>")
    assert why in (print_book(html, (), THEME).whole or "")


ROW = "<tr><td>A</td></tr>"


@pytest.mark.parametrize(
    ("block", "words", "why"),
    [
        (f"<table><tbody>{ROW * 30}<tr><td>B{{}}</td></tr></tbody></table>", 2000, "a note that has no room"),
        ("<p>L</p>" * 38 + "<p>A{}</p>", 1500, "no room on the last page"),
    ],
)
def test_a_long_note_that_the_page_builder_cannot_follow_is_printed_once(block: str, words: int, why: str) -> None:
    html = book_of("x").replace("<p>x</p>", block.format(NOTE.format(1, "x " * words)))
    book = print_book(html.replace('data-pieces="section"', 'data-pieces="section p tr"'), (), THEME)
    assert why in (book.whole or "")
    assert len(where(book.pdf, "Note 1")) == 1


def test_a_guide_with_notes_is_made_from_pieces(make_project: MakeProject) -> None:
    words = "---\ntitle: Noted\nreviewed: 2026-11-20\n---\nRead this[^a] and that[^b], and this again[^a].\n\n"
    words += "[^a]: The first note.\n[^b]: The second, *with* words.\n"
    root = make_project({"content/modules/decide/start-here.md": words})
    ran = guidegen("build", "-C", root, "--as-of", TODAY, "--why", "-p", "psychiatry--j1--student")
    assert ran.code == 0
    assert "as a whole" not in ran.out + ran.err
    books = sorted((root / "site").rglob("handbook.pdf"))
    assert books
    assert all(where(book.read_bytes(), "The first note.") for book in books)
