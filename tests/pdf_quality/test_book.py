"""The handbook as a book: page numbers that are true, links that land, headings that keep their text."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.render.pdf import lay_out
from generator.render.surroundings import Typesetting
from tests.pdf_quality.printed import Link, Printed, Word, read_once
from tests.projects import ROOT

ACCENT = ":root { --accent: #0b5d66 }"
"""What a handbook's template takes from the project."""

MEDIA = {"a4": (595, 842), "letter": (612, 792)}


def numbers(words: list[str]) -> list[int]:
    return [int(word) for word in words if word.isdigit()]


def test_every_page_number_of_the_contents_is_true(printed: Printed) -> None:
    page = printed.page_of("Contents")
    links = [link for link in printed.links if link.page == page]
    assert len(links) >= 8
    for link in links:
        assert numbers(printed.band(link))[-1] == link.target, printed.band(link)


def test_the_contents_name_what_stands_there(printed: Printed) -> None:
    titles = dict(printed.bookmarks)
    for link in (one for one in printed.links if one.page == printed.page_of("Contents")):
        words = printed.band(link)
        number = words[0] if words[0].isdigit() and len(words) > 2 else None
        title = " ".join(words[1 if number else 0 : -1])
        assert titles[f"{number} · {title}" if number else title] == link.target


def test_every_page_named_on_a_line_is_true(printed: Printed) -> None:
    """The checklist, and the questions still open: "page 4" leads to page 4."""
    seen = 0
    for link in printed.links:
        here = [word for word in printed.words if word.page == link.page and _inside(word, link)]
        printed_number = re.search(
            r"\bpage\s?(\d+)", " ".join(word.text for word in sorted(here, key=lambda one: one.left))
        )
        if printed_number:
            seen += 1
            assert int(printed_number.group(1)) == link.target
    assert seen >= 4


def _inside(word: Word, link: Link) -> bool:
    middle = (word.top + word.bottom) / 2
    return link.top <= middle <= link.bottom and link.left - 2 <= word.left and word.right <= link.right + 2


def test_every_link_lands(printed: Printed) -> None:
    inside = [link.target for link in printed.links if not isinstance(link.target, str)]
    assert len(inside) > 10
    assert all(target is not None and 1 <= target <= len(printed.sizes) for target in inside)
    for link in printed.links:
        if isinstance(link.target, str):
            assert re.match(r"https://|mailto:", link.target)


def test_folios_are_outside_and_true(printed: Printed) -> None:
    width, height = printed.sizes[0]
    for page in range(2, len(printed.sizes) + 1):
        low = [word for word in printed.words if word.page == page and word.top > height - 46]
        assert [word.text for word in low] == [str(page)]
        assert (low[0].left > width / 2) is (page % 2 == 1)


def test_bookmarks_are_the_headings_in_order(printed: Printed) -> None:
    pages = [page for _, page in printed.bookmarks]
    assert pages == sorted(pages)
    titles = [title for title, _ in printed.bookmarks]
    assert titles[0] == "Your plan"
    assert {"Contents", "Checklist", "Timeline", "Documents", "Budget", "Sources and addresses"} <= set(titles)


def test_running_heads_name_the_chapter_a_page_begins_with(printed: Printed) -> None:
    begins = [(page, title) for title, page in printed.bookmarks if re.match(r"\d+ · ", title)]
    first, title = begins[0]
    for page, words in ((first, title), (first - 1, "Contents"), (2, "Your plan")):
        head = [word.text for word in printed.words if word.page == page and word.top < 55]
        assert " ".join(head).startswith(words), head


def test_no_short_word_is_broken(tmp_path: Path) -> None:
    """Wherever a line ends, also inside the words of an address."""
    cell = (
        "<strong>Certificate of good standing</strong> <span class='aside-note'>States enrollment, year and good "
        "standing. No letter is needed unless the host asks for it. <a href='https://example.org'>AAMC, VSLO</a></span>"
    )
    cells = "".join(f"<p style='width: {width}mm'>{cell}</p>" for width in range(40, 110))
    page = f"<html lang='en'><head><title>T</title><style>{ACCENT}</style></head><body>{cells}</body></html>"
    (tmp_path / "book.pdf").write_bytes(lay_out(page, (), Typesetting((str(ROOT / "templates"),))))
    words = {word.text for word in Printed(tmp_path / "book.pdf").words if not word.text.isdigit()}
    assert words == set(re.sub("<[^>]*>", "", cell).split())


HEADING_LINE = 30
"""Lines of one heading are not further apart, in units of pdftohtml."""


