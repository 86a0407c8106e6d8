"""Today is drawn by the browser: no page holds the day it was built."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.browser.conftest import GUIDE, Visitor
from tests.campaigns import sampled


def test_today_stands_in_the_chart_and_between_the_rows(site: Path, visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 1200, "height": 900}, timezone_id="Asia/Kolkata").new_page()
    page.clock.set_fixed_time(dt.datetime(2027, 11, 5, 12, tzinfo=dt.UTC))
    page.goto((site / GUIDE / "timeline.html").as_uri())
    assert page.locator("svg .today-word").text_content() == "Today"
    assert page.locator("tr.today").inner_text() == "Today, November\xa05,\xa02027"
    assert page.locator("#eras-opens").get_attribute("class") == "past"
    assert page.locator("#match-day").get_attribute("class") in (None, "")


@pytest.mark.parametrize("first", sampled([1, 2, 3], 1))
def test_the_word_for_today_stands_on_no_other(site: Path, visitor: Visitor, first: int) -> None:
    """A day of every third month of the chart; of every month in a campaign."""
    page = visitor.context(viewport={"width": 1000, "height": 900}, timezone_id="Asia/Kolkata").new_page()
    overlaps = """() => {
        const place = (word) => word.getBoundingClientRect()
        const today = place(document.querySelector(".today-word"))
        const across = (box) => box.left >= today.right || today.left >= box.right
        const apart = (box) => across(box) || box.top >= today.bottom || box.bottom <= today.top
        return [...document.querySelectorAll("svg.timeline :is(.axis, .step text, .step rect)")]
            .filter((word) => !apart(place(word))).map((word) => word.textContent || word.getAttribute("class"))
    }"""
    for month in range(first, 27, 3):
        day = dt.datetime(2026 + (month + 7) // 12, (month + 7) % 12 + 1, 20, 12, tzinfo=dt.UTC)
        page.clock.set_fixed_time(day)
        page.goto((site / GUIDE / "timeline.html").as_uri())
        if page.locator(".today-word").count():
            assert page.evaluate(overlaps) == [], day


def test_late_papers_say_so_until_they_are_ready(site: Path, visitor: Visitor) -> None:
    page = visitor.context(timezone_id="Asia/Kolkata").new_page()
    page.clock.set_fixed_time(dt.datetime(2027, 11, 5, 12, tzinfo=dt.UTC))
    page.goto((site / GUIDE / "documents.html").as_uri())
    late = page.locator("#passport .late")
    assert late.is_visible()
    page.get_by_label("Passport").check()
    assert late.is_hidden()


def test_late_tasks_say_so_until_they_are_done(site: Path, visitor: Visitor) -> None:
    page = visitor.context(timezone_id="Asia/Kolkata").new_page()
    page.clock.set_fixed_time(dt.datetime(2027, 11, 5, 12, tzinfo=dt.UTC))
    page.goto((site / GUIDE / "checklist.html").as_uri())
    due = page.locator("input[data-day] + label .due").first
    assert due.inner_text().startswith("Now; it was due ")
    page.locator("input[data-day]").first.check()
    assert "Now" not in due.inner_text()
    page.get_by_role("button", name="Clear all check marks").click()
    assert "Now" in due.inner_text()
    page.clock.set_fixed_time(dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC))
    page.reload()
    assert page.locator(".late").count() == 0
