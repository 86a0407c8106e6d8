"""Strict YAML: scalars stay text, places are kept, what nobody should write is refused."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostics, Span
from generator.load.yaml import MOST_BYTES, MOST_DEPTH, read_yaml
from generator.model.located import Map, Seq


def read(source: str, first_line: int = 1) -> tuple[Map | None, list[str]]:
    diagnostics = Diagnostics()
    found = read_yaml(source, "a.yaml", diagnostics, first_line)
    return found, [f"{one.span.line}:{one.span.column} {one.code}" for one in diagnostics]


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "1", "1.5", "0x10", "2027-06-30", "012", "1e3", ".inf", "true", "0b1", "1_000"]
)
def test_every_scalar_stays_text(scalar: str) -> None:
    assert read(f"key: {scalar}") == ({"key": scalar}, [])


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("key:", None),
        ("key: ~", None),
        ("key: null", None),
        ('key: ""', ""),
        ("key: 'null'", "null"),
        ('key: "~"', "~"),
        ("key: >-\n  a\n  b", "a b"),
        ("key: |\n  a\n  b\n", "a\nb\n"),
        ("key: [a, 'b', null]", ["a", "b", None]),
        ("key: {a: b}", {"a": "b"}),
        ("", None),
        ("# only a comment", None),
    ],
)
def test_values(source: str, value: object) -> None:
    found, wrong = read(source)
    assert wrong == []
    assert found is not None
    assert found.get("key") == value


def test_every_value_knows_its_place() -> None:
    found, _ = read("a: b\nlist:\n  - one\n  - {two: 'x'}\n")
    assert found is not None
    assert (found.span, found.spans["a"], found.key_spans["list"]) == (
        Span("a.yaml", 1, 1),
        Span("a.yaml", 1, 4),
        Span("a.yaml", 2, 1),
    )
    listed = found["list"]
    assert isinstance(listed, Seq)
    assert listed.spans == [Span("a.yaml", 3, 5), Span("a.yaml", 4, 5)]
    assert listed[1].spans["two"] == Span("a.yaml", 4, 11)


def test_places_count_from_where_the_text_stands() -> None:
    found, wrong = read("a: b\nc: d\na: e", first_line=10)
    assert wrong == ["12:1 duplicate-key"]
    assert found is not None
    assert found["a"] == "b"


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("a: 1\na: 2", "2:1 duplicate-key"),
        ("a: {b: 1, b: 2}", "1:11 duplicate-key"),
        ("a: &x b", "1:4 yaml-alias"),
        ("a: &x {b: c}", "1:4 yaml-alias"),
        ("&x a: b", "1:1 yaml-alias"),
        ("a: &x b\nc: *x", "1:4 yaml-alias"),
        ("c: *x", "1:4 yaml-alias"),
        ("<<: {a: b}", "1:1 yaml-alias"),
        ("a: !!int 5", "1:4 yaml-tag"),
        ("a: !mine 5", "1:4 yaml-tag"),
        ("a: !!map {b: c}", "1:4 yaml-tag"),
        ("a: !!python/object/apply:os.system [id]", "1:4 yaml-tag"),
        ("!!map\na: b", "1:1 yaml-tag"),
        ("a: b\n---\nc: d", "2:1 second-document"),
        ("- a", "1:1 not-a-mapping"),
        ("just words", "1:1 not-a-mapping"),
        ("? [a]\n: b", "1:3 bad-key"),
        ("~: b", "1:1 bad-key"),
        ("a:\n\tb: c", "2:1 yaml-syntax"),
        ("a: b: c", "1:5 yaml-syntax"),
        ("a: [b", "1:4 yaml-syntax"),
        ("a:\n  - [b,\n     c\n  - d\n", "2:5 yaml-syntax"),
        ('a: "b\nc: d', "1:4 yaml-syntax"),
        ("{a:b}", "1:2 yaml-syntax"),
        ("a: b\x00", "1:5 control-character"),
        ("x: y\na: b\u2028c", "2:5 control-character"),
        ('a: "\\x1b[0m"', "1:4 control-character"),
        ('a: "\\0"', "1:4 control-character"),
        ("a: \ud800", "1:4 control-character"),
        ("a: " + "[" * MOST_DEPTH + "]" * MOST_DEPTH, f"1:{MOST_DEPTH + 3} too-deep"),
        ("a: " + "x" * MOST_BYTES, "1:1 file-too-large"),
    ],
)
def test_refused(source: str, wrong: str) -> None:
    found, said = read(source)
    assert said == [wrong]
    assert found is None or wrong.endswith("duplicate-key")


def test_as_deep_as_allowed() -> None:
    found, wrong = read("a: " + "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1))
    assert wrong == []
    assert found is not None


def test_a_thousand_aliases_are_not_expanded() -> None:
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{n}: &{n} [*a,*a,*a,*a]\n" for n in "bcdefgh")
    assert read(laughs)[1] == ["1:4 yaml-alias"]
