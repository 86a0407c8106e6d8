"""docs/security.md: every threat has its line, and every test it names exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.projects import ROOT

PAGE = (ROOT / "docs/security.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (T\d+) \| (.*) \|$", PAGE, re.MULTILINE))
REFERENCE = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_every_threat_has_its_line() -> None:
    assert list(ROWS) == [f"T{number}" for number in range(1, 23)]


@pytest.mark.parametrize("threat", ROWS)
def test_the_tests_it_names_exist(threat: str) -> None:
    named = REFERENCE.findall(ROWS[threat])
    assert named, "a threat without a test"
    for file, name in named:
        tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in functions, f"{file} has no {name}"


def test_what_it_says_of_workflows_is_there() -> None:
    assert (ROOT / ".github/workflows/pages.yml").is_file()
    assert (ROOT / ".github/workflows/audit.yml").is_file()
