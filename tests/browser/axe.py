"""axe-core over a page; run as a program, over the pages of every guide: `make axe`.

Pages that differ in words alone are looked at once; `--every` looks at each.
"""

from __future__ import annotations

import re
import sys
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import launch
from tests.projects import ROOT, TODAY, guidegen

SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
COLOR_RULES = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    assert SCRIPT.is_file(), "axe-core is missing: npm ci --omit=optional"
    return SCRIPT.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on a page with all its folds open: rule, and the first elements."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    page.evaluate(_axe())
    return _run(page, {"type": "tag", "values": RULES})


def color_violations(page: Page) -> list[str]:
    """What is wrong with its colors alone, on a page that was looked at before in another scheme."""
    return _run(page, {"type": "rule", "values": COLOR_RULES})


def _run(page: Page, only: dict[str, Any]) -> list[str]:
    options = {"preload": False, "runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


class Structure(HTMLParser):
    """What axe judges of a page: its elements with their classes, ids, roles and names, and where there are words."""

    JUDGED = re.compile(r"class|id|for|role|type|lang|alt|hidden|open|tabindex|scope|colspan|aria-.*")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        judged = [(name, value if self.JUDGED.fullmatch(name) else bool(value)) for name, value in attrs]
        self.parts.append(f"<{tag} {judged}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.parts.append("words")


def to_look_at(site: Path, *, every: bool) -> list[Path]:
    """The pages, or of those built alike the first. The page for wrong addresses asks for its style at the root."""
    pages = sorted(set(site.rglob("*.html")) - {site / "404.html"})
    if every:
        return pages
    alike: dict[str, Path] = {}
    for page in pages:
        alike.setdefault("".join(Structure(page.read_text("utf-8")).parts), page)
    return list(alike.values())


def main(*, every: bool) -> int:
    """The pages of every persona in light, and their colors in dark; 1 where there is a barrier."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        ran = guidegen("build", "-C", ROOT, "--to", "html", "--as-of", TODAY, "-q", "-o", site)
        assert ran.code == 0, ran.err
        pages, count = to_look_at(site, every=every), len(list(site.rglob("*.html")))
        browser = launch(playwright)
        page = browser.new_page()
        for number, file in enumerate(pages):
            if number % 100 == 0:
                sys.stdout.write(f"{number} of {len(pages)}\n")
                sys.stdout.flush()
            page.emulate_media(color_scheme="light")
            page.goto(file.as_uri())
            found = [f"light {one}" for one in violations(page)]
            page.emulate_media(color_scheme="dark")
            found += [f"dark {one}" for one in color_violations(page)]
            wrong += len(found)
            for one in found:
                sys.stdout.write(f"{file.relative_to(site)} {one}\n")
        browser.close()
    sys.stdout.write(f"{count} pages, {len(pages)} of them not built alike, {wrong} violations\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(every="--every" in sys.argv))
