"""What lines promise and what becomes of them, also where the conversion itself is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.prose.html import Converter
from generator.prose.promises import broken_promises
from tests.unit.prose.test_blocks import LINES

CONVERTER = Converter()
TASK = "\ue0020\ue003"


def broken(text: str) -> list[str]:
    found = sorted(broken_promises(text, CONVERTER.html), key=lambda one: one.line)
    return [f"{one.line + 1}:{one.column} {one.code}" for one in found]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Do:\n1. a\n2. b", []),
        ("Do:\n2. a\n3. b", ["2:1 not-an-item", "3:1 not-an-item"]),
        ("- a\n  - b\n    - c", []),
        ("- a\n        - b", ["2:9 not-an-item"]),
        ("a\n    - b", ["2:5 not-an-item"]),
        ("the year\n2027. It", ["2:1 not-an-item"]),
        ("the year\n2027\\. It", []),
        ("2027. It", ["1:1 not-an-item"]),
        ("- a\n- 2027) It", ["2:1 not-an-item"]),
        ("> a\n> - b", []),
        ("> > a", []),
        (f"1. {TASK}a\n   1. {TASK}b", []),
        (f"> - {TASK}a", []),
        ("a\n| b | c |\n|---|---|\n| d | e |", []),
        ("| a | b |", ["1:1 table-without-header"]),
        ("a\n\n|---|---|\n| d | e |", ["3:1 table-without-header", "4:1 table-without-header"]),
        ("| a | b |\n\n|---|---|\n", ["1:1 table-without-header", "3:1 table-without-header"]),
        ("|  |  |\n|---|---|\n| a | b |", ["1:1 table-without-header"]),
        ("a | b", []),
        ("\\| a", []),
        ("    a", ["1:1 indented-text"]),
        ("- a\n\n        b", ["3:1 indented-text"]),
        ("- a\n\n    b", []),
        ("A\n:   b", []),
        (":   b", ["1:1 not-a-meaning"]),
        ("a **b", ["1:3 left-over-sign"]),
        ("a **b** ** c", ["1:9 left-over-sign"]),
        ("a __b", ["1:3 left-over-sign"]),
        ("Name: ____", []),
        ("a ~~b", ["1:3 left-over-sign"]),
        ("it`s", ["1:3 left-over-sign"]),
        ("a\nb [c](d", ["2:5 left-over-sign"]),
        ("a \\*\\*b \\`", []),
        ("`a **b`", []),
        ("```\n- a\n| b |\n**\n```", []),
        ("* * *", []),
        ("| a |\n|---|\n| [ ] b |", ["3:3 bad-task"]),
        ("A\n:   - [x] b", ["2:7 bad-task"]),
        ("[ ] a", ["1:1 bad-task"]),
        ("see [x] and \\[ ] b, `[ ] c`", []),
        ("- a\n-\n- b", ["2:1 empty-item"]),
        ("1. a\n2.", ["2:1 empty-item"]),
        ("a\nb [](https://a.org) c", ["2:3 bad-link"]),
        ("[ ](https://a.org)", ["1:1 bad-link"]),
        ("[**a**](https://a.org) [\ue0000\ue001](b)", []),
        ("| a |\n|---|\n| b |\n| c |\n|---|\n| d |", ["5:1 table-without-header"]),
        ("-\n  a", []),
        ("a\n\n- ", ["3:1 empty-item"]),
        ("1. a\n  - b", ["2:3 not-nested"]),
        ("1. a\n  1. b", ["2:3 not-nested"]),
        ("-   a\n  - b", ["2:3 not-nested"]),
        ("1. a\n   - b\n  - c", ["3:3 not-nested"]),
        ("- a\n - b", []),
        ("1. a\n\nb\n\n  - c", []),
        ("```\n1. a\n  - b\n```", []),
        ("- | a |\n  |---|\n  | b |", []),
        ("*a**b*c**", ["1:1 lost-words"]),
        ("a\n\n> *b**c*d**", ["3:3 lost-words"]),
        ("*a **b** c* [d](https://e.org/f_(g)) &copy; `&copy;` \\*", []),
        (">", ["1:1 empty-quotation"]),
        ("a\n\n>\n> \n\n> b\n>", ["3:1 empty-quotation"]),
    ],
)
def test_promises(text: str, wrong: list[str]) -> None:
    assert broken(text) == wrong


@pytest.mark.parametrize(
    ("text", "lost", "code"),
    [
        ("- a\n- b", r"</?li[^>]*>", "not-an-item"),
        (f"- {TASK}a", r' class="task"', "bad-task"),
        ("## a", r"</?h3>", "bad-heading"),
        ("> a", r"</?blockquote>", "not-a-quotation"),
        ("| a |\n|---|\n| b |", r"</?t[hd][^>]*>", "table-without-header"),
        ("A\n:   b", r"</?dd>", "not-a-meaning"),
        ("```\na\n```", r"</?pre>", "unclosed-code"),
    ],
)
def test_a_conversion_that_loses_something_is_seen(text: str, lost: str, code: str) -> None:
    assert code in [one.code for one in broken_promises(text, lambda source: re.sub(lost, "", CONVERTER.html(source)))]


PAIRS = ("**a**", "**a", "`b", "~~c~~", "[d](e)", "![f](g)", "h | i", "a \\* b", "2. x", "\ue0020\ue003t")


@given(st.lists(st.sampled_from((*LINES, *PAIRS)), min_size=1, max_size=9))
@settings(max_examples=400)
def test_every_finding_has_its_place(lines: list[str]) -> None:
    text = "\n".join(lines)
    for one in broken_promises(text, CONVERTER.html):
        assert 1 <= one.column <= len(text.split("\n")[one.line]) + 1
