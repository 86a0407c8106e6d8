"""Which words are refused; `test_architecture.py` looks for them in the whole project."""

from __future__ import annotations

import pytest

from tests.english import FILES, found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is made anew.", ["anew"]),
        ("'x' is no persona id", ["is no"]),
        ("There is no persona 'x', it is no longer here, and are no more", []),
        ("'x' stands on line 3", ["stands"]),
        ("'x' stands for two values; a stand-in", []),
        ("Whoever comes, before dear work", ["Whoever", "dear"]),
        ("the line is beside it", ["is beside"]),
    ],
)
def test_what_is_refused(text: str, words: list[str]) -> None:
    assert [word for _, word, _ in found(text)] == words


def test_every_file_is_there() -> None:
    assert {file.parent.name for file in FILES} >= {"cli", "reading", "site", "docs", "decisions"}
    assert all(file.is_file() for file in FILES)
