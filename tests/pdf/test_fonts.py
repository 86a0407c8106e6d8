"""A project's own fonts: each draws its own letters, looked at as pictures, since the text of a PDF cannot show it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image

from generator.errors import OutputError
from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting, read_surroundings
from tests.projects import ROOT

ALEF, DEVANAGARI, HAN = "\u05d0", "\u0905", "\u6f22"
Shape = Callable[[Any], None]


def square(pen: Any) -> None:
    for at, point in enumerate(((100, 0), (100, 700), (900, 700), (900, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()


def wedge(pen: Any) -> None:
    for at, point in enumerate(((100, 0), (500, 700), (900, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()


def bar(pen: Any) -> None:
    for at, point in enumerate(((100, 300), (100, 400), (900, 400), (900, 300))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()


def font(letter: str, shape: Shape, *, postscript: bool = False) -> bytes:
    """A font that draws one letter; all fonts give it the same glyph number."""
    builder = FontBuilder(1000, isTTF=not postscript)
    names = [".notdef", "space", "letter"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", ord(letter): "letter"})
    if postscript:
        drawn = {}
        for name in names:
            pen = T2CharStringPen(1000, None)
            if name == "letter":
                shape(pen)
            drawn[name] = pen.getCharString()
        builder.setupCFF("Test", {"FullName": "Test"}, drawn, {})
    else:
        glyphs = {}
        for name in names:
            outline = TTGlyphPen(None)
            if name == "letter":
                shape(outline)
            glyphs[name] = outline.glyph()
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": f"Test {ord(letter):x}", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def collection(*faces: bytes) -> bytes:
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(one)) for one in faces]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def theme(tmp_path: Path) -> Iterator[Path]:
    """A project's folder of templates, with room for fonts."""
    (tmp_path / "templates/handbook/fonts").mkdir(parents=True)
    read_surroundings.cache_clear()
    yield tmp_path / "templates"
    read_surroundings.cache_clear()


def drawn(theme: Path, letter: str, fonts: dict[str, bytes]) -> float:
    """How much of a letter's square is ink."""
    for name, content in fonts.items():
        (theme / "handbook/fonts" / name).write_bytes(content)
    names = tuple(f"fonts/{name}" for name in fonts)
    style = "@page { size: 100mm 100mm; margin: 0 } .big { font-size: 60mm; line-height: 1; color: #000000 }"
    head = f"<title>T</title><style>:root {{ --accent: #000000 }} {style}</style>"
    html = f"<html lang='en'><head>{head}</head><body><p class='big'>{letter}</p></body></html>"
    content = lay_out(html, (), Typesetting((str(theme), str(ROOT / "templates")), names))
    picture = pypdfium2.PdfDocument(content)[0].render(scale=1, draw_annots=False).to_pil().convert("L")
    ink = picture.point(lambda shade: 255 if shade < 128 else 0)
    box = ink.getbbox()
    assert box is not None
    cut: Image.Image = ink.crop(box)
    return sum(cut.histogram()[128:]) / (cut.width * cut.height) if cut.height > 20 else 9.0


SQUARE, WEDGE = pytest.approx(1.0, abs=0.06), pytest.approx(0.5, abs=0.06)
BAR = 9.0
TWO = {"alef.ttf": font(ALEF, square), "devanagari.ttf": font(DEVANAGARI, wedge)}
MIXED = {"han.otf": font(HAN, bar, postscript=True), **TWO}
TOGETHER = {"both.ttc": collection(font(ALEF, square), font(DEVANAGARI, wedge)), "han.ttf": font(HAN, bar)}


@pytest.mark.parametrize("fonts", [TWO, MIXED, TOGETHER], ids=["two", "with-postscript", "collection"])
def test_each_letter_is_drawn_by_the_font_that_has_it(theme: Path, fonts: dict[str, bytes]) -> None:
    assert drawn(theme, ALEF, fonts) == SQUARE
    assert drawn(theme, DEVANAGARI, fonts) == WEDGE
    if len(fonts) > 2 or "both.ttc" in fonts:
        assert drawn(theme, HAN, fonts) == BAR


def test_the_first_of_two_fonts_with_a_letter_draws_it(theme: Path) -> None:
    first = {"a.ttf": font(ALEF, wedge), "b.ttf": font(ALEF, square), "c.ttf": font(HAN, bar)}
    assert drawn(theme, ALEF, first) == WEDGE
    assert drawn(theme, HAN, first) == BAR


def test_an_emoji_is_drawn_by_a_font_that_has_it(theme: Path) -> None:
    assert drawn(theme, "\U0001f600", {"emoji.ttf": font("\U0001f600", square)}) == SQUARE


def test_a_file_that_is_not_a_font_is_named(theme: Path) -> None:
    with pytest.raises(OutputError, match=r"templates/handbook/fonts/x\.ttf is not a font that can be read"):
        drawn(theme, ALEF, {"x.ttf": b"words"})
    shutil.rmtree(theme / "handbook/fonts")
