"""Short texts are filled into pieces that books share, only where nothing else depends on them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.render.pdf import _press, print_book
from generator.render.press.holes import with_values, without_head, without_values
from tests.press.blocks import HEAD
from tests.press.books import Maker
from tests.press.compare import THEME

DUE = '<li class="task">Ask <span class="due" data-late>{}</span></li>'


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    _press.cache_clear()
    yield
    _press.cache_clear()


@pytest.mark.parametrize(
    ("text", "is_late"),
    [
        ("May 3, 2027", True),
        ("$1,200+", True),
        ("A &amp; B", True),
        ("3–5 March\u00a02027 (planned)", True),
        (" May", False),
        ("May  3", False),
        ("a\nb", False),
        ("", False),
        ("Tōkyō", False),
        ("شهر", False),
        ("x" * 91, False),
    ],
)
def test_only_simple_texts_are_filled_in(text: str, is_late: bool) -> None:
    html = f'<td class="a > b" data-late>{text}</td>'
    cut, values = without_values(html)
    assert (len(values) == 1) is is_late
    assert with_values(cut, values, {0}) == html.replace(" data-late", "")


def test_a_part_has_one_running_head_or_keeps_its_own() -> None:
    assert without_head('<b data-head="1 · A &amp; B">x</b>') == ('<b data-head="late-head">x</b>', "1 · A & B")
    two = '<b data-head="A"></b><b data-head="B"></b>'
    assert without_head(two) == (two, None)


def _book(number: int, text: str = "May # to 2#", css: str = "") -> str:
    """A book of which each reader has another number in each place."""
    make = Maker(3, 1, 1)
    row = '<tr><th scope="row">Row</th><td data-late>{}</td><td class="right" data-late>${}</td></tr>'
    rows = "".join(row.format(text.replace("#", str(number)), number * at) for at in (3, 70))
    head = '<thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col">C</th></tr></thead>'
    return (
        f'{(HEAD % "Letter").replace("</style>", f"{css}</style>")}<section class="chapter" data-pieces="section" '
        f'data-head="{number} · Chapter">{make.opening(f"{number} · Chapter", number)}<section><ul class="tasks">'
        f"{DUE.format(text.replace('#', str(number)))}</ul></section></section>"
        f'<section class="documents" data-pieces="table"><h1>Papers</h1><table data-pieces="tbody">{head}'
        f'<tbody data-pieces="tr">{rows}</tbody></table></section></body></html>'
    )


def _pieces() -> set[str]:
    return {html for _, _, known in _press(THEME).layouts.values() for html in known}


def test_readers_with_other_texts_share_all_pieces() -> None:
    assert print_book(_book(3), (), THEME).whole is None
    before = _pieces()
    assert print_book(_book(17), (), THEME).whole is None
    assert _pieces() == before


@pytest.mark.parametrize(
    "css",
    [
        "td { text-transform: uppercase } .due { text-transform: uppercase }",
        "td, .due { letter-spacing: 1pt }",
        "td, .due { text-decoration: underline }",
        "table { table-layout: auto !important; width: auto !important } .due { display: inline-block }",
        "[data-late] { direction: rtl }",
    ],
)
def test_what_would_show_how_long_a_text_is_is_laid_out_itself(css: str) -> None:
    whole = print_book(_book(3, css=css), (), replace(THEME, pieces=False)).pdf
    assert whole.startswith(b"%PDF")
    book = print_book(_book(3, css=css), (), THEME)
    if book.whole is None:
        assert any("May 3 to 23" in html for html in _pieces())


def test_digits_that_differ_are_not_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    print_book(_book(3), (), THEME)
    for layout, _, _ in _press(THEME).layouts.values():
        shapes = layout.shapes
        shapes.known.clear()
        monkeypatch.setattr(shapes, "evens", dict.fromkeys(shapes.evens, False))
    assert print_book(_book(17), (), THEME).whole is None
    assert any("May 17 to 217" in html for html in _pieces())


def test_no_text_that_is_filled_in_is_kept_on_disk(tmp_path: Path) -> None:
    theme = replace(THEME, stock=str(tmp_path), keeps=True)
    assert print_book(_book(17, text="Ada 4711 on May #"), (), theme).whole is None
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    for content in kept:
        at = content.find(b"\x78\x01")
        text = zlib.decompressobj().decompress(content[at:]) if at >= 0 else content
        assert not re.search(rb"4711|Ada", text)
