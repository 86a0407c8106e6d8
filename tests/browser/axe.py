"""axe-core over a page; run as a program, over the pages of every guide: `make axe`.

Pages that differ in words alone are looked at once, and what depends on how an element looks where a page is the first
with such an element in such a place; `--every` looks at each page whole.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.alike import Shown, to_look_at
from tests.browser.chromium import launch
from tests.projects import ROOT, TODAY, guidegen

SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
COLOR_RULES = ["color-contrast", "link-in-text-block"]
LOOK_RULES = [*COLOR_RULES, "target-size"]
"""What takes most of the time, and depends on an element, on those around it and on the one before it alone."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AT_ONCE = 30
"""So many pages one browser looks at before it says what it found."""


@cache
def _axe() -> str:
    assert SCRIPT.is_file(), "axe-core is missing: npm ci --omit=optional"
    return SCRIPT.read_text("utf-8")


def violations(page: Page, *, looks: bool = True) -> list[str]:
    """What axe finds on a page with its folds open: rule, and the first elements; with how these look or without."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    page.evaluate(_axe())
    left_out = [] if looks else LOOK_RULES
    return _run(page, {"type": "tag", "values": RULES}, left_out)


def color_violations(page: Page) -> list[str]:
    """What is wrong with its colors alone, on a page that was looked at before in another scheme."""
    return _run(page, {"type": "rule", "values": COLOR_RULES})


def _run(page: Page, only: dict[str, Any], left_out: Sequence[str] = ()) -> list[str]:
    rules = {name: {"enabled": False} for name in left_out}
    options = {"preload": False, "runOnly": only, "rules": rules, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


@dataclass(frozen=True, slots=True)
class Look:
    """What one browser looks at: pages of a folder, each with or without what depends on how it looks."""

    site: Path
    pages: Sequence[Shown]


def look(work: Look) -> list[str]:
    """What is wrong with the pages of a browser, one after the other."""
    found = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        for shown in work.pages:
            page.emulate_media(color_scheme="light")
            page.goto(shown.page.as_uri())
            wrong = [f"light {one}" for one in violations(page, looks=shown.new)]
            if shown.new:
                page.emulate_media(color_scheme="dark")
                wrong += [f"dark {one}" for one in color_violations(page)]
            found += [f"{shown.page.relative_to(work.site)} {one}" for one in wrong]
        browser.close()
    return found


def main(*, every: bool) -> int:
    """The pages of every persona in light, and their colors in dark; 1 where there is a barrier."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        ran = guidegen("build", "-C", ROOT, "--to", "html", "--as-of", TODAY, "-q", "-o", site)
        assert ran.code == 0, ran.err
        # The page for wrong addresses asks for its style at the root.
        pages = set(site.rglob("*.html")) - {site / "404.html"}
        shown = to_look_at(sorted(pages), every=every)
        wrong = _look_at_all(site, shown)
    new = sum(one.new for one in shown)
    sys.stdout.write(f"{len(pages)} pages, {len(shown)} not built alike, {new} of them looked at with their colors, ")
    sys.stdout.write(f"{wrong} violations\n")
    return 1 if wrong else 0


def _look_at_all(site: Path, shown: Sequence[Shown]) -> int:
    """How much is wrong; what, and how far it is, is written on the way."""
    seen = wrong = 0
    work = [Look(site, shown[start : start + AT_ONCE]) for start in range(0, len(shown), AT_ONCE)]
    with ProcessPoolExecutor(os.cpu_count()) as browsers:
        for one, found in zip(work, browsers.map(look, work), strict=True):
            seen, wrong = seen + len(one.pages), wrong + len(found)
            sys.stdout.write("".join(f"{line}\n" for line in [*found, f"{seen} of {len(shown)}"]))
            sys.stdout.flush()
    return wrong


if __name__ == "__main__":
    sys.exit(main(every="--every" in sys.argv))
