"""Make it mine: answers given on the page leave out what does not apply, and drop leads."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import GUIDE, Visitor


def answer(page: Page, site: Path, **answers: str) -> None:
    """Answer questions on the plan."""
    page.goto((site / GUIDE / "index.html").as_uri())
    page.locator(".mine details").evaluate("(fold) => { fold.open = true }")
    for facet, value in answers.items():
        field = page.locator(f"[data-facet='{facet}']")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("data-type") == "date":
            field.fill(value)
            field.dispatch_event("change")
        else:
            field.locator(f"[value='{value}']").check()


def papers(page: Page, site: Path) -> str:
    page.goto((site / GUIDE / "papers.html").as_uri())
    return page.locator(".text").inner_text()


def test_without_answers_everything_is_shown_under_leads(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    shown = page.locator(".text").inner_text()
    for words in ("If money is tight:", "Share a room.", "Take a room of your own.", "Otherwise:", "Take a hotel."):
        assert words in shown
    assert "Answer a few questions" in page.locator(".fitted").inner_text()


def test_an_answer_drops_the_lead_and_leaves_the_other_arms_out(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    shown = papers(page, site)
    assert "Share a room." in shown
    assert "If money is tight" not in shown
    assert "Take a hotel." not in shown
    assert "Take a room of your own." not in shown
    assert "2 parts of this page do not apply to you" in page.locator(".fitted").inner_text()


def test_an_else_arm_applies_once_all_before_it_are_out(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="ample")
    shown = papers(page, site)
    assert "Take a hotel." in shown
    assert "Otherwise" not in shown
    assert "Share a room." not in shown


def test_several_answers_and_dates_count(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, interest="research", rotation_start="2027-08-01")
    shown = papers(page, site)
    assert "Ask who publishes." in shown
    assert "If research is your interest" not in shown
    assert "You begin early." not in shown
    answer(page, site, interest="", rotation_start="2027-05-01")
    shown = papers(page, site)
    assert "Ask who publishes." not in shown
    assert "You begin early." in shown


def test_alternatives_of_a_slot_exclude_each_other(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "how-many.html")
    both = page.locator("#backup-none, #backup-one")
    assert both.locator("visible=true").count() == 2
    for number, shown, left_out in (("1", "backup-one", "backup-none"), ("3", "backup-none", "backup-one")):
        answer(page, site, rotations=number)
        page.goto((site / GUIDE / "how-many.html").as_uri())
        assert page.locator(f"#{shown}").is_visible()
        assert page.locator(f"#{left_out}").is_hidden()
        assert page.locator(f".toc a[href='#{left_out}']").is_hidden()


def test_lists_follow_and_the_plan_keeps_its_numbers(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    figures = page.locator(".plan .figure").all_inner_texts()
    answer(page, site, budget="ample", rotations="1")
    assert page.locator(".plan .figure").all_inner_texts() == figures
    changes = page.locator(".changes").first
    changes.locator("summary").click()
    assert "One is what you can arrange".lower() in changes.inner_text().lower()
    assert changes.locator(".lead").is_hidden()
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.get_by_text("Look for a room to share").is_hidden()
    page.goto((site / GUIDE / "timeline.html").as_uri())
    assert page.get_by_text("Rooms to share are gone").is_hidden()
    page.goto((site / GUIDE / "documents.html").as_uri())
    assert page.get_by_text("Receipt for the deposit").is_hidden()


def test_everything_can_be_shown_again_and_answers_forgotten(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, budget="tight")
    papers(page, site)
    page.get_by_role("button", name="Show everything").click()
    assert page.get_by_text("Take a hotel.").is_visible()
    page.get_by_role("button", name="Leave it out").click()
    assert page.get_by_text("Take a hotel.").is_hidden()
    answer(page, site)
    assert page.locator(".given").inner_text() == "1 of 5 answered."
    page.get_by_role("button", name="Forget my answers").click()
    assert "If money is tight:" in papers(page, site)


def test_a_link_to_what_is_left_out_shows_it(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    answer(page, site, rotations="3")
    page.goto((site / GUIDE / "how-many.html").as_uri() + "#backup-one")
    assert page.locator("#backup-one").is_visible()
