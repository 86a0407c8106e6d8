"""The comparison of books from pieces with whole ones sees what a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.render.pdf import _press, lay_out, print_book
from generator.render.press import write
from generator.render.press.late import Digits
from generator.render.press.values import filled_value
from tests.press.books import tiny_book
from tests.press.compare import THEME, Pair, differences

LONG = f'<div class="aside stop" style="break-inside: auto">{"<p>words of a paragraph</p>" * 60}</div>'
"""A page end divides it, and its frame."""
BEFORE = '<section class="checklist"'
BOOK = tiny_book(3).replace(
    BEFORE, f'<section class="plan" data-pieces="section"><h1>Long</h1><section>{LONG}</section></section>{BEFORE}'
)


@pytest.fixture(scope="module")
def whole() -> bytes:
    return lay_out(BOOK, (), THEME)


@pytest.fixture(autouse=True)
def _forget_pieces() -> Iterator[None]:
    _press.cache_clear()
    yield
    _press.cache_clear()


def other(text: str) -> str:
    """The same with other digits."""
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), text)


def frames(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(write.Writer, "frame", lambda *_: None)


def texts(patch: pytest.MonkeyPatch) -> None:
    def fill(item: Any, values: list[str], shapes: Any) -> bytes:
        return filled_value(item, [*map(other, values)], shapes)

    patch.setattr(write, "filled_value", fill)


def numbers(patch: pytest.MonkeyPatch) -> None:
    own: Callable[..., bytes] = Digits.fill

    def fill(digits: Digits, item: Any, number: str) -> bytes:
        return own(digits, item, other(number))

    patch.setattr(Digits, "fill", fill)


@pytest.mark.parametrize(
    ("broken", "said"),
    [(frames, "looks different"), (texts, "is '"), (numbers, "is '|names page")],
)
def test_what_is_wrong_is_seen(
    broken: Callable[[pytest.MonkeyPatch], None],
    said: str,
    whole: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken(monkeypatch)
    book = print_book(BOOK, (), THEME)
    assert book.whole is None, book.whole
    found = differences(Pair(whole, book.pdf), tmp_path)
    assert any(re.search(said, one) for one in found), found
