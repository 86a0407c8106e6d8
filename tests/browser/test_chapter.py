"""A chapter: whose it is, its sources, and the lists at its sides."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import GUIDE, SHIPPED, Visitor


def test_it_says_whose_it_is_on_screen_and_on_paper(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    assert page.locator(".whose").inner_text() == "Psychiatry · J-1 or H-1B · Student Not you?"
    page.emulate_media(media="print")
    assert page.locator(".whose").inner_text() == "Psychiatry · J-1 or H-1B · Student"
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Not you?").click()
    assert page.url.endswith("/index.html")


def test_the_lists_at_its_sides_stay_and_follow(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(shipped_site / f"guides/{SHIPPED[0]}/visa.html", viewport={"width": 1440, "height": 700})
    first, here = page.locator(".toc a").first, page.locator('.toc a[aria-current="location"]')
    assert here.inner_text() == first.inner_text()
    page.evaluate("document.getElementById('j1-and-home-rule')?.scrollIntoView() ?? scrollTo(0, 6000)")
    page.wait_for_function("document.querySelector('.toc a').getAttribute('aria-current') === null")
    for shown in (here, page.locator(".side a[aria-current]")):
        box = shown.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 700
    assert page.locator(".toc summary").is_hidden(), "it would be a stop of the tab key that does nothing"


def test_a_source_is_named_in_words(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(shipped_site / f"guides/{SHIPPED[0]}/visa.html")
    number = page.locator(".cite:has(.confirm) sup").first.evaluate("(sup) => sup.lastChild.textContent")
    assert page.get_by_role("link", name=f"source {number}, confirm", exact=True).first.is_visible()
