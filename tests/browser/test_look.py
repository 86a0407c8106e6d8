"""How pages look where it can be measured: dark, narrow, large, on paper."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.conftest import GUIDE, SHIPPED, Visitor
from tests.browser.pictures import without_pairs
from tests.campaigns import sampled

PAGES = (
    "index.html",
    "compare/psychiatry--j1--student/psychiatry--h1b--student.html",
    *(
        f"{GUIDE}/{name}.html"
        for name in ("index", "papers", "timeline", "checklist", "documents", "budget", "sources")
    ),
)
FIRST_WORDS = """() => {
  const words = document.querySelector(".text :is(p, li, td, dd):not(.lead, .word, .recheck)")
  return words.getBoundingClientRect().top + scrollY
}"""
OPEN_IN_SIGHT = """(row) => {
  const [outer, inner] = [row, row.querySelector("[aria-current]")].map((one) => one.getBoundingClientRect())
  return outer.left <= inner.left && inner.right <= outer.right
}"""
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(17, 22, 26)"


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_system_chooses_and_the_switch_wins_and_stays(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html", color_scheme="dark")
    assert paper(page) == DARK
    page.get_by_role("button", name="Light colors").click()
    assert paper(page) == LIGHT
    page.goto((site / GUIDE / "papers.html").as_uri())
    assert paper(page) == LIGHT
    page.get_by_role("button", name="Dark colors").click()
    assert paper(page) == DARK
    page.emulate_media(color_scheme="light")
    assert paper(page) == LIGHT, "a reader who went back to the system's colors follows it again"


def test_a_browser_without_pairs_of_colors_is_light_and_whole(site: Path, visitor: Visitor) -> None:
    """As of 2024 and before: what nobody knows must not take the borders and the paper of things with it."""
    page = visitor.context(color_scheme="dark").new_page()
    without_pairs(page, site)
    page.goto((site / GUIDE / "papers.html").as_uri())
    assert paper(page) == LIGHT
    assert page.locator(".switch").is_hidden()
    border = "(box) => getComputedStyle(box, '::before').borderTopWidth"
    assert page.locator("input[data-task]").first.evaluate(border) == "2px"
    page.get_by_role("button", name="Search").click()
    assert page.locator("dialog").evaluate("(sheet) => getComputedStyle(sheet).backgroundColor") == LIGHT


SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, select, input:not([type=checkbox])")]
    .filter((one) => one.offsetParent)
    .filter((one) => !one.closest("p, td, dd, .text li, .about, .sources, .chapters, .notes, .cite, .skip, label"))
    .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 90))"""
"""What is too small for a thumb."""


def test_a_narrow_page_is_whole_and_its_targets_are_large_enough(site: Path, visitor: Visitor) -> None:
    """320 px is a small phone; it is also a window of 640 px at 200 % zoom."""
    page = visitor.open("about:blank")
    for name in PAGES:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto((site / name).as_uri())
        assert page.evaluate(SMALL_TARGETS) == [], name
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        for width in (320, 640):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


BROKEN_DAYS = """() => {
  const [broken, walk] = [[], document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)]
  while (walk.nextNode()) {
    for (const day of walk.currentNode.data.matchAll(/[A-Z][a-z]+\\u00a0\\d+(,\\u00a0\\d{4})?/g)) {
      const range = document.createRange()
      range.setStart(walk.currentNode, day.index)
      range.setEnd(walk.currentNode, day.index + day[0].length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(day[0])
    }
  }
  return broken
}"""
"""Days that go over the end of a line, though their spaces do not break."""


@pytest.mark.parametrize("look", sampled([(320, 2), (320, 1), (768, 1)], 1))
def test_nothing_stands_out_of_a_shipped_page(shipped_site: Path, visitor: Visitor, look: tuple[int, int]) -> None:
    """Long tables scroll by themselves; what is hidden in them must not widen the page.

    And a chapter's first words are on the first screen of a phone. Each page is looked at in one guide or the other,
    and in both in a campaign.
    """
    width, every = look
    page = visitor.open("about:blank")
    for half, name in enumerate(SHIPPED):
        for file in sorted((shipped_site / "guides" / name).glob("*.html"))[half % every :: every]:
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(file.as_uri())
            if page.locator(".side").count():
                assert page.evaluate(FIRST_WORDS) < 500, file.name
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
            assert page.evaluate(BROKEN_DAYS) == [], file.name


