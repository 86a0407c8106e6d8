"""Without JavaScript everything can be read, and every guide found."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import GUIDE, Visitor


def test_the_list_leads_to_every_guide(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html", java_script_enabled=False)
    assert page.locator(".finder").is_hidden()
    assert page.locator("a[data-guide]").count() == 16
    page.locator(".all summary").get_by_text("Radiology").click()
    page.get_by_role("link", name="J-1 · Student").first.click()
    assert page.locator("h1").inner_text() == "Your plan"


def test_nothing_waits_for_a_script(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html", java_script_enabled=False)
    for useless in (".switch", ".find", ".fitted", ".progress"):
        assert page.locator(useless).first.is_hidden(), useless
    shown = page.locator(".text").inner_text()
    assert "If money is tight:" in shown
    assert "Take a hotel." in shown
    box = page.locator("input[data-task]").first
    box.check()
    assert box.is_checked()
    page.goto((site / GUIDE / "index.html").as_uri())
    assert page.locator(".mine").is_hidden()
    page.goto((site / GUIDE / "timeline.html").as_uri())
    assert page.locator(".dates tr[id]").count() == 5
    page.goto((site / GUIDE / "documents.html").as_uri())
    assert page.get_by_text("Copy of the photo page.").is_visible()
