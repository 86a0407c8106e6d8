"""Pieces that the workers of one run share: laid out once, in memory alone, and none that speaks of a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.render.pdf import _press, print_book
from generator.render.press import commons
from generator.render.press.commons import Commons, open_commons, path_of
from generator.render.press.layout import Layout
from generator.render.press.own import own_words, speaks_of
from tests.press.books import tiny_book
from tests.press.compare import THEME

pytestmark = pytest.mark.usefixtures("new_process")

NAME = "Ada O’Brien-Müller 李明"


@pytest.fixture
def path() -> Iterator[str]:
    file = open_commons()
    assert file is not None
    yield path_of(file)
    os.close(file)


def test_what_one_process_lays_out_another_takes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html, own = " Brien</p>".join(tiny_book(5).rsplit("</p>", 1)), own_words(NAME, "p-1")
    alone = print_book(html, (), THEME)
    _press.cache_clear()
    shared = replace(THEME, commons=path)
    assert print_book(html, (), shared, own) == alone
    _press.cache_clear()
    laid_out: list[str] = []
    make = Layout.make

    def counted(self: Layout, htmls: list[str]) -> object:
        laid_out.extend(htmls)
        return make(self, htmls)

    monkeypatch.setattr(Layout, "make", counted)
    assert print_book(html, (), shared, own) == alone
    digits, *rest = laid_out
    assert "0123456789" in digits
    assert rest == [one for one in rest if "Brien" in one] != []


def test_what_cannot_be_shared_costs_only_time(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Commons(path, "theme"), Commons(path, "theme")
    one.keep(b"a" * 32, b"content")
    assert other.read(b"a" * 32) == b"content"
    assert other.get("html", ()) is None
    monkeypatch.setattr(commons, "MOST", 100)
    other.keep(b"b" * 32, bytes(99))
    assert one.read(b"b" * 32) is None, "there is no room for it"
    gone = Commons("/proc/0/fd/0", "theme")
    gone.keep(b"a" * 32, b"content")
    assert gone.read(b"a" * 32) is None


@pytest.mark.parametrize(
    ("html", "is_own"),
    [
        ("<p>A plan for Ada.</p>", True),
        ("<p>ADA’S plan</p>", True),
        ("<p>o&rsquo;brien</p>", True),
        ("<p>Dr. M&uuml;ller</p>", True),
        ("<p>李明的計劃</p>", True),
        ('<p class="ada">Adam, an O of a plan</p>', False),
        ("<p>p-17, P. 1</p>", False),
        ("<p>written for p-1</p>", False),
        ("<p>written for P-PUX2</p>", True),
    ],
)
def test_a_piece_speaks_of_a_person(html: str, is_own: bool) -> None:
    assert speaks_of(html, own_words(NAME, "p-pux2")) == is_own
    assert not speaks_of(html, ())
