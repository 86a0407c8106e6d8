"""The keyboard reaches everything, in the order of reading."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import GUIDE, Visitor


def test_the_first_stop_leads_past_the_head(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html", viewport={"width": 1440, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_stops_follow_the_page_and_are_seen(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html", viewport={"width": 1440, "height": 900})
    seen: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
                const one = document.activeElement
                if (one === document.body) return null
                const all = [...document.querySelectorAll("*")]
                const ring = getComputedStyle(one).outlineStyle !== "none" || one.matches("a, summary")
                return [all.indexOf(one), ring, one.outerHTML.slice(0, 80)]
            }"""
        )
        if here is None:
            break
        assert here[1], f"no ring: {here[2]}"
        seen.append(f"{here[0]:06}")
    assert len(seen) > 20
    assert seen == sorted(seen)


def test_the_whole_finder_works_by_keyboard(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "index.html")
    for name in ("Psychiatry", "J-1"):
        page.get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")
    page.locator(".choices").get_by_role("link", name="Student").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/psychiatry--j1--student/index.html")
