"""Drawings that each reader has others of are painted without WeasyPrint, as it paints them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from generator.render.pdf import print_book
from generator.render.press.cut import cut
from generator.render.press.sketch import without_drawings
from tests.press.blocks import HEAD
from tests.press.compare import THEME, both, differences

pytestmark = pytest.mark.usefixtures("new_process")

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="t{at}"
font-family="Source Sans 3" fill="none">
<title id="t{at}">The sum (of {number}), Łódź</title>
<line x1="0" x2="100%" y1="4" y2="4" stroke="#8a949d" stroke-dasharray="2 3"/>
<path d="M5 8V60H90L95 70Z" fill="none" stroke="#333" stroke-width="0.7"/>
<g transform="translate(20.5 10)"><g class="mark"><circle cx="12" cy="12" r="9.25" fill="#0b5d66" stroke="#0b5d66"/>
<text x="12" y="16" text-anchor="middle" font-size="11.5" font-weight="600" fill="#ffffff">{number}</text></g></g>
<rect x="10%" y="40" width="30%" height="20" rx="4" fill="#d3e4e6" stroke="#0b5d66" stroke-width=".8"/>
<rect x="50" y="40" width="0" height="20" stroke="#000000"/><rect x="60" y="45" width="30" height="9" fill="#000000"/>
<text x="99%" y="30" text-anchor="end" font-size="12" fill="#000000">{number} R&amp;D &#8212; Łódź, AVATAR</text>
<text x="0" y="84" font-size="15" fill="#000000"><tspan font-weight="600">Low</tspan> <tspan>$2,{number}</tspan></text>
<text x="3" y="88"></text></svg>"""
SIZES = ('viewBox="0 0 300 90" width="300" height="90"', 'width="100%" height="90"')


def _book(drawings: str) -> str:
    block = (
        f'<section class="plan" data-pieces="div"><h1>Imposition</h1><div class="drawing">{drawings}</div></section>'
    )
    return f"{HEAD % 'A4'}{block}</body></html>"


def _drawn(number: int) -> str:
    return "".join(DRAWN.format(number=number + at, size=size, at=at) for at, size in enumerate(SIZES))


def test_a_drawing_is_as_weasyprint_draws_it(tmp_path: Path) -> None:
    pair = both(_book(_drawn(17)))
    assert differences(pair, tmp_path) == []
    with pikepdf.open(io.BytesIO(pair.pieces)) as pdf:
        assert not pdf.pages[0].resources.XObject.keys()
        told = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert sorted(told) == ["The sum (of 17), Łódź", "The sum (of 18), Łódź"]


def test_readers_share_the_piece_around_a_drawing() -> None:
    one, other = ("".join(part.html for part in cut(_body(_book(_drawn(number))))) for number in (17, 42))
    assert one == other
    assert "AVATAR" not in one
    assert print_book(_book(_drawn(17)), (), THEME).pdf != print_book(_book(_drawn(42)), (), THEME).pdf


def test_what_a_drawing_tells_a_script_does_not_make_its_piece_another() -> None:
    one, other = (
        "".join(part.html for part in cut(_body(_book(_drawn(17).replace("<svg", f'<svg data-most="{most}"')))))
        for most in (4, 5)
    )
    assert one == other


def _body(html: str) -> str:
    return html[html.index("<section") : html.rindex("</body>")]


@pytest.mark.parametrize(
    ("drawn", "other"),
    [
        ('<text x="3"', '<text x="3" letter-spacing="2"'),
        ('<text x="3"', '<text x="3" style="fill: red"'),
        ('<text x="3"', '<text x="3" stroke="#000000"'),
        ('<text x="3"', '<text x="1 2 3"'),
        ("<tspan>", '<tspan x="9">'),
        ("<tspan>", '<tspan font-size="9">'),
        ('<g class="mark">', '<g opacity=".5">'),
        ('<g class="mark">', '<a href="#x">'),
        ("translate(20.5 10)", "rotate(20.5)"),
        ("M5 8V60", "M5 8c1 2 3 4 5 6V60"),
        ("M5 8V60", "M5 8 9 9V60"),
        ('fill="#d3e4e6"', 'fill="url(#pattern)"'),
        ("<line ", "<ellipse "),
    ],
)
def test_what_only_weasyprint_can_draw_stays(drawn: str, other: str) -> None:
    html = DRAWN.format(number=1, size=SIZES[0], at=0)
    assert without_drawings(html)[1]
    changed = html.replace(drawn, other, 1)
    assert changed != html
    assert without_drawings(changed) == (changed, [])


def test_a_letter_that_cannot_be_set_by_itself_is_drawn_by_weasyprint(tmp_path: Path) -> None:
    accents = _drawn(17).replace("AVATAR", "A\u0301V")
    assert differences(both(_book(accents)), tmp_path) == []
