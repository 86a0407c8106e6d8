"""From the front page to a plan of one's own: six taps at most, and less than a minute with the reading."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from generator import text
from generator.app.opened import Opened, open_project
from generator.app.stopwatch import Stopwatch
from generator.render.site import SiteRenderer
from tests.browser.conftest import Visitor
from tests.projects import ROOT, TODAY, guidegen
from tests.shared import built_once

KINDS = {
    "general--j1--student": ("rotations", "1", "because one is what you can pay for"),
    "medical-genetics--h1b--graduate": ("pathway", "peds-first", "pediatrics"),
    "diagnostic-radiology--undecided--student": ("rotations", "1", "because one is what you can pay for"),
    "medicine-psychiatry--not-needed--graduate": ("rotations", "1", "because one is what you can pay for"),
}
"""Readers of each kind: a question on the plan, their answer, and words of the plan that then are theirs."""

WORDS_A_MINUTE = 200
"""Of somebody who reads all that is asked, and slowly: most read 240."""


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_project(ROOT, dt.date.fromisoformat(TODAY), Stopwatch())


@pytest.fixture(scope="module")
def front(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site with the guides of these readers, and its front page as it is with all guides."""

    def build(folder: Path) -> None:
        chosen = [option for name in KINDS for option in ("-p", name)]
        ran = guidegen("build", "-C", ROOT, *chosen, "--to", "html", "--as-of", TODAY, "-q", "-o", folder / "site")
        assert ran.code == 0, ran.err
        site = SiteRenderer(opened.project, opened.theme(), opened.fragments)
        (folder / "site/index.html").write_bytes(site.front_page(opened.project.personas.values(), ()).content)

    return built_once(tmp_path_factory, "kinds", build) / "site/index.html"


@dataclass
class Hand:
    """Reads what is asked, and taps; counts both."""

    page: Page
    taps: int = 0
    words: int = 0

    def read(self, place: str) -> None:
        self.words += sum(len(words.split()) for words in self.page.locator(place).all_inner_texts())

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.tap()


@pytest.mark.parametrize("persona", KINDS)
def test_six_taps_and_a_minute(front: Path, opened: Opened, visitor: Visitor, persona: str) -> None:
    facet, answer, said = KINDS[persona]
    facets, known = opened.project.facets, opened.project.personas[persona].answers
    page = visitor.context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    hand, begun = Hand(page), time.monotonic()
    page.goto(front.as_uri())
    for name in [name for name in facets if name in known]:
        hand.read(".finder :is(.intro, h2, .help, .choices)")
        label = text.curly(facets[name].values[str(known[name])].label)
        hand.tap(page.locator(".choices :is(a, button)").filter(has_text=label).first)
    page.wait_for_url(f"**/{persona}/index.html")
    assert said not in page.locator("main").inner_text()
    hand.tap(page.locator(".mine summary"))
    field = page.locator(f"[data-facet='{facet}']")
    hand.read(f"label[for='answer-{facet}'], [data-facet='{facet}']")
    hand.tap(field)
    hand.taps += 1  # on the answer, in the list that the phone shows
    field.select_option(answer)
    page.locator(".plan", has_text=said).first.wait_for()
    seconds = time.monotonic() - begun + hand.words / WORDS_A_MINUTE * 60
    assert hand.taps <= 6
    assert seconds < 60, f"{hand.words} words read"