def test_forced_colors_keep_what_color_says(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html", forced_colors="active")
    border = "(link) => getComputedStyle(link).borderBottomColor"
    here, other = page.locator(".menu a[aria-current]"), page.locator(".menu a:not([aria-current])").first
    assert here.evaluate(border) != other.evaluate(border)
    assert other.evaluate(border) == paper(page)
    page.goto((site / GUIDE / "checklist.html").as_uri())
    assert page.locator("progress").first.evaluate("(bar) => getComputedStyle(bar).borderTopStyle") == "solid"


CONTRASTS = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number)
  const parts = [0.21, 0.72, 0.07]
  const light = (color) => channels(color).reduce((sum, one, at) => sum + (one / 255) ** 2.2 * parts[at], 0)
  const paper = light(getComputedStyle(document.body).backgroundColor)
  return [...document.querySelectorAll(".chart text")].filter((one) => one.checkVisibility()).map((text) => {
    const shape = text.matches(".mark text, .part text") && text.parentElement.querySelector("rect, circle")
    const two = [light(getComputedStyle(text).fill), shape ? light(getComputedStyle(shape).fill) : paper]
    return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05)
  })
}"""
"""The contrast of each word of the drawings with what is behind it."""


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_drawings_have_the_colors_that_the_system_forces(
    shipped_site: Path, visitor: Visitor, system: str, chosen: str
) -> None:
    guide = shipped_site / "guides" / SHIPPED[0]
    page = visitor.open(guide / "index.html", color_scheme=system, forced_colors="active")
    page.evaluate("(chosen) => localStorage.setItem('guidegen.theme', chosen)", chosen)
    for name in ("timeline", "path", "budget"):
        page.goto((guide / f"{name}.html").as_uri())
        found = page.evaluate(CONTRASTS)
        assert found, name
        assert min(found) > 7, name
        assert page.locator(".switch").is_hidden()


def test_folds_close_again_after_printing(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html", viewport={"width": 800, "height": 600})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not(.why):not([open])").count() == 0
    assert page.locator(".why[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_paper_gets_the_text_and_not_the_furniture(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "papers.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert paper(page) == LIGHT
    for furniture in (".menu", ".tools", ".side", ".toc", ".turn", ".report", ".fitted"):
        assert page.locator(furniture).first.is_hidden(), furniture
    assert page.locator("h2#letters").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.goto((site / GUIDE / "index.html").as_uri())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".changes li").first.is_visible()
    page.set_viewport_size({"width": 658, "height": 900})  # what the margins leave of a sheet
    page.goto((site / GUIDE / "path.html").as_uri())
    assert page.locator(".path.across").is_visible(), "the drawing for phones would fill the sheet with three steps"
    assert page.locator(".path.down").is_hidden()


def test_the_chart_gives_way_to_the_table_on_a_phone(site: Path, visitor: Visitor) -> None:
    for width, is_drawn in ((320, False), (768, True)):
        page = visitor.open(site / GUIDE / "timeline.html", viewport={"width": width, "height": 640})
        assert page.locator("svg.timeline").is_visible() is is_drawn
        assert page.locator("table.dates").is_visible()


def requested(context: BrowserContext) -> list[str]:
    """Every address a context asks for from now on."""
    taken: list[str] = []
    context.on("request", lambda request: taken.append(request.url))
    return taken


def test_a_page_weighs_little(site: Path, visitor: Visitor) -> None:
    """Under 150 kB with its style, script and fonts, as a server sends them (text packed, fonts are packed already)."""
    for name in PAGES:
        context = visitor.context()
        taken = requested(context)
        page = context.new_page()
        page.goto((site / name).as_uri())
        page.evaluate("document.fonts.ready")
        files = [
            Path(url.removeprefix("file://").split("#")[0]) for url in dict.fromkeys(taken) if url.startswith("file:")
        ]
        weight = sum(
            file.stat().st_size if file.suffix == ".woff2" else len(gzip.compress(file.read_bytes())) for file in files
        )
        assert weight < 150_000, (name, weight)
        context.close()


def test_style_and_script_stay_small(site: Path) -> None:
    code = {file.name: file for file in (site / "assets").iterdir() if file.suffix in (".css", ".js")}
    assert {"site.css", "site.js", "mine.js", "dates.js", "budget.js", "minisearch.js"} <= code.keys()
    weights = {name: len(gzip.compress(file.read_bytes())) for name, file in code.items()}
    assert weights.pop("engine.js") < 35_000
    later = {"minisearch.js", "sought.js", "leanqr.js"}  # for a search and a code
    for page in site.rglob("*.html"):
        named = set(re.findall(r"[\w-]+\.(?:css|js)\b", page.read_text("utf-8"))) & weights.keys()
        assert sum(weights[name] for name in named - later) < 52_000, page


def test_what_an_answer_puts_in_restyles_little(site: Path) -> None:
    """With a rule for `+ *` or `~ *` browsers look at every element around it again, wherever something is put in."""
    for style in (site / "assets").glob("*.css"):
        assert not re.search(r"[+~]\s*\*\s*[,{)]", style.read_text("utf-8")), style


def test_the_rules_of_the_shipped_guide_are_small(shipped_site: Path) -> None:
    """60 kB is what a first visit may cost; the rules of today take two thirds of it, so that what grows is seen."""
    assert len(gzip.compress((shipped_site / "plan.js").read_bytes())) < 40_000


def test_what_is_open_is_in_sight_in_the_menu_also_once_its_font_has_come(site: Path, visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 320, "height": 640}).new_page()
    waiting: list[Route] = []
    waits = True

    def hold(font: Route) -> None:
        if waits:
            waiting.append(font)
        else:
            font.continue_()

    page.route("**/*.woff2", hold)
    page.goto((site / GUIDE / "budget.html").as_uri(), wait_until="domcontentloaded")
    row = page.locator(".menu ul")
    assert row.evaluate(f"({OPEN_IN_SIGHT})") is True
    row.evaluate("(row) => { row.scrollLeft = 0 }")
    assert row.evaluate(f"({OPEN_IN_SIGHT})") is False
    waits = False
    for font in waiting:
        font.continue_()
    page.wait_for_function(f"() => ({OPEN_IN_SIGHT})(document.querySelector('.menu ul'))")


def test_a_link_that_begins_a_line_is_not_indented(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / GUIDE / "index.html")
    for name in ("index", "papers"):
        page.goto((site / GUIDE / f"{name}.html").as_uri())
        begins = 0
        for width in range(280, 420, 10):
            page.set_viewport_size({"width": width, "height": 640})
            before, link = page.locator(".who").bounding_box(), page.locator(".change").bounding_box()
            assert before is not None
            assert link is not None
            if link["y"] > before["y"] + before["height"] / 2 and link["x"] < width / 3:
                begins += 1
                assert link["x"] == before["x"], (name, width)
        assert begins > 0, name


def test_code_looks_alike_wherever_it_is(site: Path, visitor: Visitor) -> None:
    """The code that a phone reads has a look of its own, in its dialog alone."""
    page = visitor.open(site / "index.html", color_scheme="dark")
    look = "(code) => [getComputedStyle(code).marginLeft, getComputedStyle(code).backgroundColor]"
    added = page.evaluate_handle(
        "() => { const code = document.createElement('div'); code.className = 'code'; "
        "document.querySelector('main').append(code); return code }"
    )
    margin, ground = page.evaluate(look, added)
    assert margin == "0px"
    assert ground != "rgb(255, 255, 255)"
