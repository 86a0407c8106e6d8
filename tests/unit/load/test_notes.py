"""Footnotes: read where they are referred to, and whatever is wrong with them."""

from __future__ import annotations

import pytest

from generator.model.module import NOTE_CLOSE, NOTE_OPEN, FactMark, ValueMark
from tests.unit.load.test_body import read, tree


def drawn(source: str) -> list[object]:
    return [str(one).replace(NOTE_OPEN, "{").replace(NOTE_CLOSE, "}") for one in tree(read(source)[0])]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a[^x] b\n\n[^x]: c", ["a{c} b"]),
        ("[^x]: c\n\na[^x] b", ["a{c} b"]),
        ("a[^x]\n\n[^x]: c\n  d\n    e", ["a{c d e}"]),
        ("a[^1] b[^2]\n\n[^1]: c\n[^2]: d", ["a{c} b{d}"]),
        ("a[^x] b[^x]\n\n[^x]: c", ["a{c} b{c}"]),
        ("`[^x]`", ["`[^x]`"]),
        ("```\n[^x]: c\n```", ["```\n[^x]: c\n```"]),
    ],
)
def test_notes(source: str, expected: list[object]) -> None:
    assert read(source)[2] == []
    assert drawn(source) == expected


def test_marks_in_a_note_know_their_place() -> None:
    _, marks, wrong = read("a[^x]\n\n[^x]: see {{ plan.goal }}\n   and [[fact:VSL-03]]")
    assert wrong == []
    assert [(type(one), one.span.line, one.span.column) for one in marks] == [(ValueMark, 3, 11), (FactMark, 4, 8)]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("a[^x]", ["1:2 unknown-note"]),
        ("a\n\n[^x]: b", ["3:1 unused-note"]),
        ("a[^x]\n\n[^x]: b\n[^x]: c", ["4:1 duplicate-note"]),
        ("a[^x]\n\n[^x]:", ["3:1 empty-note"]),
        ("a[^x]\n\n[^x]: b[^x]", ["3:8 bad-note"]),
        ("a[^x]\n\n[^x]: b\n> [^y]: c", ["4:3 bad-note", "4:3 unknown-note"]),
        ("a[^x]\n\n::: when {visa: j1}\n[^x]: b\n:::", ["4:1 note-in-block"]),
        ("::: when {visa: j1}\na[^x]\n::: else\n[^x]: b\n:::", ["4:1 note-in-block"]),
        ("::: when {visa: j1}\na[^x]\n\n[^x]: b\n:::", []),
        ("::: when {visa: j1}\na[^x]\n:::\n\n[^x]: b", []),
        ("a[^x]\n\n[^x]: b {{ plan", ["3:9 bad-mark"]),
        ("a[^x]\n\n[^x]: b ==c==\nand &d;", ["3:9 other-markdown", "4:5 unknown-entity"]),
        ("- a[^x]\n\n[^x]: b\n\n- c", ["3:1 bad-note"]),
        ("1. a[^x]\n[^x]: b\n2. c", ["3:1 bad-note"]),
        ("- a[^x]\n\n[^x]: b\n\n1. c", []),
        ("- a[^x]\n\n[^x]: b\n\nc\n\n- d", []),
        ("- a[^x]\n\nb\n\n[^x]: c\n\n- d", []),
        ("- a[^x]\n\n[^x]: b\n\n  c", []),
        ("::: tip\n- a[^x]\n\n[^x]: b\n:::\n- c", []),
    ],
)
def test_what_is_wrong(source: str, wrong: list[str]) -> None:
    assert read(source)[2] == wrong
