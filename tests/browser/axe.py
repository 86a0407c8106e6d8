"""axe-core over a page; run as a program, over every page of every guide: `make axe`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

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


def main() -> int:
    """Every page of every persona in light, and its colors in dark; 1 where there is a barrier."""
    count = wrong = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        ran = guidegen("build", "-C", ROOT, "--to", "html", "--as-of", TODAY, "-q", "-o", site)
        assert ran.code == 0, ran.err
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        # The page for wrong addresses asks for its style at the server's root.
        files = sorted(set(site.rglob("*.html")) - {site / "404.html"})
        for file in files:
            if count % 200 == 0:
                sys.stderr.write(f"{count} of {len(files)} pages\n")
            page.emulate_media(color_scheme="light")
            page.goto(file.as_uri())
            count += 1
            found = [f"light {one}" for one in violations(page)]
            page.emulate_media(color_scheme="dark")
            found += [f"dark {one}" for one in color_violations(page)]
            for one in found:
                wrong += 1
                sys.stdout.write(f"{file.relative_to(site)} {one}\n")
        browser.close()
    sys.stdout.write(f"{count} pages, {wrong} violations\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
