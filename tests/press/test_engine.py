"""With a WeasyPrint that is not the one compared with, a book is laid out whole, and it is said why."""

from __future__ import annotations

import importlib
import sys

import pytest

from generator.render.pdf import print_book
from generator.render.press.engine import engine
from generator.render.sent_notes import sent_to_the_next_page
from tests.press.blocks import HEAD
from tests.press.compare import THEME


@pytest.mark.parametrize(
    ("module", "name", "found", "why"),
    [
        ("weasyprint", "__version__", "71.2", "WeasyPrint 71.2 was not compared with whole handbooks, only 70.0"),
        ("weasyprint.html", "get_html_metadata", None, "this WeasyPrint has no weasyprint.html: "),
        ("weasyprint.anchors", None, None, "this WeasyPrint has no weasyprint.anchors: "),
    ],
)
def test_another_engine(
    module: str, name: str | None, found: str | None, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = importlib.import_module(module)
    engine.cache_clear()
    with monkeypatch.context() as patch:
        if name is None:
            patch.setitem(sys.modules, module, None)
        elif found is None:
            patch.delattr(there, name)
        else:
            patch.setattr(there, name, found)
        with sent_to_the_next_page(None):  # what it would change may not be there
            pass
        book = print_book(f"{HEAD % 'A4'}<p>A</p></body></html>", (), THEME)
    engine.cache_clear()
    assert (book.whole or "").startswith(why)
    assert book.pdf.startswith(b"%PDF")
