"""Words: numbers, lists, dates and quotes."""

from __future__ import annotations

import datetime as dt

import pytest

from generator import text


@pytest.mark.parametrize(
    ("value", "words"), [(0, "zero"), (1, "one"), (9, "nine"), (10, "10"), (-1, "-1"), (2000, "2000")]
)
def test_numbers(value: int, words: str) -> None:
    assert text.number(value) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (list("abcd"), "a, b, c, and d"),
    ],
)
def test_lists(items: list[str], words: str) -> None:
    assert text.joined(items) == words
    assert text.joined(items, "or") == words.replace(" and ", " or ")


def test_dates_are_not_broken_over_lines() -> None:
    assert text.long_date(dt.date(2028, 3, 7)) == "March\u00a07,\u00a02028"
    assert text.month_year(dt.date(2027, 12, 31)) == "December\u00a02027"


@pytest.mark.parametrize(("count", "words"), [(0, "no weeks"), (1, "one week"), (2, "two weeks"), (20, "20 weeks")])
def test_plurals(count: int, words: str) -> None:
    assert text.plural(count, "week", "weeks") == words


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("it's", "it\u2019s"),
        ('"a" and "b"', "\u201ca\u201d and \u201cb\u201d"),
        ("('a')", "(\u2018a\u2019)"),
        ("the '90s", "the \u201890s"),
        ("a -- b", "a \u2013 b"),
        ("a --- b", "a \u2014 b"),
        ("a-b", "a-b"),
        ('"', "\u201c"),
        ("", ""),
    ],
)
def test_quotes_and_dashes(typed: str, set_: str) -> None:
    assert text.curly(typed) == set_


def test_capitals() -> None:
    assert text.capitalized("uSA") == "USA"
    assert text.capitalized("") == ""
