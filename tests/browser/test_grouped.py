"""The checklist, the documents and the dates follow the reader's answers and the day it is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import SHIPPED, Visitor

GUIDE = f"guides/{SHIPPED[0]}"


def headings(page: Page, name: str, site: Path) -> list[str]:
    page.goto((site / GUIDE / f"{name}.html").as_uri())
    page.wait_for_function("document.querySelector('.fitted').textContent")
    return [one.replace("\u00a0", " ") for one in page.locator("main h2:visible, tr.month:visible").all_inner_texts()]


def test_lists_are_by_the_months_of_the_reader(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2027-07-05")
    now = headings(page, "checklist", shipped_site)
    assert now[0] in ("Now", "July 2027")
    assert not [one for one in now if one.endswith("2026")]
    assert headings(page, "documents", shipped_site)[0] == "Start in July 2027"
    rows = page.locator("#coe, .papers li").first
    assert "2026" not in rows.locator(".due").inner_text()
    link = f"{(shipped_site / GUIDE / 'index.html').as_uri()}#mine=1&a.match_year=2030"
    page.goto(link)
    dates = headings(page, "timeline", shipped_site)
    assert dates[-1] in ("2030", "No date yet") or "2030" in dates[-1]
    numbers = page.locator("table.dates .number:visible").all_inner_texts()
    assert numbers == [str(one + 1) for one in range(len(numbers))]


def test_a_tick_leaves_the_task_where_it_is(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(shipped_site / GUIDE / "checklist.html")
    box = page.locator(".all-tasks input[data-step]:visible").first
    title = box.evaluate("(one) => one.closest('section').querySelector('h2').textContent")
    box.check()
    assert box.is_visible()
    assert box.evaluate("(one) => one.closest('section').querySelector('h2').textContent") == title
    assert box.evaluate("(one) => document.activeElement === one")


def test_a_tick_moves_what_waits_for_it(shipped_site: Path, visitor: Visitor) -> None:
    """Without opening the page again; it is as it is then but for what was ticked."""
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2026-12-05")
    page.goto((shipped_site / GUIDE / "checklist.html").as_uri())
    lines = """() => [...document.querySelectorAll(".all-tasks section.month:not([hidden]) li:not([hidden])")]
        .filter((one) => !one.querySelector("input:checked"))
        .map((one) => [one.closest("section").querySelector("h2").textContent, one.querySelector("input").id])"""
    before = page.evaluate(lines)
    for one in [name for _, name in before[:4]]:
        page.locator(f"#{one}").check()
    now = page.evaluate(lines)
    page.reload()
    assert now == page.evaluate(lines) != before


def test_an_answer_puts_no_group_in_again(shipped_site: Path, visitor: Visitor) -> None:
    """What is the same stays as it was drawn; only what belongs elsewhere is placed there."""
    page = visitor.context().new_page()
    page.clock.set_fixed_time("2026-12-05")
    headings(page, "documents", shipped_site)
    watch = """() => {
      const groups = [...document.querySelectorAll("main section.month")]
      const isAgain = (one) => groups.includes(one) && one.isConnected
      window.again = []
      const note = (records) => again.push(...records.flatMap((one) => [...one.removedNodes]).filter(isAgain))
      new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true })
    }"""
    titles = "[...document.querySelectorAll('main section.month h2')].map((one) => one.textContent)"
    page.evaluate(watch)
    before = page.evaluate(titles)
    page.evaluate("""() => new Promise((go) => {
      addEventListener("fitted", go, { once: true })
      remember("answers", JSON.stringify({ visa_now: "none", consulate_wait: 60 }))
      dispatchEvent(new Event("answered"))
    })""")
    assert page.evaluate(titles) != before
    assert page.evaluate("again.length") == 0
