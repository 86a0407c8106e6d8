"""What pieces cannot do is laid out whole, and said; what is next to it is made from pieces, and the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.pdf import print_book
from tests.press.blocks import HEAD
from tests.press.compare import THEME, both, differences

CUT = (
    '<table data-pieces="tbody" style="{}"><thead><tr><th>A</th><th>B</th></tr></thead>'
    '<tbody data-pieces="tr"><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr></tbody></table>'
)
COLUMNS = (
    '<table data-pieces="tbody" style="table-layout: auto"><colgroup><col><col></colgroup>'
    '<tbody data-pieces="tr"><tr><td>A</td><td>B</td></tr><tr><td>A</td><td>Long</td></tr></tbody></table>'
)
BLOCK = '<section class="plan" data-pieces="{}"><h1>Imposition</h1>{}</section>'
LINES = f"<p>{'word ' * 60}</p>"
PAGES = LINES * 30
ROW_THAT_STAYS = '<tr style="break-after: avoid"><td>A</td></tr>'
LIST = "<li>A</li><li>B</li><li>C</li>"
PATTERN = '<svg viewBox="0 0 9 9"><pattern id="p" width="2" height="2"><path d="M0 0h1v1z"/></pattern>'


def of(block: str, style: str = "", cut: str = "table ol") -> str:
    """A book of one chapter that is cut where it says, with a style of its own."""
    head = (HEAD % "A4").replace("</style></head>", f"{style}</style></head>")
    return f"{head}{BLOCK.format(cut, block)}</body></html>"


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ('<table style="border-collapse: collapse"><tr><td>A</td></tr></table>', "a table has collapsed borders"),
        ('<p style="background: linear-gradient(red, blue)">A</p>', "a pattern or a gradient"),
        ('<p style="opacity: .5">A</p>', "seen through"),
        ('<p style="overflow: hidden; height: 2mm">A</p>', "clipped"),
        ('<p style="outline: 1pt solid red">A</p>', "an outline"),
        ('<p style="position: fixed; top: 0">A</p>', "placed on its page"),
        ('<p style="position: absolute; top: 90mm">A</p>', "placed on its page"),
        ('<ul><li>A<span style="position: absolute; bottom: 0">B</span></li></ul>', "placed on its page"),
        ('<p style="position: relative; top: 3mm">A</p>', "moved from its place"),
        ('<p>A<span style="float: right">B</span></p>', "floats inside a line"),
        (
            '<p>A</p><div style="float: left; height: 60mm">B</div><table><tr><td>C</td></tr></table><p>D</p>',
            "floats next",
        ),
        ('<div style="display: flex"><p>A</p><p>B</p></div>', "FlexBox cannot be divided"),
        (f'<p style="break-inside: avoid; font-size: 250pt">{"A " * 9}</p>', "taller than a page"),
        (f'<table><tr><td style="font-size: 250pt">{"A " * 9}</td></tr></table>', "taller than a page"),
        (CUT.format("table-layout: auto"), "columns as wide as its words"),
        (COLUMNS, "columns as wide as its words"),
        (CUT.format("table-layout: fixed; border-spacing: 1mm"), "columns as wide as its words"),
        ('<p style="break-before: page">A</p><p style="break-before: page">B</p>', "breaks pages itself"),
        (f'<div style="padding: 1mm; border: 1pt solid; border-radius: 3mm">{PAGES}</div>', "round corners"),
        (f'<div style="padding: 1mm; border: 1pt dashed">{PAGES}</div>', "border that is not solid"),
        (f'<ul data-pieces="li" style="background: red">{LIST}</ul>', "a background"),
        (CUT.format("table-layout: fixed").replace("<tr><td", '<tr style="break-inside: auto"><td'), "may be divided"),
        (f"<table>{ROW_THAT_STAYS * 90}</table>", "rows of a table that stay together"),
        (f'<div style="columns: 2"><div style="columns: 2">{LINES}</div></div>', "inside others"),
        (f'<div style="columns: 2"><h2 style="column-span: all">A</h2>{LINES}</div>', "spanned"),
        (f'<div style="columns: 2; direction: rtl">{LINES}</div>', "from right to left"),
        (f'<div style="column-width: 30mm">{LINES}</div>', "have no number"),
        (f'<div style="box-decoration-break: clone; border: 1pt solid">{PAGES}</div>', "its frame again"),
        (
            '<table style="float: right"><tr><td>A</td></tr></table><table><tr><td>B</td></tr></table>',
            "is not in the text",
        ),
        ('<p style="height: 5mm">A<br>B<br>C</p>', "longer than the box"),
        (f'<ol data-pieces="li" start="5">{LIST}</ol>', "do not have their numbers"),
        (
            '<svg viewBox="0 0 9 9"><mask id="m"><rect/></mask><rect width="9" height="9" mask="url(#m)"/></svg>',
            "a mask",
        ),
        (
            f'{PATTERN}<path d="M0 0h9v9z" fill="url(#p)"/></svg>',
            "a pattern",
        ),
        (f'<section class="cover">{PAGES}</section>', "longer than the page"),
    ],
)
def test_what_pieces_cannot_do_is_laid_out_whole(block: str, why: str) -> None:
    book = print_book(of(block), (), THEME)
    assert why in (book.whole or "")
    assert book.pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("@page { border: 1pt solid }", "all the text on them, have a border"),
        ("@page { padding: 5mm }", "all the text on them, have a border"),
        ("body { padding: 3mm }", "all the text on them, have a border"),
        ("html { margin: 3mm }", "all the text on them, have a border"),
        ("body { transform: scale(.9) }", "moved, seen through"),
        ("html { opacity: .5 }", "moved, seen through"),
        ("@page { background: linear-gradient(red, blue) }", "a picture behind them"),
        ("@page { marks: crop }", "marks for cutting"),
        ("@page { bleed: 3mm }", "marks for cutting"),
        ("@page :left { size: A5 }", "not of one size"),
        ("@page :first { @top-left { content: 'F' } }", "for the first, blank or numbered pages"),
        ("@page :nth(2) { @top-left { content: 'F' } }", "for the first, blank or numbered pages"),
        ("@page { @top-center { content: counter(pages) } }", "prints counter()"),
        ("body > section { color: red }", "looks further"),
        ("@page { @top-center { content: element(head) } }", "prints element()"),
        ("@page wide { size: A4 landscape } ul { page: wide }", "pages of another kind"),
        ("p::before { content: counter(page) }", "the number of its page"),
        ("p { counter-increment: own } p::before { content: counter(own) }", "counters of its own"),
        ("ul { position: running(head) }", "is not in the text"),
        ("b { string-set: own content() } @page { @top-center { content: string(own, start) } }", "set by what is in"),
        ("p { string-set: own content() } @page { @top-center { content: string(own) } }", "first set on its page"),
        ("p { string-set: own content() } @page { @top-center { content: string(own, last) } }", "prints string()"),
        ("p:nth-of-type(2n) { color: red }", "counts elements"),
        ("tr:nth-child(even) { background: #eee }", "counts elements"),
        ("h1 ~ p { color: red }", "looks further"),
        ("section:has(ul) { color: red }", "looks further"),
        ("h1 + p + p { color: red }", "looks further"),
    ],
)
def test_a_style_that_pieces_cannot_follow_is_laid_out_whole(style: str, why: str) -> None:
    assert why in (print_book(of(f"<p>A</p><p>B <b>C</b></p><ul>{LIST}</ul>", style, "p ul"), (), THEME).whole or "")


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("style", "block"),
    [
        ("h1 + p, p + p { color: red; margin-top: 9mm } p:last-child { margin-bottom: 30mm }", LINES * 4),
        ("/* h1 ~ p :nth-child(2) */ p { hyphens: auto; text-align: justify; text-indent: 5mm }", PAGES),
        (
            "p { orphans: 5; widows: 5 } h3 { margin-break: keep }",
            f"{PAGES}<h3>A</h3><p>B</p>",
        ),
        ("body { background: #eef } @page { background: #eee; @top-left { background: #ddd } }", PAGES),
        ("@page { margin: 40mm; @top-center { content: 'A' counter(page) } }", PAGES),
        ("div { columns: 3; column-gap: 3mm; column-rule: 1pt solid; column-fill: auto }", f"<div>{LINES * 4}</div>"),
        ("div { columns: 2 }", f'<div style="column-fill: auto">{LINES * 2}</div>'),
        ("div { border: 1pt solid; padding: 2mm }", f"<div>{PAGES}</div>"),
        ("p { min-height: 20mm; margin-top: -3mm; padding-left: 10%; width: 50vw }", LINES * 9),
        (
            "a::after { content: target-counter(attr(href), page) }",
            f'<p id="there">A</p>{PAGES}<p><a href="#there">B</a></p>',
        ),
        ("ul { list-style: inside '→ ' }", f"<ul>{LIST}</ul><h3>A</h3>"),
        ("em { display: inline-block; width: 30mm; border: 1pt solid }", "<p>A <em>B</em> C<sup>2</sup></p><hr>"),
    ],
)
def test_what_is_next_to_it_is_the_same(style: str, block: str, tmp_path: Path) -> None:
    html = of(block, style, "p div ul h3")
    assert print_book(html, (), THEME).whole is None
    assert [one for one in differences(both(html), tmp_path) if not one.startswith("PDF/UA")] == []
