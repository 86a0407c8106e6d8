"""Pieces kept on disk: the same book without laying it out, and nothing that is wrong with a file costs more."""

from __future__ import annotations

import errno
import os
import pickle
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cache import trim
from generator.render.pdf import _press, print_book
from generator.render.press import stock
from generator.render.press.layout import Layout
from generator.render.press.piece import Piece
from generator.render.press.stock import FolderStock
from generator.render.press.texts import KeptTexts
from tests.press.books import tiny_book
from tests.press.compare import THEME

pytestmark = pytest.mark.usefixtures("new_process")

BOOK = tiny_book(5)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """A book, and the folder where its pieces are."""
    folder = tmp_path_factory.mktemp("pieces")
    _press.cache_clear()
    return _printed(folder, keeps=True), folder


def _printed(folder: Path, *, keeps: bool) -> bytes:
    book = print_book(BOOK, (), replace(THEME, stock=str(folder), keeps=keeps))
    assert book.whole is None
    return book.pdf


def test_a_later_run_lays_out_no_piece(kept: tuple[bytes, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Layout, htmls: list[str]) -> None:
        raise AssertionError(htmls)

    def refuse_texts(_: object, __: object, keys: list[object]) -> None:
        assert keys == []

    monkeypatch.setattr(Layout, "make_pages", refuse)
    monkeypatch.setattr(KeptTexts, "keep", refuse_texts)
    laid_out = _count(monkeypatch)
    assert _printed(kept[1], keeps=False) == kept[0]
    assert laid_out == [1], "the digits, which every run measures"


def test_wrong_files_are_made_again(kept: tuple[bytes, Path], tmp_path: Path) -> None:
    """Cut short, of another book, foreign, gone: each is as if it were not there, and is written again."""
    files = sorted(file for file in kept[1].rglob("*") if file.is_file())
    contents = [file.read_bytes() for file in files]
    wrong = [contents[0][:40], b"", contents[1], None, zlib.compress(pickle.dumps(os.getcwd)), bytes(99)]
    for number, file in enumerate(files):
        copy, content = tmp_path / file.relative_to(kept[1]), wrong[number % len(wrong)]
        if content is not None:
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(content)
    assert _printed(tmp_path, keeps=True) == kept[0]
    assert [(tmp_path / file.relative_to(kept[1])).read_bytes() for file in files] == contents


def test_a_folder_that_cannot_be_written_costs_only_time(kept: tuple[bytes, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _printed(tmp_path / "file" / "pieces", keeps=True) == kept[0]


PIECE = Piece([], [], [], [], [], [[0]], [[0]], [], [], False, {}, (), (), {}, None)


def test_pieces_of_another_version_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FolderStock(tmp_path, "theme", writes=True).put({"html": PIECE})
    assert FolderStock(tmp_path, "theme", writes=False).get("html", ()) == PIECE
    assert FolderStock(tmp_path, "another theme", writes=False).get("html", ()) is None
    monkeypatch.setattr(stock, "_code", lambda: "another version")
    assert FolderStock(tmp_path, "theme", writes=False).get("html", ()) is None


def test_a_full_disk_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, _: bytes) -> int:
        file.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    FolderStock(tmp_path, "theme", writes=True).put({"html": PIECE})
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_nothing_is_written_for_a_person(tmp_path: Path) -> None:
    _printed(tmp_path / "pieces", keeps=False)
    assert not (tmp_path / "pieces").exists()


def test_a_foreign_file_makes_nothing_run(tmp_path: Path) -> None:
    kept = FolderStock(tmp_path, "theme", writes=True)
    name = kept._name("html")
    content = zlib.compress(pickle.dumps(os.getcwd))
    kept.keep(name, content)
    assert kept.get("html", ()) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    for number in range(6):
        file = tmp_path / f"{number}" / "piece"
        file.parent.mkdir()
        file.write_bytes(bytes(10))
        os.utime(file, (number, number))
    trim(tmp_path, 60)
    assert len(list(tmp_path.rglob("piece"))) == 6
    trim(tmp_path, 59)
    assert sorted(file.parent.name for file in tmp_path.rglob("piece")) == ["4", "5"]


def _count(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts were laid out, one number for each time."""
    counted: list[int] = []
    make = Layout.make

    def counting(self: Layout, htmls: list[str]) -> object:
        counted.append(len(htmls))
        return make(self, htmls)

    monkeypatch.setattr(Layout, "make", counting)
    return counted
