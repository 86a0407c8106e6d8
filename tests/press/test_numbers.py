"""Numbers that books fill in: where they are wide or narrow, where there are hundreds, and where they do not settle."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.pdf import print_book
from generator.render.press import book as making
from tests.press.blocks import HEAD
from tests.press.compare import THEME, both, differences

MANY = 104
"""Pages and sources: enough for numbers of one, two and three digits."""
CHAPTER = '<section class="chapter" id="chapter-{0}" data-pieces="section .if" style="break-before: page">{1}</section>'


def _book(*chapters: str, sources: int = 1) -> str:
    items = "".join(f'<li id="source-{at}" value="{at}">Office {at}</li>' for at in range(1, sources + 1))
    return (
        f"{HEAD % 'A4'}{''.join(CHAPTER.format(number, inner) for number, inner in enumerate(chapters))}"
        '<section class="sources" id="sources" data-pieces="h2"><h1>Sources</h1><div class="set" data-pieces="h2">'
        f'<ol data-pieces="li">{items}</ol></div></section></body></html>'
    )


def _leading(target: int, style: str = "") -> str:
    return f'<p style="{style}">more of it is <a href="#chapter-{target}">there</a> for you</p>'


def test_a_number_whose_second_digit_takes_a_line(tmp_path: Path) -> None:
    """Whether pages have to be set again is asked of what was measured, not of what is painted."""
    narrow = "".join(f"<section>{_leading(2, f'width: {width / 2}mm')}</section>" for width in range(16, 60))
    assert differences(both(_book("<h1>A</h1>", f"<h1>B</h1>{narrow}", "<h1>C</h1>")), tmp_path) == []


@pytest.mark.campaign
def test_hundreds_of_pages_and_sources(tmp_path: Path) -> None:
    chapters = [
        f"<h1>Chapter {at}</h1><section><p>Said by"
        f'<a class="cite" href="#source-{at}" aria-label="source {at}">{at}</a>.</p>{_leading(MANY - at)}</section>'
        for at in range(1, MANY)
    ]
    html = _book(_leading(MANY - 1), *chapters, sources=MANY)
    assert differences(both(html), tmp_path) == []


def test_references_that_do_not_settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first round takes every page for one with two digits."""
    monkeypatch.setattr(making, "ROUNDS", 1)
    book = print_book(_book(_leading(1), "<h1>B</h1>"), (), THEME)
    assert book.whole == "references to pages do not settle"
    assert book.pdf.startswith(b"%PDF")
