"""Pictures and files: published as they should be, and refused with their place where they should not."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from generator.pictures.lettering import in_fonts
from generator.pictures.raster import at_width, raster_flaw
from generator.pictures.svg import clean_svg, svg_flaw
from tests.projects import ROOT, TODAY, Files, MakeProject, check, guidegen

PLACE = "content/modules/arrange/letters.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120"><path d="M0 0h9"/></svg>'
XLINK = "http://www.w3.org/1999/xlink"


def photo(kind: str, width: int = 1200, height: int = 600) -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(made, kind, exif=exif)
    return made.getvalue()


def letters(body: str, **media: bytes | str) -> Files:
    files: dict[str, bytes | str | None] = {PLACE: f"---\ntitle: Letters\nreviewed: 2026-11-22\n---\n{body}\n"}
    return files | {f"content/media/{name.replace('__', '.')}": content for name, content in media.items()}


def said(make_project: MakeProject, files: Files) -> list[str]:
    lines = check(make_project(files)).lines
    return [line for line in lines if any(word in line for word in ("media", "picture", "heavy"))]


def built(make_project: MakeProject, files: Files) -> tuple[Path, str]:
    root = make_project(files)
    ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
    assert ran.code == 0, ran.err
    pages = (page.read_text("utf-8") for page in (root / "site/guides/psychiatry--j1--student").glob("*.html"))
    return root / "site", next(page for page in pages if 'id="letters"' in page)


def test_a_drawing(make_project: MakeProject) -> None:
    site, page = built(make_project, letters('See:\n![The *way* in](media/way.svg "A way")\nOn.', way__svg=SVG))
    assert '<figure class="picture"><img src="../../media/way.svg" width="360" height="120" alt="The *way* in"' in page
    assert "<figcaption>A way</figcaption></figure>" in page
    assert "<p>See:</p>" in page
    assert (site / "media/way.svg").read_bytes() == clean_svg(SVG.encode())


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP")])
def test_a_photo_has_smaller_sizes_and_tells_no_secrets(make_project: MakeProject, name: str, kind: str) -> None:
    site, page = built(make_project, letters(f"![A road](media/{name})", **{name.replace(".", "__"): photo(kind)}))
    stem, suffix = name.split(".")
    sizes = ", ".join(f"../../media/{stem}-{width}.{suffix} {width}w" for width in (480, 960))
    assert f'srcset="{sizes}, ../../media/{name} 1200w"' in page
    assert 'width="1200" height="600"' in page
    for width in (480, 960):
        with Image.open(site / f"media/{stem}-{width}.{suffix}") as small:
            assert small.size == (width, width // 2)
    assert b"secret place" not in (site / "media" / name).read_bytes()
    assert at_width(photo(kind), f".{suffix}", 480) == (site / f"media/{stem}-480.{suffix}").read_bytes()


def test_a_file_to_download(make_project: MakeProject) -> None:
    site, page = built(make_project, letters("Send [the form](media/form.pdf).", form__pdf=b"%PDF-1.4\n"))
    assert '<a href="../../media/form.pdf">the form</a>' in page
    assert (site / "media/form.pdf").read_bytes() == b"%PDF-1.4\n"
    listed = (site / "guides/psychiatry--j1--student/documents.html").read_text("utf-8")
    assert re.search(r'<a href="../../media/form.pdf" download>the form</a> <span class="muted">PDF</span>', listed)


def office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        (letters("![A](media/b.svg)"), f"{PLACE}:5:1: error[missing-file]: there is no content/media/b.svg"),
        (letters("![A](media/wy.svg)", way__svg=SVG), "did you mean 'media/way.svg'?"),
        (letters("![](media/way.svg)", way__svg=SVG), f"{PLACE}:5:1: error[picture]: this picture has no words"),
        (letters("a ![A](media/way.svg)", way__svg=SVG), f"{PLACE}:5:3: error[picture]: a picture has a line"),
        (letters("![A](https://example.org/a.png)"), f"{PLACE}:5:1: error[picture]"),
        (letters("![A](../a.png)"), f"{PLACE}:5:1: error[picture]"),
        (letters("a"), None),
        (letters("a", way__svg=SVG), "content/media/way.svg:1:1: warning[unused-media]"),
        (letters("[a](media/b.pdf)"), f"{PLACE}:5:5: error[missing-file]"),
        (letters("[a](media/b.pdf)", b__pdf=b"PK"), f"{PLACE}:5:5: error[broken-media]: content/media/b.pdf is not a"),
        (letters("[a](media/b.exe)", b__exe=b"MZ"), "is of a kind that is not published"),
        (letters("[a](media/b.docx)", b__docx=office("word/document.xml")), None),
        (letters("[a](media/b.docx)", b__docx=office("xl/workbook.xml")), "is not a DOCX"),
        (letters("[a](media/b.docx)", b__docx=office("word/document.xml", "word/vbaProject.bin")), "is not a DOCX"),
        (letters("![a](media/b.pdf)", b__pdf=b"%PDF-1.4"), "error[not-a-picture]"),
        (letters("![a](media/b.png)", b__png=photo("JPEG")), "is not a PNG, whatever its name says: it is a JPEG"),
        (letters("![a](media/b.png)", b__png=photo("PNG")[:200]), "is not a PNG, or is damaged"),
        (letters("![a](media/b.png)", b__png=b"%PDF-1.4" + b"x" * (5 << 20)), "has 5.0 MB; at most 5 MB"),
        (letters("![a](media/b.svg)", b__svg="<svg/>"), "is not a valid SVG"),
        (letters("![a](media/b.svg)", b__svg=SVG.replace("<path", "<script/><path")), "holds <script>"),
    ],
)  # fmt: skip
def test_what_is_wrong(make_project: MakeProject, files: Files, wrong: str | None) -> None:
    found = said(make_project, files)
    assert found == [] if wrong is None else any(wrong in line for line in found), found


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>a</p></foreignObject>",
        '<path onclick="a()"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<path fill="url(https://example.org/a.svg#b)"/>',
        '<path style="fill:url(other.svg)"/>',
        "<style>@import 'a.css';</style>",
        "<style>path { fill: URL( 'https://example.org' ) }</style>",
        '<a href="#b"><path/></a>',
        '<set attributeName="href" onbegin="a()"/>',
        '<image><animate attributeName="xlink:href" to="https://example.org"/></image>',
        "<style>path { fill: u\\72l(https://example.org) }</style>",
        "<style>path { fill: image-set('a.png' 1x) }</style>",
        "<g>" * 101 + "</g>" * 101,
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<path id="a0"/>' + "".join(f'<g id="a{n}">{10 * f"""<use href="#a{n - 1}"/>"""}</g>' for n in range(1, 10)),
    ],
)
def test_a_drawing_asks_for_nothing_and_runs_nothing(inside: str) -> None:
    assert svg_flaw(SVG.replace("<path", f"{inside}<path").encode()) is not None


@pytest.mark.parametrize(
    "inside",
    ['<path fill="url(#a)"/>', "<style>path { fill: url(#a) }</style>", '<use href="#a"/>', "<title>a</title>"],
)
def test_what_a_drawing_may_have(inside: str) -> None:
    assert svg_flaw(SVG.replace("<path", f"{inside}<path").encode()) is None


@pytest.mark.parametrize("box", ["0 0 5 nan", "0 0 inf 5", "0 0 1e9 5", "0 0 -5 5", "0 0 a b", "0 0 0 0"])
def test_a_drawing_without_a_size(box: str) -> None:
    assert "does not say how large it is" in str(svg_flaw(SVG.replace("0 0 360 120", box).encode()))


def test_what_programs_note_in_a_drawing_is_taken_out() -> None:
    noted = SVG.replace("<path", '<!-- me --><metadata>me</metadata><i:x xmlns:i="urn:i" i:me="me"/><path')
    assert b"me" not in clean_svg(f'<?xml version="1.0"?><?xml-stylesheet href="me"?>{noted}'.encode())


def test_heavy_pictures(make_project: MakeProject) -> None:
    noise = Image.effect_noise((1000, 1000), 90).convert("RGB")
    made = io.BytesIO()
    noise.save(made, "PNG")
    (line,) = said(make_project, letters("![A](media/a.png)", a__png=made.getvalue()))
    assert line.startswith(f"{PLACE}:5:1: warning[heavy-page]: the pictures of chapter")


def test_damage_is_seen_whatever_the_pdf_engine_told_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    made = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(made, "PNG")
    assert raster_flaw(made.getvalue(), ".png") is None
    assert raster_flaw(made.getvalue()[: len(made.getvalue()) // 2], ".png") == "is not a PNG, or is damaged"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize(
    "written",
    [
        '<text font-family="Arial">{}</text>',
        "<style>text {{ font: bold 12px/1.2 Arial, serif; fill: red }}</style><text>{}</text>",
        '<text style="font-size: 9px; font-family: Arial">{}</text>',
        "<text>{}</text>",
    ],
)
def test_words_in_a_drawing_are_in_the_fonts_of_the_book(written: str) -> None:
    drawn = in_fonts(SVG.replace("<path", f"{written.format('a')}<path").encode(), ["One", "Two 1"]).decode()
    assert "Arial" not in drawn
    assert drawn.count("One") == drawn.count("Two 1") >= 1
    assert in_fonts(SVG.encode(), ["One"]) == SVG.encode()


@pytest.mark.parametrize("call", ["svg.clean_svg(drawing)", "lettering.in_fonts(drawing, ['One'])"])
def test_a_drawing_is_written_alike_whatever_else_a_process_has_loaded(call: str) -> None:
    """WeasyPrint takes the empty prefix away from all who write XML in its process."""
    inside = '<text>a</text><use xlink:href="#a" xml:space="preserve"'
    drawing = SVG.replace("<path", f"{inside}/><path").replace(" viewBox", f' xmlns:xlink="{XLINK}" viewBox')
    script = f"import sys; from generator.pictures import svg, lettering; drawing = {drawing.encode()!r}\n"
    write = f"\nsys.stdout.buffer.write({call})"
    alone, beside = (
        subprocess.run([sys.executable, "-P", "-c", script + other + write], capture_output=True, check=True, cwd=ROOT)
        for other in ("", "import weasyprint")
    )
    assert alone.stdout == beside.stdout
    assert alone.stdout.startswith(f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}"'.encode())
    assert inside.encode() in alone.stdout


def test_letters_in_a_drawing_that_no_font_has(make_project: MakeProject) -> None:
    drawing = SVG.replace("<path", "<title>\u4f60</title>\n<text>a\u597d</text><path")
    found = check(make_project(letters("![A](media/way.svg)", way__svg=drawing))).lines
    (line,) = [one for one in found if "no-glyph" in one]
    assert line.startswith("content/media/way.svg:2:8: error[no-glyph]: the fonts have no glyph for U+597D")
