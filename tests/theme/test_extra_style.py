"""`extra.css`: a project's own rules after the theme's, on screen and on paper, without a copy of any file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting, read_surroundings
from generator.resources import theme_dir
from tests.projects import TODAY, MakeProject, guidegen

HTML = "<!doctype html><html lang=en><head><title>x</title></head><body><section class=chapter><h1>Words</h1></section>"


@pytest.fixture(autouse=True)
def _forget_styles() -> Iterator[None]:
    """The engine's fonts may not outlive the library that frees them."""
    yield
    read_surroundings.cache_clear()


def laid_out(tmp_path: Path, style: str) -> bytes:
    own = tmp_path / str(len(list(tmp_path.iterdir())))
    (own / "handbook").mkdir(parents=True)
    (own / "handbook/extra.css").write_text(style, "utf-8")
    return lay_out(HTML, (), Typesetting((str(own), str(theme_dir()))))


def test_it_is_linked_last_on_every_page_of_the_site(make_project: MakeProject) -> None:
    root = make_project(
        {
            "templates/site/extra.css": "h1 { color: red }",
            "guidegen.yaml": "title: Small guide\nseason: 2028\nsite: {compare: [visa]}\n"
            "theme: {accent: '#7a1f5c', accent_dark: '#e58bc4'}\n",
        }
    )
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    pages = list((root / "site").rglob("*.html"))
    assert {page.parent.name for page in pages} > {"site", "psychiatry--j1--student"}
    for page in pages:
        styles = re.findall(r'<link rel="stylesheet" href="[^"]*assets/([^"]+)">', page.read_text("utf-8"))
        assert styles == ["site.css", "accent.css", "extra.css"], page
    assert (root / "site/assets/extra.css").read_text("utf-8") == "h1 { color: red }"


def test_without_it_nothing_links_it(make_project: MakeProject) -> None:
    root = make_project()
    assert guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q").code == 0
    assert not any("extra.css" in page.read_text("utf-8") for page in (root / "site").rglob("*.html"))


def test_it_wins_on_paper(tmp_path: Path) -> None:
    plain = laid_out(tmp_path, "")
    assert laid_out(tmp_path, ".chapter h1 { font-size: 60pt }") != plain, "the same selector as the theme's, and later"


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("h1 { color: red }\nh1 { colour: red }", ":2:6: "),
        ("a {}\n\n h1 [ { color: red }", ":3:"),
        ("a {}\nh1::foo { color: red }", ":2:1: "),
        ("h1 { color: \np { color: red }", ":1:6: "),
    ],
)
def test_what_the_pdf_engine_does_not_take_is_told_with_its_place(tmp_path: Path, style: str, place: str) -> None:
    with pytest.raises(OutputError, match=rf"^templates/handbook/extra\.css{place}"):
        laid_out(tmp_path, style)


def test_it_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^templates/handbook/extra\.css: 'https://example.org/x.css' is not a file"):
        laid_out(tmp_path, "@import 'https://example.org/x.css'; h1 { color: red }")


def test_what_the_pdf_engine_trips_over_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^the PDF engine fails .*TypeError.* out of templates/handbook/extra\.css "):
        laid_out(tmp_path, "h1 { display: list-item } h1::marker { content: '→ ' }")
