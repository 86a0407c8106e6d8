"""A guide on one page, to be printed."""

from __future__ import annotations

from pathlib import Path

from tests.browser.axe import violations
from tests.browser.conftest import GUIDE, SHIPPED, Visitor


def test_every_section_is_there_and_links_stay_on_the_page(shipped_site: Path, visitor: Visitor) -> None:
    guide = shipped_site / "guides" / SHIPPED[0]
    page = visitor.open(guide / "whole.html")
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
    assert len(ids) == page.locator("[id]").count()
    chapters = [file.read_text("utf-8") for file in guide.glob("*.html") if 'class="side"' in file.read_text("utf-8")]
    assert page.locator(".one-chapter section[data-module]").count() == sum(
        one.count("<section aria-labelledby") for one in chapters
    )
    inside = page.evaluate("[...document.querySelectorAll('main a[href^=\"#\"]')].map((one) => one.hash.slice(1))")
    assert set(inside) <= ids
    assert violations(page) == []


def test_answers_and_ticks_hold_there_too(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "whole.html")
    page.locator("input[data-task]").first.check()
    page.goto((site / GUIDE / "papers.html").as_uri())
    assert page.locator("input[data-task]:checked").count() == 1


def test_on_paper_chapters_follow_each_other(site: Path, visitor: Visitor) -> None:
    page = visitor.open(f"{(site / GUIDE / 'whole.html').as_uri()}?#mine=1&a.budget=tight&a.rotations=1")
    page.emulate_media(media="print")
    said = page.locator(".answered", has_text="Budget: Tight")
    said.wait_for()
    assert said.inner_text() == "Fitted to these answers: Rotations you can arrange: 1 rotation · Budget: Tight"
    assert page.locator(".arrived").is_hidden()
    start = "(chapters) => chapters.map((chapter) => getComputedStyle(chapter).breakBefore)"
    begins = page.locator(".one-chapter").evaluate_all(start)
    assert begins[0] == begins[-1] == "page", "what is before the chapters, and the sources behind them"
    assert set(begins[1:-1]) == {"auto"}, "as in the handbook"
    for head in (".one-chapter > h2", ".one-chapter .recheck", ".one-chapter h3", ".told dt"):
        for one in page.locator(head).all()[:1]:
            assert one.evaluate("(part) => getComputedStyle(part).breakAfter") == "avoid", head
    page_wide = page.locator(".whole").evaluate("(whole) => whole.clientWidth")
    for list_, entry in ((".sources", "li p"), (".terms", "div")):
        assert page.locator(f"{list_} {entry}").first.evaluate("(one) => one.clientWidth") < page_wide / 2, list_
    sizes = page.locator(".sources li :is(p, span)").evaluate_all(
        "(some) => some.map((one) => getComputedStyle(one).fontSize)"
    )
    assert len(set(sizes)) == 1, "what a source says and where it is from"
    for furniture in (".menu", "[data-print]", ".change"):
        assert page.locator(furniture).first.is_hidden(), furniture
