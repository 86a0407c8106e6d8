"""Tags, reading order, fonts: what a screen reader and a validator ask of a PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint

from generator.pdf import protect
from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting
from tests.pdf_quality.printed import Printed, pikepdf_bytes, tags
from tests.pdf_quality.ua import check_ua
from tests.projects import ROOT


def test_nothing_is_wrong_with_our_handbooks(printed: Printed) -> None:
    assert check_ua(printed.file.read_bytes()) == []


def test_the_check_sees_an_untagged_file() -> None:
    html = "<html><title>T</title><h1>A</h1><p>Words <a href='https://example.org'>link</a></p>"
    found = check_ua(weasyprint.HTML(string=html).write_pdf())
    assert {
        "the document is not marked as tagged",
        "there is no structure tree",
        "there is no language",
        "the metadata does not say PDF/UA-1",
        "something on page 1 is neither tagged nor an artifact",
        "a link is not in the structure",
    } <= set(found)


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind)


def _link(pdf: pikepdf.Pdf) -> Any:
    return next(one for page in pdf.pages for one in page.get("/Annots", []))


def _without_font(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
            del one["/FontFile2"]


def _with_a_mark(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.contents_add(pikepdf.Stream(pdf, b"0 0 m 10 10 l S"))


def _heading_within(pdf: pikepdf.Pdf) -> None:
    heading = _first(pdf, "/H1")
    inside = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.H2, P=heading, K=[])
    heading.K.append(pdf.make_indirect(inside))


def _call_by_anchor(pdf: pikepdf.Pdf) -> None:
    link = next(one for page in pdf.pages for one in page.get("/Annots", []) if "/Dest" in one)
    link.Contents = link.Dest


def _out_of_place(pdf: pikepdf.Pdf) -> None:
    paragraph = _first(pdf, "/P")
    above = paragraph.P.K
    above.__delitem__(next(at for at, one in enumerate(above) if one.objgen == paragraph.objgen))


DAMAGE: list[tuple[Callable[[pikepdf.Pdf], object], str]] = [
    (lambda pdf: pdf.Root.__delitem__("/Lang"), "there is no language"),
    (lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"), "the title is not displayed"),
    (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "the document is not marked as tagged"),
    (lambda pdf: _first(pdf, "/Figure").__delitem__("/Alt"), "a figure has no alternative text"),
    (lambda pdf: _first(pdf, "/Figure").A.__setitem__("/BBox", [83, 358, 726, 554]), "a figure lies outside its page"),
    (lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/IDTree"), "the index of ids is not that of the structure"),
    (lambda pdf: _first(pdf, "/TH").__setitem__("/ID", b"0"), "the index of ids is not that of the structure"),
    (lambda pdf: _first(pdf, "/H1").__setitem__("/S", pikepdf.Name.H4), "the first heading is not of the first level"),
    (lambda pdf: _first(pdf, "/H2").__setitem__("/S", pikepdf.Name.Fancy), "'Fancy' is not a standard structure type"),
    (lambda pdf: _first(pdf, "/LI").__setitem__("/S", pikepdf.Name.TD), "TD is inside L"),
    (lambda pdf: _link(pdf).__delitem__("/Contents"), "a link has no words"),
    (lambda pdf: _link(pdf).__delitem__("/StructParent"), "a link is not in the structure"),
    (lambda pdf: pdf.Root.__delitem__("/Outlines"), "there are no bookmarks"),
    (lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree"), "there is no parent tree"),
    (lambda pdf: pdf.Root.__delitem__("/PageMode"), "the bookmarks are not open"),
    (_heading_within, "a heading is within a heading"),
    (_call_by_anchor, "a link is called by its anchor"),
    (_out_of_place, "text is tagged with an element that has no place in the structure"),
    (lambda pdf: _first(pdf, "/TD").A.__setitem__("/Headers", []), "a cell has an empty list of heads"),
    (_without_font, "is not embedded"),
    (_with_a_mark, "something on page 2 is neither tagged nor an artifact"),
]


@pytest.mark.parametrize(("damage", "finding"), DAMAGE, ids=[finding for _, finding in DAMAGE])
def test_the_check_sees_damage(handbooks: Path, damage: Callable[[pikepdf.Pdf], object], finding: str) -> None:
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        damage(pdf)
        found = check_ua(pikepdf_bytes(pdf))
    assert any(finding in one for one in found), found


HEAD = "<html lang='en'><head><title>T</title><style>:root { --accent: #0b5d66 } body { orphans: 1 }</style></head>"
ROWS = "".join(
    f"<tr><th scope='row'>R{number}</th><td>one {number}</td><td>two {number}</td></tr>" for number in range(90)
)
TABLE = f"""{HEAD}<body><h1>T</h1><p>See <a href='#end'>the end of the list</a>.</p>
<table><thead><tr><td></td><th scope='col'>First</th><th scope='col'>Second</th></tr></thead>
<tbody>{ROWS}</tbody></table>
<p id='end'>End.</p></body></html>"""


@pytest.fixture(scope="module")
def long_table() -> bytes:
    """A table that goes on over three pages."""
    return lay_out(TABLE, (), Typesetting((str(ROOT / "templates"),)))


def test_a_table_over_pages_is_one_table_with_one_head(long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        assert len(pdf.pages) > 2
        assert [len(tags(pdf, kind)) for kind in ("/Table", "/THead", "/TBody", "/TR")] == [1, 1, 1, 91]
        ids = {str(one.ID): one for one in tags(pdf, "/TH")}
        assert len(ids) == 92
        cells = [one for one in tags(pdf, "/TD") if "/Headers" in one.A]
        assert len(cells) == 180
        for cell in cells:
            assert [str(ids[str(name)].A.Scope) for name in cell.A.Headers] == ["/Row", "/Column"]
        columns = [str(cell.A.Headers[1]) for cell in cells]
        assert columns[::2] == columns[:1] * 90, "the first column has one head on all pages"
        assert columns[1::2] == columns[1:2] * 90
    assert check_ua(long_table) == []


def test_heads_that_come_again_are_no_part_of_the_text(long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        for number, page in enumerate(pdf.pages):
            texts = [
                str(one.operands[0])
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) in ("BMC", "BDC")
            ]
            assert ("/Artifact" in texts) is True, number


WORDS = "Some words that are read one after another. " * 60
FLOW = f"""{HEAD}<body><h1>T</h1><section><p>{WORDS * 4}</p><p>{WORDS}</p>
<blockquote><p>{WORDS * 3}</p><ul>{f"<li>{WORDS}<ol>{f'<li><p>{WORDS}</p></li>' * 2}</ol></li>" * 3}</ul></blockquote>
<table><tbody><tr><th scope='row'>{WORDS}</th><td><p>{WORDS * 9}</p></td></tr></tbody></table>
<dl><dt>One</dt><dd>{WORDS * 4}</dd></dl><pre><code>{WORDS * 5}</code></pre></section></body></html>"""


def test_what_goes_on_over_a_page_is_one_element() -> None:
    content = lay_out(FLOW, (), Typesetting((str(ROOT / "templates"),)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 9
        kinds = ("/Sect", "/P", "/BlockQuote", "/L", "/LI", "/TR", "/TD", "/TH")
        assert [len(tags(pdf, kind)) for kind in kinds] == [1, 10, 1, 5, 11, 1, 1, 1]
        first = tags(pdf, "/P")[0]
        assert len({kid.Pg.objgen for kid in first.K}) > 1, "it stands for text on more than one page"
    assert check_ua(content) == []


def test_a_link_is_called_by_its_words_or_its_label(handbooks: Path, long_table: bytes) -> None:
    with pikepdf.open(io.BytesIO(long_table)) as pdf:
        assert str(_link(pdf).Contents) == "the end of the list"
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        names = {str(one.Contents) for page in pdf.pages for one in page.get("/Annots", []) if "/Dest" in one}
    assert "source 1" in names
    assert not [name for name in names if name.startswith(("source-", "term-", "chapter-")) or name.isdigit()]


def test_each_chapter_has_one_heading_of_the_first_level(handbooks: Path) -> None:
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        headings = len(tags(pdf, "/H1"))
        with pdf.open_outline() as outline:
            assert headings == len(outline.root) + 1, "the bookmarks, and the cover"


def test_qpdf_finds_nothing(printed: Printed) -> None:
    ran = subprocess.run(["qpdf", "--check", printed.file], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "No syntax or stream encoding errors found" in ran.stdout
    assert "WARNING" not in ran.stdout + ran.stderr


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed")
def test_verapdf_finds_nothing(printed: Printed) -> None:
    ran = subprocess.run(
        ["verapdf", "--flavour", "ua1", "--format", "text", printed.file], capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("PASS"), ran.stdout


def test_only_the_themes_fonts_are_in_it(printed: Printed) -> None:
    with pikepdf.open(printed.file) as pdf:
        names = {
            str(one.FontName).split("+", 1)[1]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert names
    assert all(name.startswith(("Source-Sans-3", "Source-Serif-4")) for name in names), names


def test_no_glyph_is_missing(printed: Printed) -> None:
    """Glyph 0 of a font is its box for what it cannot draw."""
    with pikepdf.open(printed.file) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) not in ("Tj", "TJ"):
                    continue
                shown = instruction.operands[0]
                strings = shown if isinstance(shown, pikepdf.Array) else [shown]
                for one in strings:
                    if isinstance(one, pikepdf.String):
                        glyphs = bytes(one)
                        assert all(glyphs[at : at + 2] != b"\0\0" for at in range(0, len(glyphs) - 1, 2))


def test_it_is_an_archive_file_too(printed: Printed) -> None:
    """What PDF/A-3u asks besides PDF/UA-1, as far as it can be seen here; veraPDF looks at the rest where it is."""
    with pikepdf.open(printed.file) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert 'pdfaid:part="3" pdfaid:conformance="U"' in xmp
        assert 'pdfuaid:part="1"' in xmp
        assert xmp.count("<rdf:RDF") == 1
        assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in xmp
        assert pdf.Root.Metadata.get("/Filter") is None or str(pdf.Root.Metadata.Filter) == "/FlateDecode"
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]
        assert "/ID" in pdf.trailer
        assert "/Encrypt" not in pdf.trailer
        assert {str(one.AFRelationship) for one in pdf.Root.AF} == {"/Supplement"}
        assert all(int(one.F) & 4 for page in pdf.pages for one in page.get("/Annots", []))
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) == "/Font" and "/CIDSystemInfo" in one:
                assert "/CIDToGIDMap" in one or str(one.Subtype) == "/CIDFontType0"


def test_a_protected_one_does_not_say_so(handbooks: Path) -> None:
    content = protect((handbooks / "ana/handbook.pdf").read_bytes(), "a long pass phrase")
    with pikepdf.open(io.BytesIO(content), password="a long pass phrase") as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "pdfaid:part" not in xmp
    assert 'pdfuaid:part="1"' in xmp


def test_language_title_and_author(handbooks: Path) -> None:
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]).startswith("Small guide: ")
        assert str(pdf.docinfo["/Author"]) == "Office"
        assert "Núñez" not in "".join(str(value) for value in pdf.docinfo.values()), "no name in the metadata"


def test_calendar_and_workbook_are_attached(handbooks: Path) -> None:
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        attached = {name: one.get_file().read_bytes() for name, one in pdf.attachments.items()}
        described = {name: one.description for name, one in pdf.attachments.items()}
    assert attached == {
        "calendar.ics": (handbooks / "ana/calendar.ics").read_bytes(),
        "tracker.xlsx": (handbooks / "ana/tracker.xlsx").read_bytes(),
    }
    assert described["calendar.ics"] == "Your dates for your calendar"


def test_a_second_reader_opens_it(printed: Printed) -> None:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(printed.file.read_bytes()), strict=True)
    assert len(reader.pages) == len(printed.sizes)
    assert "Your plan" in (reader.pages[1].extract_text() or "")
