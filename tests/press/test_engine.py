"""With a WeasyPrint that is not the one compared with, a book is laid out whole, and it is said why."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.render.pdf import print_book
from generator.render.press import engine as engine_file
from generator.render.press.engine import INSIDE, engine
from generator.render.sent_notes import sent_to_the_next_page
from tests.press.blocks import HEAD
from tests.press.compare import THEME


class Bare:
    """A class of the engine that has become another one."""

    def __init__(self) -> None:
        self.there = True


@pytest.mark.parametrize(
    ("module", "name", "found", "why"),
    [
        ("weasyprint", "__version__", "71.2", "WeasyPrint 71.2 was not compared with whole handbooks, only 70.0"),
        ("weasyprint.html", "get_html_metadata", None, "this WeasyPrint has no weasyprint.html: "),
        ("weasyprint.anchors", None, None, "this WeasyPrint has no weasyprint.anchors: "),
        ("pydyf", "__version__", "0.14.0", "pydyf 0.14.0 was not compared with whole handbooks, only 0.13.0"),
        (
            "weasyprint.pdf.stream",
            "Stream",
            Bare,
            "this WeasyPrint has no _current_alpha in weasyprint.pdf.stream.Stream",
        ),
        ("weasyprint.layout.absolute", "AbsolutePlaceholder", Bare, "this WeasyPrint has no _box in "),
    ],
)
def test_another_engine(
    module: str, name: str | None, found: object, why: str, monkeypatch: pytest.MonkeyPatch
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


def test_all_that_is_private_is_named() -> None:
    """What the press reads inside objects of others is checked before a book is made."""
    named = {one for classes in INSIDE.values() for attributes in classes.values() for one in attributes}
    for file in sorted(Path(engine_file.__file__).parent.glob("*.py")):
        private = set(_private(ast.parse(file.read_text("utf-8"))))
        assert private <= named, file.name


def _private(tree: ast.Module) -> Iterator[str]:
    """The private names that are asked of objects, but for those that the classes of the same file give theirs."""
    own: set[str] = set()
    for each in (one for made in ast.walk(tree) if isinstance(made, ast.ClassDef) for one in ast.walk(made)):
        if isinstance(each, ast.FunctionDef):
            own.add(each.name)
            stored = ast.walk(each) if each.name == "__init__" else ()
            own |= {one.attr for one in stored if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)}
    for one in ast.walk(tree):
        asked = [one.attr] if isinstance(one, ast.Attribute) else []
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in ("getattr", "hasattr"):
            asked = [str(each.value) for each in one.args if isinstance(each, ast.Constant)]
        yield from (name for name in asked if re.fullmatch(r"_[a-z]\w*", name) and name not in own)
