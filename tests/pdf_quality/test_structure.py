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

from tests.pdf_quality.printed import Printed, pikepdf_bytes
from tests.pdf_quality.ua import check_ua


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
    (_without_font, "is not embedded"),
    (_with_a_mark, "something on page 2 is neither tagged nor an artifact"),
]


@pytest.mark.parametrize(("damage", "finding"), DAMAGE, ids=[finding for _, finding in DAMAGE])
def test_the_check_sees_damage(handbooks: Path, damage: Callable[[pikepdf.Pdf], object], finding: str) -> None:
    with pikepdf.open(handbooks / "ana/handbook.pdf") as pdf:
        damage(pdf)
        found = check_ua(pikepdf_bytes(pdf))
    assert any(finding in one for one in found), found


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
