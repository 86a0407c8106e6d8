"""axe-core finds no barrier on any kind of page, light or dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.alike import to_look_at
from tests.browser.axe import color_violations, violations
from tests.browser.conftest import SHIPPED, Visitor
from tests.browser.hosted import hosted
from tests.browser.kinds import kinds
from tests.campaigns import sampled
from tests.projects import guidegen

WIDE, NARROW = ("light", 1440), ("dark", 320)
LOOKS = sampled([(*WIDE, 1), (*WIDE, 0), (*WIDE, 2), (*NARROW, 2), (*NARROW, 0), (*NARROW, 1)], 2)
"""Colors, how wide the screen is, and which third of the kinds: two thirds in one look, all in both in a campaign."""


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_barrier_on_any_kind_of_page(shipped_site: Path, visitor: Visitor, look: tuple[str, int, int]) -> None:
    """How an element looks where it is, is judged on the first of the pages that has it there."""
    scheme, width, third = look
    guide = SHIPPED[0] if width == 320 else SHIPPED[1]
    shown = to_look_at([shipped_site / name for name in kinds(shipped_site, guide).values()], every=False)
    page = visitor.open("about:blank", color_scheme=scheme, viewport={"width": width, "height": 900})
    with hosted(shipped_site) as address:
        for one in shown[third::3]:
            name = one.page.relative_to(shipped_site).as_posix()
            page.goto(address + name)
            assert violations(page, looks=one.new) == [], name


def test_the_search_and_the_questions_have_none_either(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / "guides/psychiatry--undecided--student/index.html")
    page.locator(".mine summary").click()
    assert violations(page) == []
    page.get_by_role("button", name="Search").click()
    page.locator("#search-words").fill("letters")
    page.locator("dialog ol a").first.wait_for()
    assert violations(page) == []


def test_an_example_has_none(tmp_path: Path, visitor: Visitor) -> None:
    tour = tmp_path / "tour"
    assert guidegen("init", tour).code == 0
    assert guidegen("build", "-C", tour, "--to", "html", "-q").code == 0
    page = visitor.open(tour / "site/examples/six-weeks-too-few.html", color_scheme="dark")
    assert violations(page) == []


def test_of_pages_that_differ_in_words_alone_one_is_looked_at(tmp_path: Path) -> None:
    page = '<p id="a" class="b"><a href="x">One</a> two</p>'
    other = {
        "words": page.replace("One", "Three").replace('"x"', '"y"'),
        "class": page.replace('"b"', '"c"'),
        "id": page.replace('"a"', '"z"'),
        "no-words": page.replace("One", ""),
        "element": page.replace(" two", " <b>two</b>"),
        "place": page.replace("</p>", "</p><p>three</p>"),
    }
    (tmp_path / "0.html").write_text(page, "utf-8")
    for name, html in other.items():
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    files = sorted(tmp_path.glob("*.html"))
    shown = to_look_at(files, every=False)
    assert {one.page.stem for one in shown} == {"0", *other} - {"words"}
    assert {one.page.stem for one in shown if not one.new} == {"0", "id", "no-words"} - {shown[0].page.stem}
    assert [one.new for one in to_look_at(files, every=True)] == [True] * 7


def test_what_is_seen_once_is_every_look_an_element_has(tmp_path: Path) -> None:
    """Each fault in colors or sizes is on a page that is looked at whole, wherever the element is."""
    plain = '<main><svg><path d="a"/><path d="b"/></svg><p>One</p><p>two <a class="far">three</a></p></main>'
    faults = [plain.replace("<p>One</p>", "<div><p>One</p></div>"), plain.replace("far", "near"), plain + "<p>four</p>"]
    for number, html in enumerate([plain, plain.replace("One", "Other"), *faults]):
        (tmp_path / f"{number}.html").write_text(html, "utf-8")
    shown = to_look_at(sorted(tmp_path.glob("*.html")), every=False)
    new = {one.page.stem for one in shown if one.new}
    assert {"2", "3", "4"} <= new
    assert "1" not in new


def test_a_fault_is_found_with_and_without_how_a_page_looks(tmp_path: Path, visitor: Visitor) -> None:
    (tmp_path / "a.html").write_text(
        '<!doctype html><html lang="en"><title>One</title><main><h1>One</h1><img src="data:,">'
        '<p style="color: #999; background: #fff">pale</p></main></html>',
        "utf-8",
    )
    page = visitor.open(tmp_path / "a.html")
    named = [one.partition(":")[0] for one in violations(page)]
    assert named == ["color-contrast", "image-alt"]
    assert [one.partition(":")[0] for one in violations(page, looks=False)] == ["image-alt"]
    assert [one.partition(":")[0] for one in color_violations(page)] == ["color-contrast"]
