"""The privacy scan: a person's value in any public file stops publishing, and names the file, never the value."""

from __future__ import annotations

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
import weasyprint
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.errors import RefusedError, UsageError
from generator.model.manifest import NAME, Manifest, WrittenFile
from generator.model.profile import Applicant
from generator.publish import readings as readings_module
from generator.publish.identifying import identifying_addresses, identifying_ids, identifying_values
from generator.publish.privacy import PrivacyScan, refuse
from generator.publish.site import Site
from generator.write.manifest import read_manifest
from tests.publish.repositories import SITE, write_site


def person(identity: str, name: str, email: str, **more: Any) -> Applicant:
    """An applicant without answers."""
    return Applicant(id=identity, name=name, email=email, answers={}, span=Span("x"), **more)


PEOPLE = [
    person("zk-4711", "Zenobia Krüger", "zenobia.krueger@example.org", pass_phrase="sun over the old harbor"),
    person("p-li", "Li Na", "li.na@example.cn"),
    person("wang", "王小明", "xm@example.cn"),
    person("17", "Đặng Ngọc Ánh", "anh@example.vn"),
    person("may-2", "Đỗ An", "do@example.vn"),
    person("student-1", "Li An", "li@example.cn"),
    person("m-1", "May", "m@example.org"),
    person("jdw", "Jo de Wit", "jw@example.nl"),
    person("ali", "محمد علي", "ali@example.jo"),
    person("as-77", "An Strong", "as@example.org"),
    person("ggm", "Gabriel García Márquez", "ggm@example.co"),
    person("demo-ada", "Ada Example", "ada@example.org", fictional=True),
]
SCAN = PrivacyScan(identifying_values(PEOPLE))


def found(content: bytes | str, path: str = "guides/x/index.html") -> set[tuple[str, str]]:
    """What the scan finds: what it is, and whose."""
    data = content.encode() if isinstance(content, str) else content
    return {(one.what, one.profile) for one in SCAN.findings(path, data)}


