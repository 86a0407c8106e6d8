"""From an answer to the page drawn again: how long a reader waits on a phone that is slowed four times.

Wall time is that of the browser's own throttling, up to the task after the frame in which the page is the reader's. The
work of the main thread is measured without throttling, as its processor time, and taken four times: other programs on
the machine do not count.
"""

from __future__ import annotations

import functools
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from bench.turns import GUIDEGEN, Row, timed
from tests.browser.chromium import launch
from tests.projects import ROOT

GUIDES = (
    "diagnostic-radiology--undecided--student",
    "medical-genetics--h1b--graduate",
    "internal-medicine--j1--student",
)
PAGES = ("index", "path", "checklist", "budget", "list-hosts", "timeline", "documents", "visa", "whole")
SLOWED = 4
PHONE: ViewportSize = {"width": 390, "height": 844}
ANSWERS: tuple[tuple[str, str | int], ...] = (
    ("citizenship", "other"), ("visa_now", "none"), ("nationality", "visa-required"), ("consulate_wait", 60),
    ("match_year", 2028), ("graduation", "2027-06-15"), ("rotation_start", "2027-08-01"), ("rotations", 3),
    ("budget", "tight"), ("usce", "none"), ("english", "test-needed"), ("step1", "passed"), ("step2ck", "date-set"),
    ("step2_date", "2027-03-10"), ("nationality", "visa-waiver"), ("step2ck", "passed"),
)  # fmt: skip
"""One answer after the other, in the order of the questions; then some of them are changed, with all others given."""

ANSWER = """async ([facet, value]) => {
  const settled = () => new Promise((go) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = go
    port2.postMessage(null)
  }))
  if (!isAnswer(facet, value)) throw new Error(`${facet} cannot be ${value}`)
  await new Promise((go) => requestIdleCallback(go))
  const fitted = new Promise((go) => addEventListener("fitted", go, { once: true }))
  const field = document.querySelector(`.questions [data-facet="${facet}"]`)
  const start = performance.now()
  if (field) {
    field.value = String(value)
    field.dispatchEvent(new Event("change", { bubbles: true }))
  } else {
    remember("answers", JSON.stringify({ ...recallAnswers(), [facet]: value }))
    dispatchEvent(new Event("answered"))
  }
  await fitted
  await settled()
  return performance.now() - start
}"""
"""Gives an answer as the form does; other pages hear of it as from another window."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- named so by http.server
        """Nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/guides/"
        server.shutdown()


def measure(work: Path, turns: int) -> tuple[str, list[Row]]:
    """Each page of each guide with one answer after the other, `turns` times; of one answer the least counts."""
    chosen = [option for name in GUIDES for option in ("-p", name)]
    timed([*GUIDEGEN, "build", "-C", ROOT, *chosen, "--to", "html", "-q", "-o", work / "site"], ROOT)
    rows: list[Row] = []
    with _served(work / "site") as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for name in PAGES:
            pages = [f"{address}{guide}/{name}.html" for guide in GUIDES]
            waits = [wait for page in pages for wait in _least(browser, page, turns, SLOWED)]
            works = [SLOWED * work for page in pages for work in _least(browser, page, turns, 1)]
            rows += [Row(f"{name}.html", "usual", statistics.median(waits)), Row(f"{name}.html", "most", max(waits))]
            rows.append(Row(f"{name}.html", "work", max(works)))
        version = browser.version
        browser.close()
    words = f"{len(GUIDES)} guides, {len(ANSWERS)} answers one after the other on each page, {turns} turns"
    return f"{words}; chromium {version}", rows


def _least(browser: Browser, address: str, turns: int, slowed: int) -> list[float]:
    """Milliseconds of each answer: of wall time where it is slowed, else of the main thread."""
    runs = [_answered(browser, address, slowed) for _ in range(turns)]
    return [min(times) for times in zip(*runs, strict=True)]


def _answered(browser: Browser, address: str, slowed: int) -> list[float]:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    page.goto(address)
    page.locator(":root:not([data-fits])").wait_for(state="attached")
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    found = [_answer(page, session, *one, is_slowed=slowed > 1) for one in ANSWERS]
    context.close()
    return found


def _answer(page: Page, session: CDPSession, facet: str, value: str | int, *, is_slowed: bool) -> float:
    before = _worked(session)
    wall = float(page.evaluate(ANSWER, [facet, value]))
    return wall if is_slowed else 1000 * (_worked(session) - before)


def _worked(session: CDPSession) -> float:
    """Seconds of the main thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")
