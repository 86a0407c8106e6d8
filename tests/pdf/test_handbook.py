"""The starter's handbooks as a reader's program sees them: tags, title, outline, contents, links, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from generator.model.guide import Guide
from generator.model.line_kinds import PLAN
from tests.readers import open_world

PERSONAS = ("tent", "rooms", "undecided-regular")


@pytest.fixture(scope="module", params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def handbook(starter: Path, persona: str) -> PdfReader:
    return PdfReader(starter / "site/guides" / persona / "handbook.pdf")


@pytest.fixture(scope="module")
def guide(starter: Path, persona: str) -> Guide:
    opened = open_world(starter).opened
    return opened.choose(opened.project.personas[persona]).guide


def root(handbook: PdfReader) -> Any:
    return handbook.trailer["/Root"]


def words(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text)


def test_it_is_tagged_and_says_so(handbook: PdfReader) -> None:
    assert root(handbook)["/MarkInfo"]["/Marked"] is True or root(handbook)["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root(handbook)
    assert 'pdfuaid:part="1"' in root(handbook)["/Metadata"].get_data().decode()


def test_it_has_a_language_and_a_title_that_is_shown(handbook: PdfReader, guide: Guide) -> None:
    assert root(handbook)["/Lang"] == "en"
    assert root(handbook)["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 -- a PDF's boolean
    assert handbook.metadata is not None
    assert handbook.metadata.title == f"Your first bicycle tour: {guide.title}"


def every_tag(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from every_tag(one.get_object() if hasattr(one, "get_object") else one)
    elif hasattr(node, "get"):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from every_tag(node["/K"])


def test_the_tags_tell_headings_lists_and_links(handbook: PdfReader) -> None:
    tags = set(every_tag(root(handbook)["/StructTreeRoot"].get_object()))
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= tags


def chapters_in(handbook: PdfReader) -> dict[str, int]:
    """The chapters of the outline with their pages, from 1."""
    found: dict[str, int] = {}
    for entry in handbook.outline:
        if isinstance(entry, Destination) and re.match(r"\d+ · ", str(entry.title)):
            page = handbook.get_destination_page_number(entry)
            assert page is not None
            found[str(entry.title)] = page + 1
    return found


def test_the_outline_is_the_chapters(handbook: PdfReader, guide: Guide) -> None:
    assert list(chapters_in(handbook)) == [f"{chapter.number} · {chapter.title}" for chapter in guide.chapters]
    pages = list(chapters_in(handbook).values())
    assert pages == sorted(pages)


def test_the_sections_stand_below_their_chapters(handbook: PdfReader, guide: Guide) -> None:
    below = [entry for entry in handbook.outline if isinstance(entry, list)]
    found = [[words(str(one.title)) for one in entry if isinstance(one, Destination)] for entry in below]
    for chapter in guide.chapters:
        assert [words(section.decision.module.title) for section in chapter.sections] in found


def test_a_chapter_begins_where_the_outline_says(handbook: PdfReader, guide: Guide) -> None:
    for chapter, page in zip(guide.chapters, chapters_in(handbook).values(), strict=True):
        assert chapter.title in words(handbook.pages[page - 1].extract_text())


def test_the_contents_page_tells_the_real_pages(handbook: PdfReader, guide: Guide) -> None:
    (contents,) = (page for page in handbook.pages if page.extract_text().startswith("Contents"))
    text = words(contents.extract_text())
    for chapter, page in zip(guide.chapters, chapters_in(handbook).values(), strict=True):
        told = re.search(rf"{re.escape(chapter.title)} ?(?:{chapter.number} )?(\d+)", text)
        assert told is not None, chapter.title
        assert int(told.group(1)) == page


def test_the_page_number_on_a_page_is_the_page(handbook: PdfReader) -> None:
    for number, page in enumerate(handbook.pages, start=1):
        if number > 1:  # the cover has none
            assert page.extract_text().split()[-1] == str(number)


def test_every_link_leads_somewhere(handbook: PdfReader) -> None:
    inside = outside = 0
    for page in handbook.pages:
        for annotation in page.get("/Annots") or []:
            link: Any = annotation.get_object()
            if link["/Subtype"] != "/Link":
                continue
            if "/A" in link and "/URI" in link["/A"]:
                outside += 1
                assert re.match(r"https?://|mailto:|tel:", str(link["/A"]["/URI"]))
            else:
                inside += 1
                name = str(link["/Dest"] if "/Dest" in link else link["/A"]["/D"])
                assert name in handbook.named_destinations, name
    assert inside > len(handbook.pages)
    assert outside > 0


def test_every_font_is_embedded(handbook: PdfReader) -> None:
    names = set()
    for page in handbook.pages:
        resources: Any = page["/Resources"]
        for reference in (resources.get("/Font") or {}).values():
            font = reference.get_object()
            names.add(str(font["/BaseFont"]))
            for descendant in font.get("/DescendantFonts", [font]):
                descriptor = descendant.get_object()["/FontDescriptor"]
                assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")), font["/BaseFont"]
    assert names
    assert all("Source" in name for name in names), names


def test_what_a_handbook_says_is_what_the_pages_say(starter: Path, handbook: PdfReader, guide: Guide) -> None:
    text = words(" ".join(page.extract_text() for page in handbook.pages))
    for chapter in guide.chapters:
        for section in chapter.sections:
            assert words(section.decision.module.title) in text
    for value in guide.entries(PLAN):
        # A value may begin with a small letter; the plan page gives it a capital one.
        assert words(value.text[:1].upper() + value.text[1:]) in text


def test_a_persons_handbook_names_them_on_the_cover_and_tells_their_plan(starter: Path) -> None:
    reader = PdfReader(starter / "handbooks/demo-lina/handbook.pdf")
    cover, plan = (words(reader.pages[number].extract_text()) for number in (0, 1))
    assert "Lina Okafor" in cover
    assert "25 miles" in plan
    chapters = words(" ".join(page.extract_text() for page in reader.pages[3:]))
    assert "Lina" not in chapters
    assert not re.search(r"\bIf you (have|ride|rent|sleep|carry|set off)\b", chapters), "she answered everything"
