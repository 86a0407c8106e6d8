"""What Markdown has, on paper: notes at the foot, code in its own font, pictures and files, all of it tagged."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.pdf_quality.ua import check_ua
from tests.projects import SMALL, TODAY, guidegen, write_project

BODY = """See the note[^a], ~~not~~ https://example.org/a--b, `ls --all`:

1. [ ] Ask {due: match-day}
   - [x] and nested
2. Go

Then:

10. Ask again[^a]

> A quotation.

```
def go(): ...  # a long line of code that goes on and on, wider than the measure of any page of paper
```

![A way in](media/way.svg "The way")

Send [the form](media/form.pdf).

A
:   a meaning

| a |
|---|
| b |

[^a]: Words at the foot, with https://example.org/note.
"""
PERSONA = "personas:\n  - {id: p, title: P, answers: {specialty: radiology, visa: j1, status: student}}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90"/></svg>'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        **SMALL,
        "profiles/personas.yaml": PERSONA,
        "content/modules/arrange/letters.md": f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{BODY}",
        "content/media/way.svg": SVG,
        "content/media/form.pdf": b"%PDF-1.4\n",
    }
    root = write_project(tmp_path_factory.mktemp("text") / "project", files)
    ran = guidegen("build", "-C", root, "--to", "pdf", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    return root / "site/guides/p/handbook.pdf"


def test_it_is_tagged(book: Path) -> None:
    assert check_ua(book.read_bytes()) == []


def test_every_word_is_printed_and_notes_are_at_the_foot(book: Path) -> None:
    pages = [re.sub(r"\s+", " ", one.extract_text()) for one in PdfReader(book).pages]
    whole = " ".join(pages)
    for words in ("the form (form.pdf)", "The way", "A quotation.", "any page of paper", "a meaning", "ls --all"):
        assert words in whole, words
    page = next(page for page in pages if "See the note" in page)
    assert page.index("Words at the foot") > page.index("nested")
    assert "https://example.org/a--b" in page


def test_a_note_referred_to_again_keeps_its_letter_and_a_list_its_number(book: Path) -> None:
    page = next(text for one in PdfReader(book).pages if "See the note" in (text := one.extract_text()))
    assert re.search(r"See the note\s?a\b", page)
    assert re.search(r"Ask again\s?a\b", page)
    assert re.search(r"^10\.", page, re.MULTILINE)
    assert page.count("Words at the foot") == 1


def test_code_has_a_font_of_its_own_and_pictures_their_words(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        fonts = {str(one.get("/BaseFont")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
        words = {
            str(one.get("/Alt"))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        }
    assert any("Source-Code-Pro" in font for font in fonts)
    assert "A way in" in words
