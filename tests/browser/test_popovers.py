"""What a source or term says opens next to where it is named; the link leads there all the same."""

from __future__ import annotations

from pathlib import Path

from tests.browser.axe import violations
from tests.browser.conftest import GUIDE, Visitor

NOTE = ".note-sheet:popover-open"


def test_a_term_opens_in_its_place_and_closes_back_to_its_link(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    for chapter, kind, name in (("how-many", "term", "USCE"), ("papers", "cite", "Source ")):
        page.goto((site / GUIDE / f"{chapter}.html").as_uri())
        link = page.locator(f"a.{kind}").first
        link.press("Enter")
        page.locator(NOTE).wait_for()
        assert page.locator("#note-name").inner_text().startswith(name)
        assert page.evaluate("document.activeElement.id") == "note"
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert page.locator(NOTE).count() == 0
        assert link.evaluate("(link) => link === document.activeElement")
    assert page.url.endswith("papers.html")


def test_the_rest_is_one_step_away(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    address = page.locator("a.cite").first.get_attribute("href")
    page.locator("a.cite").first.click()
    page.locator(NOTE).get_by_role("link", name="All sources").click()
    assert page.url.endswith(f"/{address}")


def test_where_it_does_not_come_the_link_leads_on(site: Path, visitor: Visitor) -> None:
    for broken in ("delete HTMLElement.prototype.popover", "void (window.load = () => Promise.reject(new Error()))"):
        page = visitor.open("about:blank")
        page.goto((site / GUIDE / "papers.html").as_uri())
        if broken.startswith("delete"):
            page.add_init_script(broken)
            page.reload()
        else:
            page.evaluate(broken)
        page.locator("a.cite").first.click()
        page.wait_for_url("**/sources.html#source-*")
