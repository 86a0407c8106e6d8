"""Nothing that is read moves while a page loads: what comes late has its room before it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import SHIPPED, Visitor
from tests.browser.kinds import extremes, follows_answers
from tests.browser.same_text import FITTED
from tests.browser.slow_site import SlowSite, slowly
from tests.campaigns import sampled
from tests.projects import ROOT

MOST = 0.05
"""The cumulative layout shift that pages may have; 0.1 is what search engines call good."""

WATCH = """window.moved = []
window.note = (list) => {
  for (const shift of list) {
    if (!shift.hadRecentInput) moved.push([shift.value, shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])
  }
}
window.watch = new PerformanceObserver((list) => note(list.getEntries()))
watch.observe({ type: "layout-shift", buffered: true })"""

SETTLED = """async () => {
  const frame = () => new Promise((go) => requestAnimationFrame(go))
  await document.fonts.ready
  await new Promise((go) => requestIdleCallback(go))
  await frame()
  await frame()
  note(watch.takeRecords())
  return moved
}"""
"""Everything is there and painted; what moved until then."""

ANSWERED = """() => {
  document.querySelectorAll(".questions select").forEach((field) => {
    field.selectedIndex = 1
    field.dispatchEvent(new Event("change", { bubbles: true }))
  })
  document.querySelectorAll(".next input").forEach((box, index) => { if (index < 2) box.click() })
}"""
"""What somebody has done who comes back."""

GUIDE = f"guides/{SHIPPED[0]}"

DAYS = [
    *["2027-09-01", "2010-01-01", "2027-02-10", "2027-01-20"],
    *["2028-06-15", "2027-04-01", "2026-12-01", "2027-06-15"],
]
"""Days on which a site built in November 2026 is read: in 2028 the season is over, in 2010 a clock is wrong."""

VISITS = sampled([(day, (390, 1280)[(at + turn) % 2]) for turn in (0, 1) for at, day in enumerate(DAYS)], 5)
"""Each of the days on screens of both widths."""

SHARES = sampled([(390, 0), (390, 1), (1280, 1), (1280, 0)], 2)
"""How wide the screen is, and which half of the kinds: each at one width, at the other in a campaign."""


def read(page: Page) -> float:
    """How far things moved on a page, all shifts together."""
    if page.locator("html[data-guide]").count():
        page.wait_for_function("window.isFitted")
    return float(sum(value for value, _ in page.evaluate(SETTLED)))


@pytest.fixture(scope="module")
def pages(shipped_site: Path) -> list[str]:
    """A page of each kind, and of those of which a guide has several the one that says least."""
    return list(extremes(shipped_site, SHIPPED[0]).values())


@pytest.fixture(scope="module")
def fitted_pages(shipped_site: Path) -> list[str]:
    """Those of them that answers and check marks change."""
    return [page for kind, page in extremes(shipped_site, SHIPPED[0]).items() if follows_answers(kind)]


@pytest.fixture(scope="module")
def slow(shipped_site: Path) -> Iterator[SlowSite]:
    with slowly(shipped_site) as site:
        yield site


@pytest.mark.parametrize("share", SHARES)
def test_nothing_moves_while_a_page_comes(
    slow: SlowSite, pages: list[str], visitor: Visitor, share: tuple[int, int]
) -> None:
    width, half = share
    page = visitor.open("about:blank", viewport={"width": width, "height": 844}, service_workers="block")
    page.add_init_script(f"{WATCH};{FITTED}")
    for name in pages[half::2]:
        slow.open(page, name)
        assert read(page) < MOST, (name, page.evaluate("moved"))


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_nothing_moves_long_after_a_page_was_made(
    slow: SlowSite, fitted_pages: list[str], visitor: Visitor, visit: tuple[str, int]
) -> None:
    """Months that are over have gone from lists, what was due in them is due now, and the season may be over."""
    day, width = visit
    page = visitor.open("about:blank", viewport={"width": width, "height": 844}, service_workers="block")
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.add_init_script(f"{WATCH};{FITTED}")
    for name in fitted_pages:
        slow.open(page, name)
        assert read(page) < MOST, (name, page.evaluate("moved"))


@pytest.mark.parametrize("share", SHARES)
def test_nothing_moves_for_those_who_come_back(
    slow: SlowSite, fitted_pages: list[str], visitor: Visitor, share: tuple[int, int]
) -> None:
    width, half = share
    page = visitor.open(
        f"{slow.address}{GUIDE}/index.html", viewport={"width": width, "height": 844}, service_workers="block"
    )
    page.evaluate(ANSWERED)
    page.goto(f"{slow.address}{GUIDE}/checklist.html")
    listed = "all('[data-listed]').slice(0, 3).map((line) => line.dataset.listed)"
    page.evaluate(f"remember(listKey, JSON.stringify({listed}))")
    page.add_init_script(f"{WATCH};{FITTED}")
    for name in fitted_pages[half::2]:
        slow.open(page, name)
        assert read(page) < MOST, (name, page.evaluate("moved"))
    page.evaluate("remember('answers', '{}')")
    slow.open(page, f"{GUIDE}/checklist.html")  # a list of one's own alone
    assert read(page) < MOST, page.evaluate("moved")
    assert page.locator(".my-list li:visible").count() == 3


ANSWER_NEXT = """async () => {
  const part = document.querySelector(".questions .now")
  const fields = [...part.querySelectorAll("select, input")]
  const fitted = new Promise((go) => addEventListener("fitted", go, { once: true }))
  if (fields[0].type === "checkbox") fields[0].checked = true
  else if (fields[0].type === "date") fields[0].value = "2027-08-02"
  else fields[0].selectedIndex = 1
  fields[0].dispatchEvent(new Event("change", { bubbles: true }))
  await fitted
}"""
"""Answers the question that is asked, so that no program takes for the reader's own doing what moves by it."""


