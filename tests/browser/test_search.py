"""Search within a guide: offline, and only in that guide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from generator.render.words import COMPARED
from tests.browser.conftest import GUIDE, SHIPPED, Visitor


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
    assert page.url.endswith("papers.html?q=dean#letters")
    assert page.locator("#letters").is_visible()
    section = page.locator("section[aria-labelledby=letters]")
    assert section.locator("mark").first.inner_text() == "dean"
    assert page.locator("mark").count() == section.locator("mark").count()


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


def test_arrows_walk_from_the_field_through_what_was_found(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    assert len(look_for(page, "letter")) > 1
    focused = "document.activeElement.textContent || document.activeElement.id"
    titles = page.locator("dialog ol a").all_inner_texts()
    for key, at in (("Down", 0), ("Down", 1), ("Up", 0)):
        page.keyboard.press(f"Arrow{key}")
        assert page.evaluate(focused) == titles[at]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "search-words"


def test_other_words_are_marked_as_the_guide_says_them(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(shipped_site / f"guides/{SHIPPED[0]}/index.html")
    assert look_for(page, "housing")[0] == "Room for a block"
    page.locator("dialog ol a").first.click()
    assert page.locator("#housing mark").first.inner_text() == "Room"


def test_an_address_can_ask(site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(site / GUIDE / 'index.html').as_uri()}?q=dean")
    page.locator("dialog ol a").first.wait_for()
    assert page.locator("#search-words").input_value() == "dean"
    assert page.locator("dialog ol a").first.inner_text() == "Ask for letters early"


def test_a_search_without_an_end(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    assert look_for(page, "zebra") == []
    advice = page.locator("dialog .advice").inner_text()
    assert advice.startswith("Try one word alone, or another word for it.")
    assert "Or ask: " in advice


def test_lines_of_lists_are_looked_through(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    look_for(page, "letter")
    found = page.evaluate("window.guidegenSearch.map(([address, title, place]) => [address, place])")
    assert {"Checklist", "Documents", "Budget", "Timeline"} <= {place for _, place in found}
    for address, _ in found:
        file, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in (site / GUIDE / file).read_text("utf-8"), address


def test_the_front_page_looks_through_all_guides(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    assert look_for(page, "ambitious")[0] == "Two are enough in radiology"
    page.locator("dialog ol a").first.click()
    assert "radiology--" in page.url
    assert page.locator("mark").first.inner_text() == "ambitious"


@pytest.fixture
def found(shipped_site: Path, visitor: Visitor) -> Callable[[str], list[list[str]]]:
    """Address, title and place of what the shipped guide finds, in order."""
    page = visitor.open(shipped_site / f"guides/{SHIPPED[0]}/index.html")
    for script in ("../../assets/minisearch.js", "../../assets/sought.js", "search.js"):
        page.evaluate("(script) => load(script)", script)
    page.evaluate("() => { window.found = searcher(window.guidegenSearch, window.guidegenAlso) }")
    entries = "(words) => window.found(words).map(({ id }) => window.guidegenSearch[id].slice(0, 3))"
    return lambda words: list(page.evaluate(entries, words))


def test_the_first_that_is_found_is_the_right_one(found: Callable[[str], list[list[str]]]) -> None:
    wanted = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text("utf-8"))
    assert len(wanted) >= 60
    assert {words: found(words)[0][0] for words in wanted} == wanted


OF_NOBODY_WITH_A_VISA = """async (id) => {
  await load("../../text/where.js")
  const part = document.createElement("template")
  part.innerHTML = window.guidegenText.where.sections[id]
  const [title, text] = [part.content.querySelector("h2").textContent, part.content.textContent]
  const others = window.guidegenSearch.filter(([, title, place]) => !/visa/i.test(title + place))
  window.guidegenSearch = [...others, [`where.html#${id}`, title, "Where to rotate", text]]
  window.found = searcher(window.guidegenSearch, window.guidegenAlso)
}"""
"""Makes the search that of a guide without a chapter, cost or document on visas, and with what is in their place."""


def test_who_needs_no_visa_is_told_so(found: Callable[[str], list[list[str]]], visitor: Visitor) -> None:
    visitor.contexts[-1].pages[-1].evaluate(OF_NOBODY_WITH_A_VISA, "visa-filter-free")
    for words in ("which visa do I need", "do I need a visa", "visa"):
        assert found(words)[0][0] == "where.html#visa-filter-free", words


@pytest.mark.parametrize("words", ["cost", "away", "students", "estimate"])
def test_what_no_sum_has_comes_after_what_the_guide_says(found: Callable[[str], list[list[str]]], words: str) -> None:
    kinds = [place if place in ("Lists", COMPARED) else "said" for _, _, place in found(words)]
    assert COMPARED in kinds
    assert "said" not in kinds[kinds.index(COMPARED) :]
