"""The front page brings a reader to their guide."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from tests.browser.conftest import Visitor


def test_three_answers_lead_to_the_guide(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    heading = page.locator(".finder h2")
    assert heading.inner_text() == "Which specialty?"
    page.get_by_role("button", name="Psychiatry").click()
    assert heading.inner_text() == "Which visa?"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.get_by_role("button", name="H-1B", exact=True).click()
    page.locator(".choices").get_by_role("link", name="Graduate").click()
    assert page.url.endswith("guides/psychiatry--h1b--graduate/index.html")
    assert page.locator("h1").inner_text() == "Your plan"
    assert "Psychiatry · H-1B · Graduate" in page.locator(".situation").inner_text()


def test_answers_stand_in_the_address_and_back_takes_one_away(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    page.get_by_role("button", name="Radiology").click()
    page.get_by_role("button", name="J-1", exact=True).click()
    assert unquote(page.url).endswith("#Specialty=Radiology&Visa=J-1")
    shared = visitor.open(page.url)
    assert shared.locator(".finder h2").inner_text() == "Student or graduate?"
    page.go_back()
    assert page.locator(".finder h2").inner_text() == "Which visa?"
    page.get_by_role("button", name="Change Specialty").click()
    assert page.locator(".finder h2").inner_text() == "Which specialty?"


def test_every_allowed_answer_reaches_a_page(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    reached: set[str] = set()

    def walk() -> None:
        for link in page.locator(".choices a").all():
            reached.add(link.get_attribute("href") or "")
        for name in page.locator(".choices button").all_inner_texts():
            page.locator(".choices").get_by_role("button", name=name, exact=True).click()
            walk()
            page.go_back()

    walk()
    assert len(reached) == 2 * 4 * 2
    assert all(Path(unquote(address.removeprefix("file://"))).is_file() for address in reached)


def test_the_guide_read_last_is_offered(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "guides/radiology--j1--student/index.html")
    page.goto((site / "index.html").as_uri())
    assert page.locator(".continue a").inner_text() == "Radiology: J-1 · Student"
    page.locator(".continue a").click()
    assert page.url.endswith("guides/radiology--j1--student/index.html")