def test_no_heading_is_alone_at_the_end_of_a_page(printed: Printed) -> None:
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(printed.file)]
    xml = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    serif = set(re.findall(r'<fontspec id="(\d+)" size="\d+" family="[^"]*Serif', xml))
    for page in re.findall(r'<page number="(\d+)"[^>]*height="(\d+)"[^>]*>(.*?)</page>', xml, re.DOTALL)[1:]:
        number, height, content = page
        lines = re.findall(r'<text top="(\d+)" left="(\d+)"[^>]*font="(\d+)">(.*?)</text>', content, re.DOTALL)
        body = [
            (int(top), int(left), font, words)
            for top, left, font, words in lines
            if 80 < int(top) < int(height) - 75 and words.strip()
        ]
        if not body:
            continue
        bottom, margin, font, words = max(body)
        if font not in serif:
            continue
        # A heading in the margin may have more lines than the text next to it: what counts is where it begins.
        for top, left, face, _ in sorted(body, reverse=True):
            if face in serif and left == margin and bottom - top < HEADING_LINE:
                bottom = top
        texts = [top for top, _, face, _ in body if face not in serif]
        assert max(texts, default=0) >= bottom - HEADING_LINE / 3, f"page {number} ends with the heading {words}"


def test_no_word_leaves_the_page(printed: Printed) -> None:
    for word in printed.words:
        width, height = printed.sizes[word.page - 1]
        assert word.left > 30, word
        assert word.right < width - 30, word
        assert 0 < word.top < word.bottom < height


def test_the_cover_names_the_reader_and_the_day(handbooks: Path) -> None:
    cover = [word.text for word in read_once(handbooks / "ana/handbook.pdf").words if word.page == 1]
    assert "Ana Núñez" in " ".join(cover)
    assert "Ask for a new handbook after March 17, 2028: Match Day ends the season it is made for." in " ".join(cover)


def test_names_as_they_are_written(handbooks: Path) -> None:
    assert "Đặng Ngọc Ánh" in read_once(handbooks / "anh/handbook.pdf").text
    assert "Жанна Ивановна" in read_once(handbooks / "zhanna/handbook.pdf").text
    assert "<b>Bo</b> {{ plan.goal }} & Co's" in read_once(handbooks / "markup/handbook.pdf").text
    long = read_once(handbooks / "long/handbook.pdf")
    assert len([word for word in long.words if word.page == 1 and "steinhausen" in word.text]) >= 1
    assert {word.page for word in long.words if "steinhausen" in word.text} <= {1, 2}


def test_the_tasks_are_one_list_by_date(handbooks: Path) -> None:
    printed = read_once(handbooks / "ana/handbook.pdf")
    page = printed.page_of("Checklist Every task")
    middle = printed.sizes[page - 1][0] / 2
    columns = sorted((word for word in printed.words if word.page == page), key=lambda word: word.left > middle)
    words = " ".join(word.text for word in columns)
    order = ["Now", "Look back", "April", "Ask each site what it wants", "September", "Read the papers", "As you go"]
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_what_is_still_open_and_where_it_matters(handbooks: Path) -> None:
    printed = read_once(handbooks / "anh/handbook.pdf")
    page = dict(printed.bookmarks)["Still open"]
    words = " ".join(word.text for word in printed.words if page <= word.page <= page + 1)
    assert "What you have not told us." in words
    assert "Which visa? page" in words
    assert "the timeline" in words
    assert "What would change your plan" in words
    assert "If you can arrange one rotation or fewer: Rotations to plan becomes one rotation" in words
    assert "Which visa?" not in read_once(handbooks / "ana/handbook.pdf").text


def test_the_plan_is_one_page(printed: Printed) -> None:
    assert dict(printed.bookmarks)["Your plan"] == 2
    assert dict(printed.bookmarks)["Contents"] == 3


@pytest.mark.parametrize("person", ["ana", "anh"])
def test_the_paper_is_a4_unless_told(handbooks: Path, person: str) -> None:
    sizes = {(round(width), round(height)) for width, height in read_once(handbooks / person / "handbook.pdf").sizes}
    assert sizes == {MEDIA["a4"]}


def test_the_checklist_names_the_page_with_the_box(printed: Printed) -> None:
    """Not the first page of its section."""
    page = dict(printed.bookmarks)["Checklist"]
    links = [link for link in printed.links if link.page in (page, page + 1) and isinstance(link.target, int)]
    assert links
    titles = [title for title, _ in printed.bookmarks]
    end = dict(printed.bookmarks)[titles[titles.index("Checklist") + 1]]
    for link in (one for one in links if one.page < end):
        here = [word.text for word in printed.words if word.page == link.target]
        words = [word for word in printed.band(link) if word.isalpha()][:3]
        assert all(word in here for word in words), (words, link.target)


def test_every_chapter_says_whose_it_is(printed: Printed) -> None:
    numbers = [title.split(" · ")[0] for title, _ in printed.bookmarks if re.match(r"\d+ · ", title)]
    heads = [page for title, page in printed.bookmarks if re.match(r"\d+ · ", title)]
    assert numbers
    for page in set(heads):
        body = " ".join(word.text for word in printed.words if word.page == page and word.top > 55)
        assert len(re.findall(r" · (?:Student|Graduate)", body)) >= heads.count(page)
