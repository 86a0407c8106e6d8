"""A site to look at, and Debian's chromium to look with."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.browser.chromium import launch
from tests.browser.kinds import site_of_every_kind
from tests.projects import SMALL, TODAY, files_of, guidegen, write_project
from tests.shared import built_once

GUIDE = "guides/psychiatry--undecided--student"
"""The guide most tests look at: one with open questions."""

AT_ONCE = "font-display: optional"

SHIPPED = ("diagnostic-radiology--undecided--student", "medical-genetics--h1b--graduate")
"""Guides of the shipped project that are looked at whole."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives chromium."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small guide that has everything a page can show."""

    def build(root: Path) -> None:
        write_project(root, files_of(Path(__file__).with_name("guide")), SMALL)
        ran = guidegen("build", "-C", root, "--to", "html", "--as-of", TODAY, "-q")
        assert ran.code == 0, ran.err
        _wait_for_fonts(root / "site")

    return built_once(tmp_path_factory, "looked-at", build) / "site"


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two guides of the shipped project, with what compares them to their neighbors, an example and the form."""

    def build(folder: Path) -> None:
        _wait_for_fonts(site_of_every_kind(folder, *SHIPPED))

    return built_once(tmp_path_factory, "shipped", build) / "site"


def _wait_for_fonts(site: Path) -> None:
    """A page does without fonts that come late; what is looked at has them, however busy the machine is."""
    style = site / "assets/site.css"
    style.write_text(style.read_text("utf-8").replace(AT_ONCE, "font-display: swap"), "utf-8")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Opens pages and notes what no page may do: script errors, requests to other hosts, files that are missing."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def context(self, **options: Any) -> BrowserContext:
        context = self.browser.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(120_000)  # ends only what hangs
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.on("console", self._read)
        context.on("requestfailed", self._failed)
        context.on("request", lambda request: self._judge(request.url))
        context.on("page", _wait_for_fit)
        self.contexts.append(context)
        return context

    def open(self, target: Path | str, **options: Any) -> Page:
        """A page in a fresh browser profile."""
        page = self.context(**options).new_page()
        page.goto(target.as_uri() if isinstance(target, Path) else target)
        return page

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left before it came
            self.wrong.append(f"missing: {request.url} ({request.failure})")

    def _read(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "net::" not in message.text:  # those come as failed requests
            self.wrong.append(f"console: {message.text}")

    def _judge(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("file", "data", "blob") and parts.hostname != "127.0.0.1":
            self.wrong.append(f"foreign: {url}")


def _wait_for_fit(page: Page) -> None:
    """Opens and reloads pages to the end: the engine comes once a page has been drawn."""

    def whole(go: Callable[..., Response | None]) -> Callable[..., Response | None]:
        def visit(*where: Any, **options: Any) -> Response | None:
            response = go(*where, **options)
            page.locator(":root:not([data-fits])").wait_for(state="attached")
            return response

        return visit

    for name in ("goto", "reload"):
        setattr(page, name, whole(getattr(page, name)))


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """A visitor whose pages must not have done anything wrong at the end."""
    visitor = Visitor(chromium)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.wrong == []


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The site's address on a server, below a path."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/below/a/path/"
        server.shutdown()


REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
"""What a page finds in a browser that keeps nothing."""

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
"""What a page finds where there is no room for more."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below two paths (the second is the site's own) and says nothing.

    Under the strictest policy: pages hold neither script nor style, and ask no other host for anything.
    """

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
            "connect-src 'self'; manifest-src 'self'",
        )
        super().end_headers()

    def translate_path(self, path: str) -> str:
        prefix = next((one for one in ("/below/a/path/", "/small/") if path.startswith(one)), None)
        return super().translate_path("/nowhere" if prefix is None else path.removeprefix(prefix))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- named so above
        """Nothing."""
