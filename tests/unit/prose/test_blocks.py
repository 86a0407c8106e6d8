"""Blocks: against a table of cases, and against markdown-it-py as a second reader of the same grammar."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.prose.oracle import ours, theirs

LINES = (
    "- a", "- b", "  - c", "    - d", "   - e", "* f", "1. g", "2. h", "3. i", "   - j", "  1. k", "7) l", "text",
    "  more", "    deep", "     deeper", "> q", "> - r", ">   - s", "> 1. t", ">", "- > v", "## w", "---",
    "```", "  ```", "> ```", "~~~", "", "", "   ", "10. x", "- - y", "1. - z",
    "-    aa", "-      bb", "***", "- ```", "#", "# ", "\t- cc", "+ dd", "| c | d |",
    "\n| a | b |\n|---|---|\n", "\n> | a | b |\n> |---|---|\n", "\n- | a | b |\n  |---|---|\n",
    "\ntext\n| a | b |\n|---|---|\n| c | d |\n",
)  # fmt: skip
"""Tables are between blank lines: only here one ends the paragraph of an item, and a line without bars ends it."""


@pytest.mark.parametrize(
    "text",
    [
        "Do these steps:\n1. Book\n2. Pack",
        "- Bags\n  - left bag\n    - tools\n- Rest",
        "- a\n   - b\n      - c",
        "1. a\n    - b\n    - c\n2. d",
        "1. a\n   - b\n\n   more\n2. c",
        "- a\n- b\n\n\n- c",
        "- a\n1. b",
        "- a\n* b",
        "Sentence:\n| a | b |\n|---|---|\n| c | d |",
        "> a\nlazy\n> b",
        "> > a\n> lazy\n> > b",
        "- a\nlazy\n- b",
        "- a\n\n  para\n\n  ```\n  code\n\n  more\n  ```\n- b",
        "text\n2. no item",
        "1) a\n2) b\n3. c",
    ],
)
def test_as_commonmark_has_it(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=9))
@settings(max_examples=500)
@example(["- a", "", "  ```", "", "", "  ```"])
def test_two_readers_see_the_same_blocks(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert ours(text) == theirs(text)


def test_definitions() -> None:
    assert ours("A\n:   b")[0] == ("definitions",)
