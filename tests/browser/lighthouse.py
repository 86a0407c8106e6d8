"""Lighthouse over every kind of page, as a phone with a slow network sees them: `make lighthouse`.

Accessibility, best practices and SEO have to be 100, performance at least 95, and nothing may move while a page loads.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.hosted import hosted
from tests.browser.kinds import kinds, site_of_every_kind

VERSION = "12.8.2"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_MOVED = 0.05
GUIDE = "diagnostic-radiology--undecided--student"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def asked_to_skip(page: Path) -> list[str]:
    """What does not count on a page: that engines may list it, where it asks them not to."""
    return ["is-crawlable"] if '<meta name="robots" content="noindex' in page.read_text("utf-8") else []


def look(address: str, folder: Path, *, skipped: list[str]) -> dict[str, Any]:
    """Lighthouse's report on one address."""
    report = folder / "report.json"
    command = ["npm", "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse", address, "--quiet"]
    command += ["--output=json", f"--output-path={report}", f"--only-categories={','.join(LEAST)}"]
    command += [f"--skip-audits={','.join(skipped)}"] if skipped else []
    subprocess.run([*command, f"--chrome-flags={FLAGS}"], check=True, env=_environment())
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def _environment() -> dict[str, str]:
    import os

    chromium = shutil.which("chromium")
    assert chromium is not None, "this needs chromium: apt-get install chromium"
    return {**os.environ, "CHROME_PATH": chromium}


def main() -> int:
    """Print each page's scores, and what costs points; 1 where something does."""
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = site_of_every_kind(folder / "project", GUIDE)
        with hosted(site) as address:
            for page in kinds(site, GUIDE).values():
                report = look(f"{address}{page}", folder, skipped=asked_to_skip(site / page))
                scores = {one: round(report["categories"][one]["score"] * 100) for one in LEAST}
                moved = report["audits"]["cumulative-layout-shift"]["numericValue"]
                sys.stdout.write(f"{page}: {', '.join(f'{one} {score}' for one, score in scores.items())}, ")
                sys.stdout.write(f"moved {moved:.3f}\n")
                wrong += moved >= MOST_MOVED
                for category, score in scores.items():
                    if score < LEAST[category]:
                        wrong += 1
                        _explain(report, category)
    return 1 if wrong else 0


def _explain(report: dict[str, Any], category: str) -> None:
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] not in (1, None):
            shown = audit.get("displayValue", "")
            sys.stdout.write(f"    {category}: {audit['id']}: {audit['title']} {shown}\n")


if __name__ == "__main__":
    sys.exit(main())
