"""The site works on a server below any path, and from the disk."""

from __future__ import annotations

from pathlib import Path

from tests.browser.axe import violations
from tests.browser.conftest import GUIDE, Visitor


def test_below_a_path(served: str, visitor: Visitor) -> None:
    page = visitor.open(served)
    page.get_by_role("button", name="Psychiatry").click()
    page.get_by_role("button", name="J-1 or H-1B").click()
    page.locator(".choices").get_by_role("link", name="Student").click()
    assert page.url == f"{served}{GUIDE}/index.html"
    for name in ("Timeline", "Checklist", "Documents", "Budget", "Sources", "Your plan"):
        page.locator(".menu").get_by_role("link", name=name).click()
        assert page.locator(".menu [aria-current]").inner_text() == name
    page.get_by_role("button", name="Search").click()
    page.locator("#search-words").fill("dean")
    page.locator("dialog ol a").first.click()
    assert page.url.endswith("papers.html?q=dean#letters")
    page.locator(".brand a").click()
    assert page.url == f"{served}index.html"


def test_a_wrong_address_leads_home(served: str, visitor: Visitor) -> None:
    """The page is served under any address, so it names its style and the front page from the site's own root."""
    page = visitor.open(served.replace("/below/a/path/", "/small/404.html"), viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    page.get_by_role("link", name="Find your guide").click()
    assert page.url.endswith("/small/index.html")
    assert page.locator("h1").inner_text() == "A guide to look at"


def test_every_link_of_a_guide_can_be_followed_from_the_disk(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    waiting, seen = [page.url], set()
    while waiting:
        address = waiting.pop()
        if address in seen or f"/{GUIDE}/" not in address:
            continue
        seen.add(address)
        page.goto(address)
        waiting += page.evaluate(
            """[...document.querySelectorAll("a[href]")]
                .map((link) => new URL(link.getAttribute("href"), location.href).href.split("#")[0])
                .filter((href) => href.startsWith("file:"))"""
        )
    assert len(seen) == len(list((site / GUIDE).glob("*.html")))
