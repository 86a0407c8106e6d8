"""Books from pieces are the books that WeasyPrint lays out as one document."""

from __future__ import annotations

import datetime as dt
import html
import io
import random
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bench.readers import answers
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Span
from generator.logic.seal import PUBLIC, Seal
from generator.model.guide import Guide
from generator.model.profile import Applicant
from generator.pdf import contents_of
from generator.render.fragments import FragmentMaker
from generator.render.handbook import HandbookRenderer
from generator.render.pdf import Enclosure, _press, print_book
from generator.resources import starter_dir
from tests.campaigns import sampled
from tests.press.blocks import HEAD, MANY
from tests.press.books import FEW, small_book, tiny_book
from tests.press.compare import THEME, both, differences, elements
from tests.projects import ROOT

TODAY = dt.date(2026, 11, 29)
NAMES = (
    "Ana Çelik-Nuñez",
    "Nguyễn Thị Minh Khai",
    "Oluwaseun A. Adébáyò",
    "O’Brien & Søn",
    "Jo",
    "Maria " * 9 + "Silva",
)
"""People of the shipped guide, each with random answers to all questions."""
PARTS = 10
"""A book laid out twice takes half a minute: so many tests share the fifty readers of the campaign."""


@pytest.mark.parametrize("seed", sampled(range(4), 1))
def test_small_books_are_the_same(seed: int, tmp_path: Path) -> None:
    book = small_book(
        seed, sections=6 if seed else 2, sources=8, paper=("Letter", "A4")[seed % 2], most=MANY if seed else FEW
    )
    assert differences(both(book), tmp_path) == []


def test_the_starter_is_the_same(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(starter_dir(), project)
    renderer, personas = _renderer(project)
    source = renderer.source(personas[0])
    assert differences(both(source.html, renderer.typesetting), tmp_path) == []


@pytest.mark.campaign
@pytest.mark.parametrize("part", range(PARTS))
def test_fifty_readers_are_the_same(part: int, tmp_path: Path) -> None:
    renderer, personas = _renderer(ROOT)
    found = {}
    for guide in random.Random(16).sample(personas, 50)[part::PARTS]:
        found[guide.id] = differences(both(renderer.source(guide).html, renderer.typesetting), tmp_path)
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.campaign
@pytest.mark.parametrize("name", NAMES)
def test_people_with_answers_are_the_same(name: str, tmp_path: Path) -> None:
    """Their names, days and sums are their own; so are many of their leads."""
    opened = open_project(ROOT, TODAY, Stopwatch())
    renderer = _renderer_of(opened, Seal(b"a secret of this project"))
    given = answers(opened, random.Random(name))
    person = Applicant(id="reader-1", name=name, email="r@example.org", answers=given, span=Span("test"))
    source = renderer.source(opened.choose(person).guide)
    assert html.escape(name.strip()) in source.html
    assert differences(both(source.html, renderer.typesetting), tmp_path) == []


def _renderer(project: Path) -> tuple[HandbookRenderer, list[Guide]]:
    opened = open_project(project, TODAY, Stopwatch())
    guides = [opened.choose(one).guide for one in opened.project.personas.values()]
    return _renderer_of(opened, Seal(PUBLIC)), guides


def _renderer_of(opened: Opened, seal: Seal) -> HandbookRenderer:
    return HandbookRenderer(opened.project, opened.theme(), FragmentMaker(), seal, pieces=True)


def test_a_second_book_has_the_same_bytes_whatever_came_before() -> None:
    books = [tiny_book(seed) for seed in (5, 6)]
    first = print_book(books[0], (), THEME).pdf
    print_book(books[1], (), THEME)
    assert print_book(books[0], (), THEME).pdf == first
    _press.cache_clear()
    print_book(books[1], (), THEME)
    assert print_book(books[0], (), THEME).pdf == first


def test_texts_of_lines_have_no_elements_of_their_own() -> None:
    book = print_book(tiny_book(5), (), THEME)
    assert book.whole is None
    with pikepdf.open(io.BytesIO(book.pdf)) as pdf:
        held = {(str(one.S), str(kid.S)) for one in elements(pdf) for kid in _kids(one) if not _kids(kid)}
    assert not {kind for kind in held if kind[0] in ("/P", "/H1", "/LBody", "/TD") and kind[1] != "/Link"}


def _kids(element: Any) -> list[Any]:
    """The elements right inside an element."""
    return [one for one in element.K if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def test_bare_text_in_an_element_that_is_cut(tmp_path: Path) -> None:
    block = '<section class="plan" data-pieces="p em"><h1>A</h1><p>B</p><em>Bare</em><p>C</p></section>'
    assert differences(both(f"{HEAD % 'A4'}{block}</body></html>"), tmp_path) == []


def test_files_are_attached() -> None:
    enclosed = Enclosure("dates.ics", "Dates", b"BEGIN:VCALENDAR")
    book = print_book(tiny_book(5), (enclosed,), THEME)
    assert book.whole is None
    assert dict(contents_of(book.pdf).files)["dates.ics"] == enclosed.content
