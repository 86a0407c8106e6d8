"""Lighthouse over every kind of page, as a phone with a slow network sees them: `make lighthouse`.

Accessibility, best practices and SEO have to be 100, performance at least 95, and nothing may move while a page loads.
"""

from __future__ import annotations

import functools
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.kinds import kinds, site_of_every_kind

VERSION = "12.8.2"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_MOVED = 0.05
GUIDE = "diagnostic-radiology--undecided--student"
PACKED = ("text/", "application/json", "application/javascript", "image/svg")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


class _Host(SimpleHTTPRequestHandler):
    """Serves text packed and keeps connections, as GitHub Pages and other hosts of sites do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- named so by http.server
        """Nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        kind = self.guess_type(path)
        if not path.is_file() or not kind.startswith(PACKED):
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def look(address: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's report on one address."""
    report = folder / "report.json"
    command = ["npm", "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse", address, "--quiet"]
    command += ["--output=json", f"--output-path={report}", f"--only-categories={','.join(LEAST)}"]
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
        handler = functools.partial(_Host, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for page in kinds(site, GUIDE).values():
                report = look(f"http://127.0.0.1:{server.server_address[1]}/{page}", folder)
                scores = {one: round(report["categories"][one]["score"] * 100) for one in LEAST}
                moved = report["audits"]["cumulative-layout-shift"]["numericValue"]
                sys.stdout.write(f"{page}: {', '.join(f'{one} {score}' for one, score in scores.items())}, ")
                sys.stdout.write(f"moved {moved:.3f}\n")
                wrong += moved >= MOST_MOVED
                for category, score in scores.items():
                    if score < LEAST[category]:
                        wrong += 1
                        _explain(report, category)
            server.shutdown()
    return 1 if wrong else 0


def _explain(report: dict[str, Any], category: str) -> None:
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] not in (1, None):
            shown = audit.get("displayValue", "")
            sys.stdout.write(f"    {category}: {audit['id']}: {audit['title']} {shown}\n")


if __name__ == "__main__":
    sys.exit(main())
