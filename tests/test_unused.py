"""What `tests/unused.py` finds; `test_architecture.py` asks it of the generator and its theme."""

from __future__ import annotations

import ast

import pytest

from tests.unused import unused_constants, unused_fields, unused_macros, unused_styles


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("class A:\n    kept: int\n    lost: int\ndef f(a): return a.kept", ["a.py:3: A.lost"]),
        ("class A:\n    @property\n    def lost(self): return 1", ["a.py:3: A.lost"]),
        ("class A:\n    told: int", []),
    ],
)
def test_a_field_that_is_not_read_is_found(code: str, found: list[str]) -> None:
    assert list(unused_fields({"a.py": ast.parse(code)}, "{{ one.told }}")) == found


def test_what_else_is_unused_is_found() -> None:
    tree = {"a.py": ast.parse("LOST = 1\nKEPT = 2\nprint(KEPT)")}
    assert list(unused_constants(tree)) == ["a.py:1: LOST"]
    template = '{% from "b.html" import by, whose %}{% macro lost() %}{% endmacro %}{{ by(1) }}'
    assert list(unused_macros({"a.html": template}, "")) == ["a.html: macro lost", "a.html: import whose"]
    assert list(unused_styles({"a.css": ".lost > .kept { color: red }"}, '<p class="kept">')) == ["a.css: lost"]
