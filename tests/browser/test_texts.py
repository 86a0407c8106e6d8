"""What the reader's answers bring: text that the page of the persona does not have, and the numbers that follow."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import SHIPPED, Visitor

GUIDE = f"guides/{SHIPPED[0]}"
HIDDEN = "VSLO is not your way in"
NO_ROTATION = "mine=1&a.rotations=0&a.graduation=2026-01-31"

ORDERED = """(wanted) => {
  const place = made("ol", {}, ..."ab-cdef".split("").map((id) => made("li", { id })))
  const watch = new MutationObserver(() => {})
  watch.observe(place, { childList: true })
  const named = (id) => [...place.children].find((item) => item.id === id) ?? made("li", { id })
  keepOrder(place, wanted.split("").map(named))
  const added = watch.takeRecords().flatMap(({ addedNodes }) => [...addedNodes])
  return [[...place.children].map(({ id }) => id).join(""), added.length]
}"""
"""Puts the items of a list into an order: what is in it then, and how many were moved."""


def cited(page: Page) -> dict[str, str]:
    """The numbers of the sources cited on a page, by where they lead."""
    links = page.locator("main a.cite[href*='#source-']:visible").all()
    return {str(one.get_attribute("href")).partition("#")[2]: re.sub(r"\D", "", one.inner_text()) for one in links}


def test_hidden_text_comes_with_the_answer_that_it_is_for(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(shipped_site / GUIDE / 'index.html').as_uri()}#mine=1&a.vslo=no&a.interest=.research")
    page.goto((shipped_site / GUIDE / "routes.html").as_uri())
    page.get_by_text(HIDDEN).wait_for()
    assert page.locator("#vslo-route").count() == 1
    assert not page.get_by_text("\u2013", exact=True).count()
    page.keyboard.press("Control+k")
    page.locator("#search-words").fill(HIDDEN)
    page.locator("dialog.search a[href*='#vslo-route']").wait_for()
    searched = page.evaluate("readersTexts(window.guidegenSearch)")
    assert [one[3] for one in searched if HIDDEN in one[3]]
    assert len({one[0] for one in searched}) == len(searched)
    page.goto((shipped_site / GUIDE / "index.html").as_uri())
    assert page.locator("[data-facet=interest][data-extra]").is_hidden()
    page.locator(".mine summary").click()
    assert page.locator("[data-facet=interest][data-extra]").is_visible()
    page.locator(".forget").click()
    page.goto((shipped_site / GUIDE / "routes.html").as_uri())
    assert page.get_by_text(HIDDEN).count() == 0
    assert page.evaluate("window.guidegenText") is None


def test_the_text_of_a_chapter_is_there_before_the_next_answer(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(shipped_site / GUIDE / 'index.html').as_uri()}#mine=1&a.budget=tight")
    page.goto((shipped_site / GUIDE / "mistakes.html").as_uri())
    page.wait_for_function("window.guidegenText?.mistakes")


def test_chapters_and_sources_are_numbered_as_the_reader_has_them(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(shipped_site / GUIDE / 'index.html').as_uri()}#{NO_ROTATION}")
    numbers = page.locator(".chapters li:visible .number").all_inner_texts()
    assert numbers == [str(one + 1) for one in range(len(numbers))]
    page.goto((shipped_site / GUIDE / "sources.html").as_uri())
    page.wait_for_function("document.querySelector('ol.sources > li[hidden]')")
    listed = page.locator("ol.sources > li:visible").evaluate_all(
        "(all) => all.map((one) => [one.id, String(one.value)])"
    )
    assert [number for _, number in listed] == [str(one + 1) for one in range(len(listed))]
    page.goto((shipped_site / GUIDE / "eligibility.html").as_uri())
    page.locator(".fitted button").wait_for()
    assert cited(page).items() <= dict(listed).items()
    assert len(cited(page)) > 5


def test_a_text_that_does_not_come_is_said(shipped_site: Path, visitor: Visitor) -> None:
    context = visitor.context()
    context.route("**/text/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{(shipped_site / GUIDE / 'index.html').as_uri()}#mine=1&a.vslo=no&a.interest=.research")
    page.goto((shipped_site / GUIDE / "routes.html").as_uri())
    page.locator(".lacks-text").wait_for()
    assert page.locator(".text h2").first.is_visible()
    visitor.wrong[:] = [one for one in visitor.wrong if "/text/" not in one]


def test_few_of_what_is_put_into_order_are_moved(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open((shipped_site / GUIDE / "index.html").as_uri())
    page.locator(":root:not([data-fits])").wait_for(state="attached")
    moves = {"abcdef": 0, "bcdefa": 1, "fabcde": 1, "abdcef": 1, "abxcdef": 1, "bdf": 0, "xyz": 3}
    found = {wanted: page.evaluate(ORDERED, wanted) for wanted in moves}
    for wanted, most in moves.items():
        words, moved = found[wanted]
        assert "".join(one for one in words if one in wanted) == wanted
        assert len(words) == 7 + len(set(wanted) - set("abcdef"))
        assert moved <= most, (wanted, moved)
