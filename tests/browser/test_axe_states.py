"""axe-core finds no barrier on a page to which something happened: answers given, notices shown, sheets open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import GUIDE, REFUSED, SHIPPED, Visitor

MINE = "#mine=1&a.budget=tight&a.rotations=1&a.interest=research&a.rotation_start=2027-05-01&t.gone=20782"
TOGETHER = "#mine=1&a.visa=j1&a.specialty=psychiatry&a.status=student&a.citizenship=us-citizen"
OTHER_RULES = "Object.defineProperty(window, 'guidegenPlan', { set() {}, get() { return { version: 9 } } })"


def test_no_barrier_once_answers_are_given(site: Path, visitor: Visitor) -> None:
    page = visitor.open((site / GUIDE / "index.html").as_uri() + MINE, viewport={"width": 390, "height": 844})
    page.locator(".arrived").wait_for()
    assert violations(page) == []
    for file in sorted((site / GUIDE).glob("*.html")):
        page.goto(file.as_uri())
        page.locator("input[type=checkbox]").first.or_(page.locator("h1")).first.wait_for()
        for box in page.locator("main input[data-task], main input[data-paper]").all()[:1]:
            box.check()
        assert violations(page) == [], file.name


def _cleared(page: Page) -> None:
    page.locator("input[data-day]").first.check()
    page.get_by_role("button", name="Clear all check marks").click()


def _searched(page: Page) -> None:
    page.get_by_role("button", name="Search").click()
    page.locator("#search-words").fill("qqqqqq")
    page.locator("dialog .nothing, dialog [role=status]").first.wait_for()


def _refused(page: Page) -> None:
    page.locator("#saved-file").set_input_files({"name": "a.yaml", "mimeType": "text/plain", "buffer": b"%PDF-1.7"})
    page.locator(".arrived").wait_for()


def _asked_singly(page: Page) -> None:
    page.locator(".mine summary").click()
    page.get_by_label("One at a time").check()
    page.get_by_role("button", name="Next").click()


def _asked_to_the_end(page: Page) -> None:
    _asked_singly(page)
    while page.get_by_role("button", name="Next").is_visible():
        page.get_by_role("button", name="Next").click()


def _as_it_is(page: Page) -> None:
    """Nothing."""


@pytest.mark.parametrize(
    ("address", "before", "day", "happens", "shown"),
    [
        ("guides/psychiatry--j1--student/index.html" + TOGETHER, "", None, _as_it_is, ".arrived button"),
        (f"{GUIDE}/index.html", "", "2010-05-03", _as_it_is, ".wrong-clock"),
        (f"{GUIDE}/index.html", OTHER_RULES, None, _as_it_is, ".wrong-version"),
        (f"{GUIDE}/index.html", REFUSED, None, _refused, ".arrived"),
        (f"{GUIDE}/index.html", "", None, _asked_singly, ".questions .now legend"),
        (f"{GUIDE}/index.html", "", None, _asked_to_the_end, "[data-turn=all]"),
        (f"{GUIDE}/checklist.html", "", None, _cleared, ".reset button, button.reset"),
        (f"{GUIDE}/papers.html", "", None, _searched, "dialog"),
        ("index.html#Specialty=Psychiatry&Visa=J-1", "", None, _as_it_is, ".choices a"),
    ],
)
def test_no_barrier_once_something_is_said(
    site: Path,
    visitor: Visitor,
    address: str,
    before: str,
    day: str | None,
    happens: Callable[[Page], None],
    shown: str,
) -> None:
    page = visitor.context(color_scheme="dark", viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(before)
    if day is not None:
        page.clock.set_fixed_time(day)
    name, _, fragment = address.partition("#")
    page.goto((site / name).as_uri() + (f"#{fragment}" if fragment else ""))
    happens(page)
    assert page.locator(shown).locator("visible=true").count()
    assert violations(page) == []


def test_no_barrier_where_the_season_is_over(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 390, "height": 844}).new_page()
    page.clock.set_fixed_time("2030-05-03")
    page.goto((shipped_site / f"guides/{SHIPPED[0]}/lists.html").as_uri())
    assert page.locator(".season-over").inner_text().startswith("This season is over. It ended on ")
    assert violations(page) == []
