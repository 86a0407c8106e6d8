"""A project that changes while its handbooks are made: each book is of the state at the start, or the run ends."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.app import handbooks
from generator.errors import ChangedError
from generator.render.handbook import HandbookSource
from generator.render.pdf import Book
from generator.render.pool import lay_out_all
from generator.render.surroundings import Typesetting, named_files
from generator.render.theme import Theme
from generator.resources import theme_dir
from tests.projects import TODAY, guidegen
from tests.scale.batches import roster

HTML = "<!doctype html><html lang=en><head><title>T</title></head><body><h1>T</h1><p>x</p></body></html>"
NEW = "Zebra"


def test_an_edited_text_or_template_is_in_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, htmls = tmp_path / "tour", []
    assert guidegen("init", root).code == 0
    own = root / "templates/handbook"
    own.mkdir(parents=True, exist_ok=True)
    shutil.copy(theme_dir() / "handbook/handbook.html", own)
    edited = [*(root / "content/modules").rglob("*.md"), own / "handbook.html"]

    def lay_out(sources: Iterator[HandbookSource], *_: Any) -> Iterator[tuple[HandbookSource, Book]]:
        """Before anybody's text is filled in, somebody edits all of it."""
        for file in edited:
            text = file.read_text("utf-8")
            file.write_text(text.replace("</body>", f"{NEW}</body>") if "</body>" in text else f"{text}\n\n{NEW}.\n")
        for source in sources:
            htmls.append(source.html)
            yield source, Book(b"%PDF")

    monkeypatch.setattr(handbooks, "lay_out", lay_out)
    command = ("handbooks", "-C", root, "--as-of", TODAY, "--roster", roster(root / "people.csv", 2))
    assert guidegen(*command).code == 0
    assert [NEW in html for html in htmls] == [False, False]
    edited.clear()
    ran = guidegen(*command)
    assert "2 made, 0 still right" in ran.out, ran.err
    assert [html.count(NEW) > 1 for html in htmls] == [False, False, True, True]


def test_another_theme_for_the_next_worker_ends_the_run(tmp_path: Path) -> None:
    folders = (tmp_path, theme_dir())
    extra = tmp_path / "handbook/extra.css"
    extra.parent.mkdir()
    extra.write_text("p { color: #111 }")
    files = named_files(Theme(folders), None)
    typesetting = Typesetting(tuple(map(str, folders)), files=files)
    extra.write_text("p { color: #222 }")
    with pytest.raises(ChangedError, match="changed while handbooks were made from them; run the same command again"):
        list(lay_out_all([HandbookSource("a", HTML, "key")], typesetting, 1))
