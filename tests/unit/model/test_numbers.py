"""Numbers as people write them, with the word for what they count."""

from __future__ import annotations

import pytest

from generator.model.numbers import amount_meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("90 days", 90),
        ("1 day", 1),
        ("90.0 Days", 90),
        ("3 weeks", 21),
        ("2 months", None),
        ("90", None),
        ("about 90 days", None),
        ("1.5 weeks", None),
        ("1-2 weeks", None),
        ("-3 days", None),
    ],
)
def test_days(words: str, meant: int | None) -> None:
    assert amount_meant(words, ("day", "days")) == meant


def test_weeks_are_days_only_where_days_are_counted() -> None:
    assert amount_meant("3 weeks", ("rotation", "rotations")) is None
    assert amount_meant("3 rotations", ("rotation", "rotations")) == 3
