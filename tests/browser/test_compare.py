"""Two guides side by side: only what differs."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import GUIDE, Visitor

PAGE = "compare/psychiatry--j1--student/psychiatry--h1b--student.html"


def test_the_plan_leads_there_and_back(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    page.locator(".others").get_by_role("link", name="Visa: H-1B").click()
    assert page.locator("h1").inner_text() == "From H-1B to J-1 or H-1B: what changes"
    page.locator(".jump a").first.click()
    assert page.locator("h1").inner_text() == "Your plan"


def test_only_differences_are_shown_and_the_rest_is_folded(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / PAGE)
    assert page.locator("h1").inner_text() == "From J-1 to H-1B: what changes"
    assert page.locator(".compare h3").all_inner_texts() == ["Ask about visas before you apply"]
    left, right = page.locator(".sides > div").all()
    assert "Not in this guide" in left.inner_text()
    assert "Pass Step 3 first." in right.inner_text()
    assert page.get_by_text("Ask which visa the site accepts.").is_hidden()
    page.locator(".same summary").first.click()
    assert page.get_by_text("Ask which visa the site accepts.").is_visible()
    assert page.locator(".lines tbody tr").all_inner_texts() == ["Step 3 passed\t–\tJanuary\u00a015,\u00a02028"]


def test_a_phone_shows_one_column(site: Path, visitor: Visitor) -> None:
    for width, columns in ((1000, 2), (320, 1)):
        page = visitor.open(site / PAGE, viewport={"width": width, "height": 800})
        lefts = {box["x"] for one in page.locator(".sides > div").all() if (box := one.bounding_box())}
        assert len(lefts) == columns
