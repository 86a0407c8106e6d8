"""Ticks stay: per guide and task, over pages and visits."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import GUIDE, Visitor


def test_a_tick_stays_after_reload_and_shows_on_every_page(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    box = page.locator("input[data-task]").first
    name = box.get_attribute("data-task")
    box.check()
    assert page.locator(".progress span").inner_text() == "1 of 3 done"
    page.reload()
    assert page.locator(f"[data-task='{name}']").is_checked()
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.locator(f"[data-task='{name}']").is_checked()
    page.goto((site / GUIDE / "index.html").as_uri())
    assert page.locator(f"[data-task='{name}']").is_hidden()
    assert page.locator(".next .task:visible").count() == 2


def test_another_guide_has_ticks_of_its_own(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    page.goto((site / "guides/radiology--j1--student/papers.html").as_uri())
    assert page.locator("input[data-task]:checked").count() == 0


def test_a_tick_is_taken_over_by_another_window(site: Path, visitor: Visitor) -> None:
    context = visitor.context()
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto((site / GUIDE / "papers.html").as_uri())
    first.locator("input[data-task]").first.check()
    second.locator("input[data-task]").first.wait_for(state="visible")
    second.wait_for_function("document.querySelector('input[data-task]').checked")


def test_ready_papers_are_ticked_too(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "documents.html")
    page.get_by_label("Passport").check()
    page.reload()
    assert page.get_by_label("Passport").is_checked()
    assert page.locator(".progress span").inner_text() == "1 of 2 done"
