"""Nothing that is read moves while a page loads: fonts and scripts come late, and what they bring has its room."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import SHIPPED, Visitor
from tests.campaigns import sampled

MOST = 0.05
"""The cumulative layout shift that pages may have; 0.1 is what search engines call good."""

WATCH = """window.moved = []
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (!shift.hadRecentInput) moved.push([shift.value, shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])
  }
}).observe({ type: "layout-shift", buffered: true })"""

ANSWERED = """() => {
  document.querySelectorAll(".questions select").forEach((field) => {
    field.selectedIndex = 1
    field.dispatchEvent(new Event("change", { bubbles: true }))
  })
  document.querySelectorAll(".next input").forEach((box, index) => { if (index < 2) box.click() })
}"""
"""What somebody has done who comes back."""

PAGES = ("index", "visa", "path", "timeline", "budget", "documents", "checklist", "list-hosts")


def _late(route: Route) -> None:
    time.sleep(0.05)
    route.continue_()


def moved(page: Page) -> float:
    """How far things moved on a page, all shifts together."""
    page.wait_for_timeout(150)
    return float(sum(value for value, _ in page.evaluate("window.moved")))


@pytest.mark.parametrize("width", sampled([390, 1280], 1))
def test_nothing_moves_while_a_page_loads(shipped_site: Path, visitor: Visitor, width: int) -> None:
    page = visitor.open("about:blank", viewport={"width": width, "height": 844})
    page.add_init_script(WATCH)
    page.route("**/*.{js,woff2}", _late)
    for name in ("index.html", *(f"guides/{SHIPPED[0]}/{one}.html" for one in PAGES)):
        page.goto((shipped_site / name).as_uri())
        assert moved(page) < MOST, (name, page.evaluate("window.moved"))


def test_nothing_moves_for_those_who_come_back(shipped_site: Path, visitor: Visitor) -> None:
    guide = f"guides/{SHIPPED[0]}"
    page = visitor.open(shipped_site / f"{guide}/index.html", viewport={"width": 390, "height": 844})
    page.evaluate(ANSWERED)
    page.goto((shipped_site / f"{guide}/checklist.html").as_uri())
    listed = "all('[data-listed]').slice(0, 3).map((line) => line.dataset.listed)"
    page.evaluate(f"remember(listKey, JSON.stringify({listed}))")
    page.add_init_script(WATCH)
    page.route("**/*.{js,woff2}", _late)
    for name in ("index.html", f"{guide}/index.html", f"{guide}/timeline.html", f"{guide}/checklist.html"):
        page.goto((shipped_site / name).as_uri())
        assert moved(page) < MOST, (name, page.evaluate("window.moved"))
    page.evaluate("remember('answers', '{}')")
    page.reload()  # a list of one's own alone
    assert moved(page) < MOST, page.evaluate("window.moved")
    assert page.locator(".my-list li:visible").count() == 3
