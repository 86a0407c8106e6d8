"""Search within a guide: offline, and only in that guide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import GUIDE, Visitor


def look_for(page: Page, words: str) -> list[str]:
    """Open the search if need be, and give the titles found."""
    if not page.locator("dialog.search").is_visible():
        page.get_by_role("button", name="Search").click()
    page.locator("#search-words").fill(words)
    page.wait_for_function("document.querySelector('dialog [role=status]').textContent.match(/found/)")
    return page.locator("dialog ol a").all_inner_texts()


def test_a_hit_leads_to_its_section(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    assert look_for(page, "dean")[0] == "Ask for letters early"
    assert page.locator("dialog mark").first.inner_text() == "dean"
    page.locator("dialog ol a").first.click()
    assert page.url.endswith("papers.html#letters")
    assert page.locator("#letters").is_visible()


def test_beginnings_and_slips_are_found(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    assert "Ask for letters early" in look_for(page, "lett")
    assert "Passport" in look_for(page, "pasport")
    assert look_for(page, "zebra") == []
    assert page.locator("dialog [role=status]").inner_text() == "Nothing found in this guide"


def test_the_keyboard_opens_walks_and_closes(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("/")  # a letter alone is not for pages to take: people speak to computers
    assert not page.locator("dialog.search").is_visible()
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "search-words"
    page.keyboard.type("letters")
    page.locator("dialog ol a").first.wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('dialog li') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("dialog.search").is_visible()
    assert page.evaluate("document.activeElement.className") == "find"


def test_other_guides_are_not_in_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "guides/radiology--not-needed--graduate/index.html")
    assert look_for(page, "ambitious") == ["Two are enough in radiology"]
    assert look_for(page, "dean") == []
    assert look_for(page, "accepts") == []


@pytest.mark.parametrize(
    ("words", "found", "marked"),
    [
        ("ds2019", "Every mark once", "DS-2019"),
        ("DS-2019", "Every mark once", "DS-2019"),
        ("resume", "Every mark once", "résumé"),
        ("RÉSUMÉ", "Every mark once", "résumé"),
        ("re\u0301sume\u0301", "Every mark once", "résumé"),
        ("naïve", "Every mark once", "naive"),
        ("dean's", "Ask for letters early", "dean"),
    ],
)
def test_words_are_found_however_they_are_written(
    site: Path, visitor: Visitor, words: str, found: str, marked: str
) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    assert found in look_for(page, words)
    assert marked in page.locator("dialog mark").all_inner_texts()
