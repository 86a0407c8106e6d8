"""Pages whose own fonts did not come are drawn with those of the system, made as wide: no word is cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import SHIPPED, Visitor

OWN = re.compile(r'"Source (?:Sans 3|Serif 4|Code Pro)", ')

OUT = """() => [...document.querySelectorAll("main svg:not([hidden]) text")].flatMap((words) => {
  const [inner, outer] = [words, words.ownerSVGElement].map((one) => one.getBoundingClientRect())
  const isOut = inner.width && (inner.right > outer.right + 1 || inner.left < outer.left - 1)
  return isOut ? [words.textContent] : []
})"""
"""What the edge of a drawing cuts off."""


@pytest.mark.parametrize(
    ("name", "width"), [("path", 320), ("path", 390), ("path", 1440), ("timeline", 1440), ("budget", 390)]
)
def test_no_word_of_a_drawing_is_cut_off(shipped_site: Path, visitor: Visitor, name: str, width: int) -> None:
    page = visitor.context(viewport={"width": width, "height": 844}).new_page()
    style, found = OWN.subn("", (shipped_site / "assets/site.css").read_text("utf-8"))
    assert found >= 2, "the fonts have other names now"
    page.route("**/site.css", lambda route: route.fulfill(body=style, content_type="text/css"))
    for guide in SHIPPED:
        page.goto((shipped_site / "guides" / guide / f"{name}.html").as_uri())
        assert page.evaluate("() => [...document.querySelectorAll('main svg text')].length") > 0
        assert page.evaluate(OUT) == []


def test_a_drawing_does_not_cut_words_that_are_too_wide(shipped_site: Path, visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 360, "height": 844}).new_page()
    page.goto((shipped_site / "guides" / SHIPPED[0] / "path.html").as_uri())
    assert page.evaluate("() => getComputedStyle(document.querySelector('main svg')).overflow") == "visible"
    page.evaluate("() => document.querySelectorAll('main svg text').forEach((one) => one.style.fontSize = '14.2px')")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
