"""Sentences for readers are whole patterns in a template or in a unit's `words.py`; what lies elsewhere is listed here.

The list must shrink: it says how many strings with words a file still has, and fails when there are more and when there
are fewer. Strings for authors (diagnostics, errors) are not meant, nor docstrings.
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
        "plan/broken.py", "render/book_fonts.py", "render/glyphs.py", "render/inherited.py", "render/overrides.py",
        "render/pdf.py", "render/pool.py",
        "render/template_error.py",
        "render/theme.py", "select/reasons.py",
    }
)  # fmt: skip
"""What these files say is read by those who write or build a guide."""

LABELS = "headings and states of a sheet, each one label: they go with the workbook's words"
GRAMMAR = "the grammar of a language, which is to be one set of patterns for each language"
ALLOWED: dict[str, tuple[int, str]] = {
    "assemble/lines.py": (10, "labels of lines, which search and changes print"),
    "assemble/marks.py": (11, "advice in diagnostics"),
    "assemble/plan_items.py": (1, "what a diagnostic calls a lead"),
    "assemble/questions.py": (1, GRAMMAR),
    "assemble/tasks.py": (2, "headings of the checklist"),
    "logic/lead.py": (5, "the pattern of a lead, and what diagnostics say of it"),
    "logic/phrase.py": (5, GRAMMAR),
    "plan/plan.py": (1, "advice in a diagnostic"),
    "render/calendar_entries.py": (3, "notes of calendar entries: they go with the calendar's words"),
    "render/documents.py": (2, "a heading, and the label of a mark in the drawing"),
    "render/fill.py": (1, "the words over an aside"),
    "render/mail.py": (1, "the subject of a mail"),
    "render/menu.py": (2, "the labels of the menu"),
    "render/timeline.py": (5, "what a date rests on, one label each"),
    "render/workbook/budget_sheet.py": (8, LABELS),
    "render/workbook/dates_sheet.py": (2, LABELS),
    "render/workbook/documents_sheet.py": (11, LABELS),
    "render/workbook/looks.py": (1, "the format of a cell"),
    "render/workbook/plan_sheet.py": (2, LABELS),
    "render/workbook/path_sheet.py": (7, LABELS),
    "render/workbook/tasks_sheet.py": (4, LABELS),
    "select/blocks.py": (7, "why an arm is shown, for authors"),
    "select/leads.py": (1, "the lead of a last arm away from its block"),
    "text.py": (1, GRAMMAR),
}
"""By file: at most how many strings, and why they are not in `words.py` yet."""


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
    more = {
        name: [f"line {line}: {words}" for line, words in strings]
        for name, strings in found().items()
        if len(strings) > ALLOWED.get(name, (0, ""))[0]
    }
    assert more == {}, "write these in a template or in the unit's words.py, as whole patterns with named holes"


def test_the_list_names_nothing_that_is_gone() -> None:
    assert set(ALLOWED) <= set(found()), "take these off the list"


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
