"""docs/security.md: every threat has its section, and every test it names exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.projects import ROOT

PAGE = (ROOT / "docs/security.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (T\d+)\. (.+?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
REFERENCE = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_every_threat_has_its_section() -> None:
    assert sorted(SECTIONS, key=lambda name: int(name[1:])) == [f"T{number}" for number in range(1, 26)]
    assert PAGE.count("\n### ") == len(SECTIONS), "each once"


@pytest.mark.parametrize("threat", SECTIONS)
def test_the_tests_it_names_exist(threat: str) -> None:
    named = REFERENCE.findall(SECTIONS[threat])
    assert named, "a threat without a test"
    for file, name in named:
        tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in functions, f"{file} has no {name}"


def test_what_it_says_of_workflows_is_there() -> None:
    assert (ROOT / ".github/workflows/pages.yml").is_file()
    assert (ROOT / ".github/workflows/audit.yml").is_file()
