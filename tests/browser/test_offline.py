"""The guide read last is there without a network, and a published change is seen at once with one."""

from __future__ import annotations

import functools
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import GUIDE, Quiet, Visitor

PAPERS = f"{GUIDE}/papers.html"


class Host:
    """A server at one address that can be taken down and put up again."""

    def __init__(self, folder: Path) -> None:
        self.handler = functools.partial(Quiet, directory=str(folder))
        self.port = 0
        self.up()

    def up(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), self.handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def down(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/below/a/path/{path}"


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    return copy


@pytest.fixture
def host(folder: Path) -> Iterator[Host]:
    host = Host(folder)
    yield host
    host.down()


@pytest.fixture
def reader(chromium: Browser, host: Host) -> Iterator[Page]:
    """Somebody who has read the plan of one guide, with a network."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(host.address(f"{GUIDE}/index.html"))
    page.locator(".kept").wait_for()
    yield page
    context.close()


def test_the_guide_read_last_is_there_without_a_network(host: Host, reader: Page) -> None:
    host.down()
    try:
        reader.goto(host.address(PAPERS))
        assert reader.locator("h2#letters").is_visible()
        reader.get_by_role("button", name="Search").click()
        reader.locator("#search-words").fill("dean")
        reader.locator("dialog ol a").first.wait_for()
        reader.locator("dialog ol a").first.click()
        assert reader.locator("section[aria-labelledby=letters] mark").first.is_visible()
        reader.goto(host.address("guides/radiology--h1b--graduate/papers.html"))
        assert reader.locator(".finder").is_visible(), "what was not kept leads to the front page"
    finally:
        host.up()


def test_a_published_change_is_seen_at_once_and_kept(host: Host, folder: Path, reader: Page) -> None:
    page = folder / PAPERS
    page.write_text(page.read_text("utf-8").replace("Ask for letters early", "Ask for letters today"), "utf-8")
    worker = folder / "worker.js"
    version = worker.read_text("utf-8").split('OURS + "')[1][:16]
    worker.write_text(worker.read_text("utf-8").replace(version, "0123456789abcdef"), "utf-8")
    reader.goto(host.address(PAPERS))
    assert reader.locator("h2#letters").inner_text() == "Ask for letters today"
    reader.wait_for_function(
        "async () => (await caches.keys()).map((name) => name.slice(-16)).join() === '0123456789abcdef'"
    )
    host.down()
    try:
        reader.goto(host.address(PAPERS))
        assert reader.locator("h2#letters").inner_text() == "Ask for letters today"
    finally:
        host.up()


def test_nothing_of_it_is_there_from_the_disk(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / f"{GUIDE}/index.html")
    assert page.locator(".kept").is_hidden()
    assert page.locator("link[rel=manifest]").count() == 0


def test_the_site_can_be_installed(site: Path) -> None:
    described = json.loads((site / "site.webmanifest").read_text("utf-8"))
    assert described["start_url"] == described["scope"] == "."
    assert all((site / icon["src"]).is_file() for icon in described["icons"])
    shared = json.loads((site / "worker.js").read_text("utf-8").split("const SHARED = ")[1].split("\n")[0])
    assert all((site / one).is_file() for one in shared)
