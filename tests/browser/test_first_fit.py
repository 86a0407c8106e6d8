"""The engine comes after the page has been drawn and works in short stretches: no answer is lost meanwhile."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Route

from tests.browser.conftest import GUIDE, Visitor

CAME = "(name) => performance.getEntriesByType('resource').find((file) => file.name.endsWith(name)).startTime"

ANSWER = """() => {
  const field = document.querySelector("[data-facet=budget]")
  field.value = "tight"
  field.dispatchEvent(new Event("change", { bubbles: true }))
}"""

AT_FIRST_REST = """window.rests = window.answeredAt = 0
const scheduler_ = { async yield() {
  rests += 1
  if (answeredAt || !fitting_) return
  answeredAt = rests
  remember("answers", JSON.stringify({ budget: "tight" }))
  dispatchEvent(new Event("answered"))
} }
Object.defineProperty(window, "scheduler", { value: scheduler_ })
let now = 0
performance.now = () => (now += 100)"""
"""An answer comes while the page is being fitted; a page that is always tired rests wherever it can."""


ALWAYS_TIRED = """window.rests = []
const scheduler_ = { async yield() { rests.push(Boolean(fitting_)) } }
Object.defineProperty(window, "scheduler", { value: scheduler_ })
let now = 0
performance.now = () => (now += 100)"""


def _budget(page: Page) -> list[str]:
    answer = page.evaluate("[recallAnswers().budget, one('[data-facet=budget]').value, String(reader.given.budget)]")
    assert isinstance(answer, list)
    return answer


def test_the_engine_comes_once_the_page_is_drawn(served: str, visitor: Visitor) -> None:
    page = visitor.open(f"{served}{GUIDE}/index.html")
    drawn = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert drawn <= page.evaluate(CAME, "/engine.js")
    page.evaluate(ANSWER)
    page.reload()
    read = page.evaluate("performance.timing.domInteractive - performance.timeOrigin")
    assert page.evaluate(CAME, "/engine.js") < read, "who has answers waits for nothing else"


def test_what_is_answered_before_the_engine_is_there_counts(site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()

    def hold(route: Route) -> None:
        page.evaluate(ANSWER)
        route.continue_()

    page.route("**/mine.js", hold)
    page.goto((site / GUIDE / "index.html").as_uri())
    assert _budget(page) == ["tight", "tight", "tight"]


def test_an_answer_during_the_first_fit_is_the_one_that_counts(site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.add_init_script(AT_FIRST_REST)
    page.goto((site / GUIDE / "index.html").as_uri())
    assert page.evaluate("answeredAt") > 0, "the first time the page is fitted in short stretches"
    page.wait_for_timeout(100)
    assert page.evaluate("[reader.given.budget, rests - answeredAt]") == ["tight", 0], "what was begun before is left"


def test_questions_are_put_in_order_in_short_stretches(site: Path, visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.add_init_script(ALWAYS_TIRED)
    page.goto((site / GUIDE / "index.html").as_uri())
    before = page.evaluate("rests.filter((isFitting) => !isFitting).length")
    assert before >= page.evaluate("Object.keys(fixed).length") + 2, "one for each answer, and around them"
