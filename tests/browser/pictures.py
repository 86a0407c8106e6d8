"""Pictures of every kind of page at three widths in all choices of colors, and a page with them: `make pictures`.

Nobody compares them by program: they are to be looked at.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch
from tests.browser.hosted import hosted
from tests.browser.kinds import kinds, site_of_every_kind
from tests.projects import ROOT

GUIDE = "diagnostic-radiology--undecided--student"
FOLDER = ROOT / "build/pictures"
WIDTHS = (320, 390, 1440)
HIGHEST = 3600
"""So much of a page is in its picture; what is further down is made of the same parts."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colors as a reader's system or browser has them."""

    name: str
    options: dict[str, Any]
    is_old: bool = False


LOOKS = (
    Look("light", {"color_scheme": "light"}),
    Look("dark", {"color_scheme": "dark"}),
    Look("forced", {"forced_colors": "active", "color_scheme": "dark"}),
    Look("without light-dark()", {"color_scheme": "dark"}, is_old=True),
)


def without_pairs(page: Page, site: Path) -> None:
    """Give a page the site's style as a browser of 2023 understands it."""
    style = (site / "assets/site.css").read_text("utf-8")
    older = style.replace("light-dark(", "nobody-knows(").replace("color-mix(", "nor-this(")
    page.route("**/site.css", lambda route: route.fulfill(body=older, content_type="text/css"))


def pictures(browser: Browser, site: Path, folder: Path) -> Iterator[tuple[str, str, int, Path]]:
    """Take each picture; its page's kind, look and width, and its file."""
    with hosted(site) as address:
        for look in LOOKS:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 844}, service_workers="block", **look.options
                )
                page = context.new_page()
                if look.is_old:
                    without_pairs(page, site)
                for kind, path in kinds(site, GUIDE).items():
                    file = folder / (re.sub(r"\W+", "-", f"{kind} {look.name} {width}").strip("-") + ".png")
                    page.goto(address + path)
                    page.locator(":root:not([data-fits])").wait_for(state="attached")
                    page.evaluate("document.fonts.ready")
                    height = min(HIGHEST, int(page.evaluate("document.documentElement.scrollHeight")))
                    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                    yield kind, look.name, width, file
                context.close()


def index_of(taken: list[tuple[str, str, int, Path]]) -> str:
    """A page that shows them: a row for each kind and look, its widths beside each other."""
    rows: dict[tuple[str, str], list[str]] = {}
    for kind, look, width, file in taken:
        picture = f'<a href="{file.name}"><img src="{file.name}" alt="{width} px" loading="lazy"></a>'
        rows.setdefault((kind, look), []).append(f"<figure>{picture}<figcaption>{width} px</figcaption></figure>")
    style = "body{font:16px sans-serif}div{display:flex;gap:1rem}img{height:30rem;border:1px solid #888}"
    shown = "".join(
        f"<h2>{html.escape(kind)}, {html.escape(look)}</h2><div>{''.join(figures)}</div>"
        for (kind, look), figures in sorted(rows.items())
    )
    return f'<!doctype html><html lang="en"><title>Pictures</title><style>{style}</style><h1>Pictures</h1>{shown}'


def main() -> int:
    """Take all of them into a fresh folder, and say where the page is that shows them."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = site_of_every_kind(Path(name) / "project", GUIDE)
        browser = launch(playwright)
        taken = list(pictures(browser, site, FOLDER))
        browser.close()
    index = FOLDER / "index.html"
    index.write_text(index_of(taken), "utf-8")
    sys.stdout.write(f"{len(taken)} pictures: {index.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
