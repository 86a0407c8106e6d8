"""Questions one at a time: the same questions and the same answers as all at once."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import GUIDE, SHIPPED, Visitor

KEPT = "() => JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith('.answers'))?.[1] ?? '{}')"

OPEN = """() => [...document.querySelectorAll(".questions [data-facet]:not([data-settled])")]
  .filter((one) => !one.closest("[hidden]")).map((one) => one.dataset.facet)"""

NOW = "() => document.querySelector('.now [data-facet], .now[data-facet]').dataset.facet"

HAS_FOCUS = "() => document.activeElement.matches('.now > :is(label, legend)')"


def opened(page: Page, *, singly: bool) -> Page:
    """The questions unfolded, asked in one of the two ways; the choice of the way has the focus."""
    page.locator(".mine summary").click()
    page.get_by_label("One at a time" if singly else "All at once").check()
    return page


def press(page: Page, name: str) -> None:
    """Press a button as the keyboard reaches it from the question."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def enter(page: Page) -> None:
    """Give the first answer to the question before the focus, by keyboard; any day for a date."""
    page.keyboard.press("Tab")
    kind = page.evaluate("document.activeElement.type")
    if kind == "date":
        page.keyboard.type("08012027")
    else:
        page.keyboard.press("Space" if kind == "checkbox" else "ArrowDown")


def is_asking(page: Page) -> bool:
    return page.get_by_role("button", name="Next").is_visible()


def choose(page: Page, facet: str, value: object) -> None:
    """Answer a question of the whole list."""
    field = page.locator(f"[data-facet='{facet}']")
    if field.get_attribute("data-type") == "date":
        field.fill(str(value))
        field.dispatch_event("change")
    elif isinstance(value, list):
        field.locator(f"[value='{value[0]}']").check()
    else:
        field.select_option(str(value))


def test_one_after_the_other_by_keyboard_is_the_same_as_all_at_once(shipped_site: Path, visitor: Visitor) -> None:
    home = (shipped_site / "guides" / SHIPPED[0] / "index.html").as_uri()
    page = opened(visitor.open(home), singly=True)
    at_first = page.evaluate(OPEN)
    asked: list[str] = []
    skipped: list[str] = []
    while is_asking(page):
        facet = page.evaluate(NOW)
        assert facet not in asked
        assert page.evaluate(HAS_FOCUS) or not asked
        assert page.locator(".questions > :not(.turns)").locator("visible=true").count() == 1
        asked.append(facet)
        if len(asked) % 4:
            enter(page)
            assert facet in page.evaluate(KEPT)
            press(page, "Next")
        else:
            skipped.append(facet)
            press(page, "I do not know yet")
    answers = page.evaluate(KEPT)
    assert answers.keys() == set(asked) - set(skipped)
    assert asked == [facet for facet in page.evaluate(OPEN) if facet in asked], "in the order of the page"
    left_out = set(at_first) - set(asked)
    assert left_out, "one question was decided by the answer to another"
    assert left_out.isdisjoint(page.evaluate(OPEN))
    assert page.locator(".at").inner_text().startswith("That was the last question. Left open: ")
    assert page.evaluate("document.activeElement.textContent") == "See all answers"

    at_once = opened(visitor.open(home), singly=False)
    for facet, value in answers.items():
        choose(at_once, facet, value)
    assert at_once.evaluate(KEPT) == answers
    for one in (page, at_once):
        one.reload()
    assert at_once.locator("main").inner_text() == page.locator("main").inner_text()


def test_back_and_another_way_keep_answers_and_skipping_leaves_open(site: Path, visitor: Visitor) -> None:
    page = opened(visitor.open(site / GUIDE / "index.html"), singly=True)
    assert page.locator(".at").inner_text() == "Question 1 of 4"
    assert page.get_by_role("button", name="Back", exact=True).is_hidden()
    page.locator(".now select").select_option("2")
    press(page, "Next")
    assert page.locator(".at").inner_text() == "Question 2 of 4"
    weights = page.locator(".now > :is(legend, label)").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).fontWeight)"
    )
    assert weights == ["600", "400", "400", "400"], "the question is set large, its answers are not"
    page.get_by_label("Teaching").check()
    press(page, "Back")
    assert page.locator(".now select").input_value() == "2"
    assert page.evaluate(HAS_FOCUS)
    press(page, "I do not know yet")
    assert page.get_by_label("Teaching").is_checked()
    assert page.evaluate(KEPT) == {"interest": ["teaching"]}
    assert page.locator(".given").inner_text() == "1 of 4 answered."

    page.get_by_label("All at once").check()
    assert page.locator(".questions > :visible").count() == 5, "those that the guide is for, too"
    assert page.locator(".at").is_hidden()
    page.locator("#answer-rotation_start").press("Enter")
    assert page.url.endswith("/index.html"), "nothing is sent off"
    choose(page, "rotations", 3)
    page.get_by_label("One at a time").check()
    assert page.evaluate(NOW) == "budget", "the first that is open"
    page.reload()
    page.locator(".mine summary").click()
    assert page.get_by_label("One at a time").is_checked(), "the way is remembered"
    press(page, "Back")
    assert page.evaluate(NOW) == "interest", "what was answered another day comes before"
    press(page, "Next")
    page.locator(".now select").select_option("tight")
    press(page, "Next")
    page.locator(".now input").fill("2027-05-01")
    page.keyboard.press("Enter")
    assert page.locator(".at").inner_text() == "All answered."
    assert page.evaluate(KEPT) == {
        "budget": "tight", "interest": ["teaching"], "rotation_start": "2027-05-01", "rotations": 3,
    }  # fmt: skip
    page.get_by_role("button", name="See all answers").click()
    assert page.locator("#answer-budget").input_value() == "tight"
    assert page.locator("#answer-rotations").is_visible()
    page.get_by_label("One at a time").check()
    page.get_by_role("button", name="Forget my answers").click()
    assert page.locator(".at").inner_text() == "Question 1 of 4"
    assert page.evaluate(HAS_FOCUS)


def test_a_question_that_a_later_answer_brings_in_is_asked_before_the_end(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.open(shipped_site / "guides" / SHIPPED[0] / "index.html")
    opened(page, singly=False)
    choose(page, "english", "fluent")
    is_brought = f"() => ({OPEN})().includes('teaching_language')"
    page.wait_for_function(f"() => !({is_brought})()")
    page.get_by_label("One at a time").check()
    asked = []
    while is_asking(page):
        asked.append(page.evaluate(NOW))
        if asked[-1] == "english":
            page.locator(".now select").select_option("")
            page.wait_for_function(is_brought)
        page.get_by_role("button", name="Next").click()
    assert asked[-1] == "teaching_language"
    assert "english" in asked
    assert len(asked) == len(set(asked))


def test_what_is_no_day_is_not_passed_over(site: Path, visitor: Visitor) -> None:
    page = opened(visitor.open(site / GUIDE / "index.html"), singly=True)
    for _ in range(3):
        press(page, "Next")
    page.keyboard.press("Tab")
    page.keyboard.type("08")  # a month alone
    page.keyboard.press("Enter")
    assert page.locator(".at").inner_text() == "Question 4 of 4"
    press(page, "Back")
    press(page, "Next")
    press(page, "I do not know yet")
    assert page.locator(".at").inner_text().endswith("First day of your first rotation.")