@pytest.mark.parametrize("width", sampled([390, 1280], 1))
def test_nothing_moves_where_one_question_is_asked_at_a_time(slow: SlowSite, visitor: Visitor, width: int) -> None:
    address = f"{slow.address}{GUIDE}/index.html"
    page = visitor.open(address, viewport={"width": width, "height": 844}, service_workers="block")
    page.evaluate("remember('asking', 'singly')")
    page.evaluate(ANSWERED)
    page.add_init_script(f"{WATCH};{FITTED}")
    slow.open(page, f"{GUIDE}/index.html")
    assert read(page) < MOST, page.evaluate("moved")
    page.evaluate("remember('answers', '{}')")
    slow.open(page, f"{GUIDE}/index.html")
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    page.locator(".questions .now").wait_for()
    questions, moved = 0, 0.0
    while page.locator(".questions .now").count():
        page.locator(".questions .now").scroll_into_view_if_needed()
        page.evaluate("moved.length = 0")
        page.evaluate(ANSWER_NEXT)
        moved += read(page)
        page.locator(".turns .main-button").click()
        questions += 1
    assert questions > 10
    assert moved < MOST, page.evaluate("moved")


def _held(page: Page) -> list[Route]:
    """Fonts that are asked for, and come once somebody lets them."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    return held


@pytest.mark.parametrize("share", SHARES)
def test_nothing_moves_when_fonts_come_late(
    slow: SlowSite, pages: list[str], visitor: Visitor, share: tuple[int, int]
) -> None:
    width, half = share
    style = (ROOT / "templates/site/site.css").read_text("utf-8")
    for name in pages[half::2]:  # each read first, with no font kept from another page
        page = visitor.open("about:blank", viewport={"width": width, "height": 844}, service_workers="block")
        page.add_init_script(f"{WATCH};{FITTED}")
        page.route("**/site.css", lambda route: route.fulfill(body=style, content_type="text/css"))
        held = _held(page)
        Page.goto(page, slow.address + name, wait_until="commit")
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        while not held:
            page.wait_for_timeout(20)
        while held:
            held.pop().continue_()
        page.unroute_all(behavior="ignoreErrors")
        page.wait_for_load_state("load")
        assert read(page) < MOST, (name, page.evaluate("moved"))
        page.context.close()