def picture(kind: bytes, content: bytes) -> bytes:
    """A PNG with one chunk of words."""
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IEND\xaeB`\x82"


NAME_OF_Z, ADDRESS_OF_Z, ID_OF_Z = ("name", "zk-4711"), ("address", "zk-4711"), ("id", "zk-4711")
ADDRESS_OF_W = ("address", "wang")


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("<p>Zenobia Krüger</p>", NAME_OF_Z),
        ("<p>Zenobia Krueger</p>", NAME_OF_Z),
        ("<p>ZENOBIA KRUGER</p>", NAME_OF_Z),
        ("<p>Zenobia <b>Krüger</b></p>", NAME_OF_Z),
        ("<p>Zenobia\n   Krüger</p>", NAME_OF_Z),
        ("<p>Krüger, Zenobia</p>", NAME_OF_Z),
        ("<p>Zenobia Kru\u0308ger</p>", NAME_OF_Z),
        ("<p>Zeno&shy;bia Kr&uuml;ger</p>", NAME_OF_Z),
        ("<img alt='Zenobia Kr&#252;ger'>", NAME_OF_Z),
        ("<!-- Zenobia Krüger -->", NAME_OF_Z),
        ('<script>var x = "Zenobia Kr\\u00fcger"</script>', NAME_OF_Z),
        ("xm@example.cn", ADDRESS_OF_W),
        ('<a href="mailto:xm%40example.cn">', ADDRESS_OF_W),
        ("<p>zenobia.krueger (at) example.org</p>", NAME_OF_Z),
        ("<p>lina.example (at) cn</p>", None),
        ("XM&#64;Example.cn", ADDRESS_OF_W),
        ("<p id='zk-4711'>", ID_OF_Z),
        ("sun over the old harbor", ("personal text", "zk-4711")),
        ("<p>Li Na</p>", ("name", "p-li")),
        ("<p>Na Li</p>", ("name", "p-li")),
        ("<p>Linda in China</p>", None),
        ("联系王小明。", ("name", "wang")),
        ("<p>Wang</p>", ("id", "wang")),
        ("<p>Dang Ngoc Anh</p>", ("name", "17")),
        ("<p>17 rotations, 4711 places</p>", None),
        ("<p>Ada Example, ada@example.org, demo-ada</p>", None),
        ("<p>Zenobia, and somewhere else Krüger</p>", None),
    ],
)
def test_pages(content: str, wanted: tuple[str, str] | None) -> None:
    assert found(content) == ({wanted} if wanted else set())


@pytest.mark.parametrize(
    "content",
    [
        '"Zenobia Kr\\xfcger"',
        '"Zenobia Kr\\u{fc}ger"',
        "p::after {content: 'Zenobia Kr\\fc ger'}",
        json.dumps("Zenobia\nKrüger"),
        json.dumps("\U0001d419enobia Krüger"),
        json.dumps("Zenobia Kr&uuml;ger"),
        "'Zeno' + 'bia Krüger'",
        "Zenobia Kr&amp;uuml;ger",
        quote(quote("Zenobia Krüger")),
        "?name=Zenobia+Kr%C3%BCger",
        '<i data-name=\'{"name":"Zenobia Kr\\u00fcger"}\'>',
        "<text><tspan x='1'>Zenobia</tspan><tspan x='2'>Krüger</tspan></text>",
        "Zeno<!-- -->bia Krüger",
        "<td class='a'>Zenobia</td>\n<td class='b'>Krüger</td>",
        "Zenobia Kru\u0308\u200bger",
        "\uff3a\uff45nobia Krüger",
        base64.b64encode("Zenobia Krüger".encode()),
        base64.urlsafe_b64encode("?? Zenobia Krüger ??".encode()),
        b"<img src='data:image/png;base64," + base64.b64encode(picture(b"tEXt", "Zenobia Krüger".encode("cp1252"))),
        b"<a href='data:application/gzip;base64," + base64.b64encode(gzip.compress("Zenobia Krüger".encode(), mtime=0)),
        "Zenobia Krüger".encode("cp1252"),
        "<p>Zenobia Krüger</p>".encode("utf-16"),
        "Zenobia Krüger".encode("utf-16-le"),
        "Zenobia Krüger".encode("utf-16-be"),
        "Zenobia Krüger".encode("utf-32"),
        b"BEGIN:VCALENDAR\r\nSUMMARY:Zenobia Kr\xc3\r\n \xbcger\r\n",
        "BEGIN:VCALENDAR\r\nSUMMARY:Zenobia\\nKrüger\r\n",
        picture(b"tEXt", "Zenobia Krüger".encode("cp1252")),
        picture(b"zTXt", b"Author\0\0" + zlib.compress("Zenobia Krüger".encode("cp1252"))),
        picture(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress("Zenobia Krüger".encode())),
        bz2.compress("Zenobia Krüger".encode()),
        lzma.compress("Zenobia Krüger".encode()),
    ],
)
def test_however_it_is_written(content: str | bytes) -> None:
    assert found(content) == {NAME_OF_Z}


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("<td>Li</td><td>Na</td>", ("name", "p-li")),
        ("Li<br>Na", ("name", "p-li")),
        ("<b>L</b>i&nbsp;N<b>a</b>", ("name", "p-li")),
        ("LI NA", ("name", "p-li")),
        ("<a href='li-na.html'>", ("name", "p-li")),
        ("the vanilla name, li na, and so on", None),
        ("Write to Đỗ An; do an elective", ("name", "may-2")),
        ("write to An Do", ("name", "may-2")),
        ("<li>Do an elective. How to do-an-elective</li>", None),
        ("<li>An away rotation</li>", None),
        ("by May 2, 2027", None),
        ("may-2", ("id", "may-2")),
        ("guides/may-2.html", ("id", "may-2")),
        ("For a student, 1 month", None),
        ("as in student-\n1", ("id", "student-1")),
        ("You may ask in May", None),
        ("says Jo de Wit", ("name", "jdw")),
        ("مُحَمَّد عَلِي", ("name", "ali")),
        ("García Márquez, Gabriel", ("name", "ggm")),
        ("is that human strong?", None),
        ("the an strong", ("name", "as-77")),
        ("ask DrAnStrong", ("name", "as-77")),
        ("anstrong2027.html", ("name", "as-77")),
        ("an s-\ntrong", ("name", "as-77")),
        ("mrgabrielgarciamarquez", ("name", "ggm")),
        ("nggm@example.com", None),
        ("ggm@example.co", ("address", "ggm")),
    ],
)
def test_short_names_and_ids_are_no_words_of_a_sentence(content: str, wanted: tuple[str, str] | None) -> None:
    assert found(content) == ({wanted} if wanted else set())


@pytest.mark.parametrize("crowd", [0, 400])
def test_many_people_are_looked_for_as_well_as_few(crowd: int) -> None:
    others = [
        person(f"other-{number:04}", f"Person Number{number}", f"p{number}@example.net") for number in range(crowd)
    ]
    scan = PrivacyScan(identifying_values([*PEOPLE, *others]))
    page = (
        "<p>Zenobia <b>Krüger</b>, Li Na, 王小明 and Dang Ngoc Anh wrote from zenobia.krueger@example.org</p>".encode()
    )
    assert {(one.what, one.profile) for one in scan.findings("x.html", page)} == {
        NAME_OF_Z, ADDRESS_OF_Z, ("name", "p-li"), ("name", "wang"), ("name", "17")
    }  # fmt: skip


def test_a_file_name_gives_people_away_too() -> None:
    assert found("harmless", "guides/zk-4711/index.html") == {ID_OF_Z}


@cache
def pdf(where: str) -> bytes:
    """A PDF that holds the name in one place."""
    name = "Zenobia Krüger"
    pages = {
        "text": f"<p>{name}</p>",
        "broken text": f"<p style='width:5mm;overflow-wrap:anywhere'>{name}</p>",
        "bookmark": f"<h1 style='font-size:0;color:white'>{name}</h1>",
        "link": f"<a href='https://example.org/?q={quote(name)}'>x</a>",
        "alternative text": f"<img alt='{name}' src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'>",
        "title": "<p>x</p>",
        "metadata": "<p>x</p>",
        "attachment": "<p>x</p>",
        "nothing": "<p>x</p>",
    }
    head = {"title": f"<title>{name}</title>", "metadata": f"<meta name='note' content='{name}'>"}.get(where, "")
    attached = [weasyprint.Attachment(string=name.encode(), name="a.txt")] if where == "attachment" else []
    page = weasyprint.HTML(string=f"<html lang=en><head>{head}</head><body>{pages[where]}</body></html>")
    made: bytes = page.write_pdf(custom_metadata=True, pdf_tags=True, attachments=attached)
    return made


@pytest.mark.parametrize(
    "where", ["text", "broken text", "bookmark", "link", "alternative text", "title", "metadata", "attachment"]
)
def test_pdfs(where: str) -> None:
    assert found(pdf(where), "handbook.pdf") == {NAME_OF_Z}


def test_a_pdf_with_nobody_in_it() -> None:
    assert found(pdf("nothing"), "handbook.pdf") == set()


def test_a_pdf_in_its_xmp_alone() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("nothing"))) as document:
        with document.open_metadata() as metadata:
            metadata["dc:rights"] = "Zenobia Krüger"
        document.save(out)
    assert found(out.getvalue(), "handbook.pdf") == {NAME_OF_Z}


@pytest.mark.parametrize("where", ["note", "note inside its page", "script"])
def test_a_pdf_with_something_inside(where: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("nothing"))) as document:
        inner = document.make_indirect(pikepdf.Stream(document, "Zenobia Krüger".encode()))
        if where == "script":
            document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=inner)
        else:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 1, 1],
                FS=pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.txt", EF=pikepdf.Dictionary(F=inner)),
            )  # fmt: skip
            document.pages[0].Annots = pikepdf.Array([document.make_indirect(note) if where == "note" else note])
        document.save(out)
    assert found(out.getvalue(), "handbook.pdf") == {NAME_OF_Z}


@pytest.mark.parametrize(
    "words",
    [
        b"10 50 Td [(Z)-900(e)300(n)-500(o)(b)(ia)-900(K)(r\xfcg)80(er)] TJ",
        b"10 50 Td (Zenobia) Tj ET BT /F1 12 Tf 10 30 Td (Kr\xfcger) Tj",
        b"3 Tr 10 50 Td (Zenobia Kr\xfcger) Tj",
        b"-5000 50 Td (Zenobia Kr\xfcger) Tj",
    ],
    ids=["kerned", "two lines", "invisible", "next to the page"],
)
def test_a_pdfs_text_however_it_is_set(words: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("nothing"))) as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        document.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        document.pages[0].Contents = pikepdf.Stream(document, b"BT /F1 12 Tf " + words + b" ET")
        document.save(out)
    assert found(out.getvalue(), "handbook.pdf") == {NAME_OF_Z}


def test_a_workbook() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Plan").write_string(0, 0, "Zenobia Krüger")
    assert found(out.getvalue(), "tracker.xlsx") == {NAME_OF_Z}


def test_a_calendar_with_folded_lines() -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:a talk with the office for Zenobia K\r\n rüger\r\nEND:VCALENDAR\r\n"
    assert found(calendar, "calendar.ics") == {NAME_OF_Z}


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        lambda content: gzip.compress(gzip.compress(content)),
        lambda content: zipped({"inner/notes.txt": content}),
        lambda content: content.decode().encode("utf-16"),
        lambda content: b"\x89PNG\r\n\0\0" + content,
    ],
)
def test_packed_files(pack: Callable[[bytes], bytes]) -> None:
    assert found(pack("Zenobia Krüger".encode()), "index.pf") == {NAME_OF_Z}
    assert found(pack(b"nobody"), "index.pf") == set()


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nnot really",
        b"PK\x03\x04 not really",
        b"\x1f\x8b not really",
        gzip.compress(b"x" * 100, mtime=0)[:-20],
    ],
)
def test_what_cannot_be_looked_through_is_not_published(content: bytes) -> None:
    with pytest.raises(RefusedError, match=r"^guides/x cannot be looked through for personal data"):
        SCAN.findings("guides/x", content)


def test_a_protected_pdf_is_not_published() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("nothing"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(RefusedError, match="cannot be looked through"):
        SCAN.findings("handbook.pdf", out.getvalue())


def test_bombs_are_refused_and_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings_module, "MOST_BYTES", 1 << 20)
    for bomb in (gzip.compress(b"\0" * (4 << 20)), zipped({"zeros": b"\0" * (4 << 20)})):
        with pytest.raises(RefusedError, match="too large"):
            SCAN.findings("bomb", bomb)
    nested = b"core"
    for _ in range(10):
        nested = gzip.compress(nested)
    with pytest.raises(RefusedError, match="too deep"):
        SCAN.findings("bomb", nested)


WORDS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=12)


@given(given_name=WORDS, family=WORDS, before=st.text(max_size=30), after=st.text(max_size=30))
def test_any_name_is_found_however_it_is_escaped(given_name: str, family: str, before: str, after: str) -> None:
    scan = PrivacyScan(identifying_values([person("zz-1234567", f"{given_name} {family}", "a@example.org")]))
    page = f"{html.escape(before)} {given_name} {family} {html.escape(after)}"
    forms = [page, "".join(f"&#{ord(letter)};" for letter in page), quote(page), json.dumps(page)]
    for form in forms:
        assert [one.what for one in scan.findings("x.html", form.encode())] == ["name"], form


def test_people_who_are_known_by_their_id_or_address_alone() -> None:
    scan = PrivacyScan([*identifying_ids(["mrs-gone"]), *identifying_addresses([("mrs-gone", "gone@example.org")])])
    texts = {one.what for one in scan.findings("x", b"mrs-gone wrote from gone@example.org")}
    assert texts == {"id", "address"}


def test_the_refusal_names_files_and_ids_and_never_the_value() -> None:
    several = [*SCAN.findings("guides/a.html", "Zenobia Krüger".encode()), *SCAN.findings("b.pdf", pdf("text"))]
    with pytest.raises(RefusedError) as refused:
        refuse(several * 10)
    words = str(refused.value)
    assert "guides/a.html holds the name of applicant 'zk-4711'" in words
    assert "b.pdf holds the name" in words
    assert "and 10 more like these" in words
    assert "Zenobia" not in words
    refuse([])


# --- the site itself ---


def built(root: Path) -> Site:
    """The site in a folder."""
    return Site(root, read_manifest(root, "public"))


def test_a_private_manifest_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path, SITE, audience="private")
    with pytest.raises(RefusedError, match="holds private output, not public files"):
        built(tmp_path)
    with pytest.raises(RefusedError, match="only a public site is published"):
        Site(tmp_path, read_manifest(tmp_path, "private"))


def test_nothing_built(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no built site"):
        built(tmp_path)


@pytest.mark.parametrize("name", ["link.html", "guides/one/link", "guides/folder"])
def test_a_link_in_the_tree_is_refused(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path / "site", SITE)
    (root / name).symlink_to("/etc/passwd" if "folder" not in name else "/etc")
    with pytest.raises(RefusedError, match=f"{name} in .* is a link; links are not published"):
        built(root)


def test_a_link_that_comes_later_is_refused_too(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE)
    site = built(root)
    (tmp_path / "secret.html").write_bytes((root / "index.html").read_bytes())
    (root / "index.html").unlink()
    (root / "index.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(RefusedError, match=r"index\.html cannot be published"):
        list(site)


def test_a_file_that_is_gone_or_changed_is_refused(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE)
    (root / "index.html").write_text("by hand", "utf-8")
    with pytest.raises(RefusedError, match=r"index\.html is not as guidegen built it"):
        list(built(root))
    (root / "index.html").unlink()
    with pytest.raises(RefusedError, match=r"index\.html cannot be published: No such file"):
        list(built(root))


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", ".git/config", ""])
def test_a_manifest_that_names_files_outside_is_refused(tmp_path: Path, path: str) -> None:
    root = write_site(tmp_path / "site", SITE)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    manifest = Manifest("public", {path: WrittenFile("0" * 64, 6)})
    (root / NAME).write_bytes(b"".join(manifest.as_json()))
    with pytest.raises(RefusedError, match="which is outside it"):
        list(built(root))


def test_foreign_files_are_told_and_not_published(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE)
    (root / "guides/notes.txt").write_text("mine", "utf-8")
    (root / ".gitignore").write_text("*", "utf-8")
    site = built(root)
    assert site.foreign == ("guides/notes.txt",)
    assert [path for path, _ in site] == [*sorted(SITE), NAME]
