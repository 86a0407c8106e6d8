"""Ticks stay: by step or task, over pages, guides and visits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import FULL, GUIDE, REFUSED, Visitor


def test_a_tick_stays_after_reload_and_shows_on_every_page(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    box = page.locator("input[data-task]").first
    name = box.get_attribute("data-task")
    box.check()
    assert page.locator(".progress span").inner_text() == "1 of 4 done"
    page.reload()
    assert page.locator(f"[data-task='{name}']").is_checked()
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.locator(f"[data-task='{name}']").is_checked()


def test_another_guide_knows_what_is_ticked(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    page.goto((site / "guides/radiology--j1--student/papers.html").as_uri())
    assert page.locator("input[data-task]:checked").count() == 1


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


def test_all_ticks_of_a_list_are_cleared_and_put_back(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "documents.html")
    page.get_by_label("Passport").check()
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.locator(".reset").is_hidden()
    boxes = page.locator("input[data-task]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Clear all check marks").click()
    assert page.locator("input[data-task]:checked").count() == 0
    page.get_by_role("button", name="Put the check marks back").click()
    assert page.locator("input[data-task]:checked").count() == 2
    page.get_by_role("button", name="Clear all check marks").click()
    boxes.nth(2).check()
    page.reload()
    assert page.locator("input[data-task]:checked").count() == 1
    page.goto((site / GUIDE / "documents.html").as_uri())
    assert page.get_by_label("Passport").is_checked(), "another list keeps its ticks"


def test_what_is_kept_may_be_spoiled(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html")
    page.locator("input[data-task]").first.check()
    for kept in ("{", "5", '"abc"', "null", '{"a": 1}', "[[1], null]"):
        page.evaluate(
            "(kept) => { for (const key of Object.keys(localStorage)) localStorage.setItem(key, kept) }", kept
        )
        page.reload()
        assert page.locator("input[data-task]:checked").count() == 0, kept
        page.locator("input[data-task]").first.check()
        page.reload()
        assert page.locator("input[data-task]:checked").count() == 1, kept


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_a_browser_that_keeps_nothing_still_ticks(site: Path, visitor: Visitor, storage: str) -> None:
    context = visitor.context()
    context.add_init_script(storage)
    page = context.new_page()
    page.goto((site / GUIDE / "papers.html").as_uri())
    page.locator("input[data-task]").first.check()
    assert page.locator(".progress span").inner_text() == "1 of 4 done"


def test_two_sites_on_one_host_do_not_share_ticks(site: Path, served: str, visitor: Visitor) -> None:
    page = visitor.open(f"{served}{GUIDE}/papers.html")
    page.locator("input[data-task]").first.check()
    page.goto(served.replace("/below/a/path/", "/small/") + f"{GUIDE}/papers.html")
    assert page.locator("input[data-task]:checked").count() == 0
    page.goto(f"{served}{GUIDE}/papers.html")
    assert page.locator("input[data-task]:checked").count() == 1
