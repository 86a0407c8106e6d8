"""Sentences for readers are whole patterns in a template or in a unit's `words.py`, and nowhere else.

Strings for authors (diagnostics, errors) are not meant, nor docstrings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT

UNITS = ("assemble", "plan", "render", "select", "text.py", "logic/calendar.py", "logic/lead.py", "logic/phrase.py")
"""Where words for readers are made."""

WORDS = re.compile(r"[A-Za-z\u2019',.:)]+[ \u00a0]+[({\u201c]?[A-Za-z]")
FOR_AUTHORS = re.compile(r"(error|warning|Diagnostic|report|_report|refuse|compile|sub|split|format_map|startswith)")
RAISES = (ast.Raise, ast.Assert)

FOR_AUTHORS_ONLY = frozenset(
    {
        "assemble/guard.py", "plan/broken.py", "render/book_fonts.py", "render/cluster.py", "render/environment.py",
        "render/glyphs.py", "render/inherited.py", "render/overrides.py",
        "render/pdf.py", "render/pool.py", "render/surroundings.py",
        "render/press/layout.py", "render/press/stamps.py",
        "render/template_code.py", "render/template_error.py",
        "render/theme.py", "select/reasons.py",
    }
)  # fmt: skip
"""What these files say is read by those who write or build a guide, or is code that they write."""


def strings_of(file: Path) -> Iterator[tuple[int, str]]:
    """Strings with words in the code of a file, with their lines; docstrings and words for authors left out."""
    yield from _strings(ast.parse(file.read_text("utf-8")))


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, RAISES) or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            continue
        if isinstance(child, ast.Call):
            called = child.func.attr if isinstance(child.func, ast.Attribute) else getattr(child.func, "id", "")
            if FOR_AUTHORS.fullmatch(called) or called.endswith(("Error", "NoValue", "NoPhrase")):
                continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and _is_said(child.value):
            yield child.lineno, child.value
        yield from _strings(child)


def _is_said(words: str) -> bool:
    return bool(WORDS.search(words)) and not re.search(r"[<>#]|^[a-z-]+: |data-|aria-", words)


def found() -> dict[str, list[tuple[int, str]]]:
    """The strings with words, by file."""
    package = ROOT / "generator"
    files = [file for unit in UNITS for file in ([package / unit] if "." in unit else (package / unit).rglob("*.py"))]
    names = {file.relative_to(package).as_posix(): file for file in sorted(files) if file.name != "words.py"}
    several = {name: list(strings_of(file)) for name, file in names.items() if name not in FOR_AUTHORS_ONLY}
    return {name: strings for name, strings in several.items() if strings}


def test_sentences_for_readers_are_in_templates_or_words() -> None:
    elsewhere = {name: [f"line {line}: {words}" for line, words in strings] for name, strings in found().items()}
    assert elsewhere == {}, "write these in a template or in the unit's words.py, as whole patterns with named holes"


def test_the_list_names_nothing_that_is_gone() -> None:
    package = ROOT / "generator"
    assert [name for name in FOR_AUTHORS_ONLY if not list(strings_of(package / name))] == [], "take these off the list"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('x = "You are late"', ["You are late"]),
        ('x = f"due on {day} at the latest"', ["due on ", " at the latest"]),
        ('x = {"label": "To do"}', ["To do"]),
        ('"""What it does."""\nx = "key"', []),
        ('raise ValueError("this is wrong")', []),
        ('diagnostics.error("code", "this is wrong", place)', []),
        ('x = "<p class=a>of the page</p>"', []),
    ],
)
def test_what_counts_as_said(code: str, said: list[str]) -> None:
    assert [words for _, words in _strings(ast.parse(code))] == said
