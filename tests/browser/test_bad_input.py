"""What nobody should give a page, on each kind of page: one line says what is wrong, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import FULL, GUIDE, REFUSED, SHIPPED, Visitor

PAGES = ("index", "papers", "budget", "checklist")
"""The plan, a chapter, a page that counts, and a list."""

KEPT = "mine=1&a.budget=tight&a.rotations=1&t.passport=20782"
OTHER_RULES = "Object.defineProperty(window, 'guidegenPlan', { set() {}, get() { return { version: 9 } } })"
SAID = ".page-note, .arrived"


def lines(page: Page) -> list[str]:
    """What is said at the head of a page."""
    return [words for words in page.locator(SAID).locator("visible=true").all_inner_texts() if words]


@pytest.fixture
def context(visitor: Visitor, site: Path) -> BrowserContext:
    """A reader who has answered and ticked."""
    context = visitor.context()
    page = context.new_page()
    page.goto(f"{(site / GUIDE / 'index.html').as_uri()}#{KEPT}")
    page.locator(".arrived", has_text="Taken over").wait_for()
    page.close()
    return context


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("mine=1&a.budget=%FF%00&a.%=<b>", "left out"),
        ("mine=7&a.budget=ample", "another version"),
        ("mine=1&a.__proto__=x&t.__proto__=1&a.budget=", "left out"),
        ("mine=2&a.budget=tight&a.rotations=", "left out"),
        ("mine=2&a.rotations=1e0", "left out"),
        ("mine=2&" + "&".join(f"a.x{number}=1" for number in range(300)), "x7, and 292 more. That was left out"),
    ],
)
def test_damaged_and_foreign_links(site: Path, context: BrowserContext, fragment: str, said: str) -> None:
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{(site / GUIDE / f'{name}.html').as_uri()}?#{fragment}")
        page.locator(".arrived", has_text=said).wait_for()
        assert len(lines(page)) == 1, name
        assert page.evaluate("recallAnswers()") == {"budget": "tight", "rotations": 1}, name
        assert page.evaluate("recallTicks()") == {"passport": "2026-11-25"}, name
    page.goto(f"{(site / GUIDE / 'papers.html').as_uri()}?#%E0%A4%A&x=<img src=x>")
    assert lines(page) == []


def test_answers_that_cannot_be_together(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "guides/psychiatry--j1--student/index.html")
    page.evaluate("remember('answers', JSON.stringify({ citizenship: 'us-citizen', budget: 'tight' }))")
    for name in PAGES:
        page.goto((site / f"guides/psychiatry--j1--student/{name}.html").as_uri())
        assert lines(page)[0].startswith("These answers cannot be together: "), name
        assert len(lines(page)) == 1, name
    page.get_by_role("button", name="Leave out “Citizenship”").press("Enter")
    assert lines(page) == []
    assert page.evaluate("recallAnswers()") == {"budget": "tight"}
    assert page.evaluate("document.activeElement.id") == "main", "who uses a keyboard does not start again"


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_a_browser_that_keeps_nothing(site: Path, visitor: Visitor, storage: str) -> None:
    context = visitor.context()
    context.add_init_script(storage)
    page = context.new_page()
    for name in ("papers", "checklist", "documents"):
        page.goto((site / GUIDE / f"{name}.html").as_uri())
        page.locator("input[data-task]:visible").first.check()
        assert lines(page) == ["This browser keeps nothing: other pages will not know."], name
        assert page.locator("input[data-task]:checked").count() >= 1


def test_a_script_that_does_not_come_is_said(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.route("**/engine.js*", lambda route: route.abort())
    page.goto((site / GUIDE / "papers.html").as_uri())
    assert lines(page) == [], "nobody waits for it"
    page.goto(f"{(site / GUIDE / 'papers.html').as_uri()}?#{KEPT}")
    page.locator(".lacks-text").wait_for()
    assert page.locator("h1").is_visible()
    page.unroute("**/engine.js*")
    page.route("**/carry.js*", lambda route: route.abort())
    page.goto(f"{(site / GUIDE / 'papers.html').as_uri()}?again#{KEPT}")
    page.locator(":root:not([data-fits])").wait_for(state="attached")
    assert lines(page)[0].startswith("Some text that is for you could not be loaded."), "nor is the link taken over"
    page.close()


def test_rules_of_another_version_break_no_plan_with_files(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.add_init_script(OTHER_RULES)
    page.goto((shipped_site / f"guides/{SHIPPED[0]}/index.html").as_uri())
    assert ["different versions" in line for line in lines(page)] == [True]


def test_a_list_of_ones_own_in_a_browser_that_keeps_nothing(shipped_site: Path, visitor: Visitor) -> None:
    context = visitor.context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    page.goto((shipped_site / f"guides/{SHIPPED[0]}/list-hosts.html").as_uri())
    assert lines(page) == []
    page.locator("input[data-pick]").first.check()
    assert lines(page) == ["This browser keeps nothing: other pages will not know."]


@pytest.mark.parametrize(
    ("script", "day", "said"),
    [("", "2010-05-03", "The clock of this device says May\xa03,\xa02010"), (OTHER_RULES, None, "different versions")],
)
def test_a_clock_and_rules_that_cannot_be_right(
    site: Path, context: BrowserContext, script: str, day: str | None, said: str
) -> None:
    page = context.new_page()
    page.add_init_script(script)
    if day is not None:
        page.clock.set_fixed_time(day)
    for name in PAGES:
        page.goto((site / GUIDE / f"{name}.html").as_uri())
        assert [said in line for line in lines(page)] == [True], name
        assert page.locator("h1").is_visible()
        assert page.evaluate("localStorage.length") >= 2, "answers and ticks are as they were"
