"""The guide read last is there without a network, and a published change is seen at once with one."""

from __future__ import annotations

import functools
import gzip
import html
import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, ClassVar

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import GUIDE, SHIPPED, Quiet, Visitor
from tests.projects import ROOT

PAPERS = f"{GUIDE}/papers.html"
SCRIPTS = ("", "search.js", "notes.js", "along.js")
LINK = re.compile(r'href="([\w-]+\.html)[#?"]')
PICTURE = re.compile(r'<img src="(../../media/[^"]+)"')

NOT_KEPT = """async (addresses) => {
  const found = await Promise.all(addresses.map(async (one) => (await caches.match(one)) ? null : one))
  return found.filter(Boolean)
}"""

IS_NEW = """async () => {
  const isNew = async () => (await caches.keys()).map((name) => name.slice(-16)).join() === "0123456789abcdef"
  while (!await isNew()) await new Promise((go) => setTimeout(go, 20))
}"""
"""Waits until only what the newest worker keeps is left."""


class Losing(Quiet):
    """Answers nothing of the places in `lost`, as where the network has gone."""

    lost: ClassVar[set[str]] = set()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        return None if any(place in self.path for place in self.lost) else super().send_head()


class Host:
    """A server at one address that can be taken down and put up again."""

    def __init__(self, folder: Path) -> None:
        self.handler = functools.partial(Losing, directory=str(folder))
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
        reader.locator("section[aria-labelledby=letters] mark").first.wait_for()
        reader.goto(host.address("guides/radiology--h1b--graduate/papers.html"))
        assert reader.locator(".finder").is_visible(), "what was not kept leads to the front page"
        assert reader.url == host.address("index.html"), "where its links and styles lead on from"
    finally:
        host.up()


KEPT = """async (address) => {
  while (!await caches.match(address)) await new Promise((go) => setTimeout(go, 20))
}"""
"""Waits until something is kept."""

TOLD = """window.told = new Promise((go) => {
  navigator.serviceWorker.addEventListener("message", ({ data }) => go(data.kept))
})"""
"""Before any script of a page: hears what the worker says once it has done what the page asked it to."""


def test_who_comes_by_a_chapter_has_its_guide_too(host: Host, chromium: Browser) -> None:
    """Until then nothing is kept; a look at a page of another guide leaves it there."""
    page = chromium.new_context().new_page()
    page.add_init_script(TOLD)
    page.goto(host.address(PAPERS))
    page.evaluate(KEPT, host.address(f"{GUIDE}/checklist.html"))
    page.goto(host.address("guides/radiology--h1b--graduate/papers.html"))
    assert page.evaluate("told") is False
    host.down()
    try:
        page.goto(host.address(f"{GUIDE}/index.html"))
        assert page.url == host.address(f"{GUIDE}/index.html")
        page.goto(host.address("guides/radiology--h1b--graduate/papers.html"))
        assert page.url == host.address("index.html"), "it was not kept in the place of the first"
    finally:
        host.up()
    page.context.close()


def linked_pages(folder: Path) -> set[str]:
    """Every page in a guide's folder that a reader can come to from its plan."""
    found, left = set[str](), {"index.html"}
    while left:
        found |= left
        links = {link for name in left for link in LINK.findall((folder / name).read_text("utf-8"))}
        left = links - found
    return found


def test_all_of_the_readers_guide_is_kept_and_no_other(shipped_site: Path, chromium: Browser) -> None:
    host = Host(shipped_site)
    page = chromium.new_context().new_page()
    try:
        for guide in SHIPPED:
            folder = shipped_site / "guides" / guide
            page.goto(host.address(f"guides/{guide}/index.html"))
            page.locator(".kept").wait_for()
            names = [*linked_pages(folder), *SCRIPTS, *pictures(folder)]
            assert {"lists.html", "list-hosts.html", "whole.html", "../../media/season.svg"} <= {*names}
            addresses = [host.address(f"guides/{guide}/{name}") for name in names]
            assert page.evaluate(NOT_KEPT, addresses) == [], guide
        others = page.evaluate(NOT_KEPT, [host.address(f"guides/{SHIPPED[0]}/index.html")])
        assert len(others) == 1, "of the guide before nothing is left"
    finally:
        host.down()
    for name in ("list-hosts.html", "visa.html", ""):
        page.goto(host.address(f"guides/{guide}/{name}"))
        assert page.title() == titled(folder / (name or "index.html"))
    page.context.close()


def titled(file: Path) -> str:
    """The title of a page."""
    return html.unescape(file.read_text("utf-8").split("<title>")[1].split("</title>")[0])


def pictures(folder: Path) -> set[str]:
    """The drawings on the pages of a guide."""
    return {name for file in folder.glob("*.html") for name in PICTURE.findall(file.read_text("utf-8"))}


def test_the_manual_says_how_much_is_kept(shipped_site: Path) -> None:
    """Packed as a server sends it, with everything that all guides share."""
    folder = shipped_site / "guides" / SHIPPED[0]
    own = [folder / name for name in json.loads((folder / "pages.json").read_text("utf-8"))]
    shared = [shipped_site / name for name in shared_files(shipped_site)]
    words = " ".join((ROOT / "docs/site.md").read_text("utf-8").split())
    said = re.search(r"about (\d+) kB, (\d+) kB of it the guide's", words)
    assert said is not None
    assert [round(sum(map(packed, files)) / 1000, -1) for files in ([*own, *shared], own)] == pytest.approx(
        [int(number) for number in said.groups()], rel=0.05
    )


def packed(file: Path) -> int:
    """The size of a file as it is sent; fonts are packed already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 9))


def shared_files(site: Path) -> list[str]:
    """What is kept besides a guide."""
    found: list[str] = json.loads((site / "worker.js").read_text("utf-8").split("const SHARED = ")[1].split("\n")[0])
    return found


def test_a_page_that_came_with_a_publish_is_kept(host: Host, folder: Path, reader: Page) -> None:
    """Also where the plan, which asked for the guide to be kept, is not opened again."""
    page = (folder / PAPERS).read_text("utf-8").replace("<title>", "<title>More: ")
    (folder / GUIDE / "more.html").write_text(page, "utf-8")
    names = folder / GUIDE / "pages.json"
    names.write_text(json.dumps([*json.loads(names.read_text("utf-8")), "more.html"]), "utf-8")
    published(folder)
    reader.goto(host.address(PAPERS))
    reader.evaluate(IS_NEW)
    host.down()
    try:
        reader.goto(host.address(f"{GUIDE}/more.html"))
        assert reader.title().startswith("More: ")
    finally:
        host.up()


def published(folder: Path) -> None:
    """The worker of a site of which something has changed."""
    worker = folder / "worker.js"
    version = worker.read_text("utf-8").split('OURS + "')[1][:16]
    worker.write_text(worker.read_text("utf-8").replace(version, "0123456789abcdef"), "utf-8")


def test_a_published_change_is_seen_at_once_and_kept(host: Host, folder: Path, reader: Page) -> None:
    page = folder / PAPERS
    page.write_text(page.read_text("utf-8").replace("Ask for letters early", "Ask for letters today"), "utf-8")
    published(folder)
    reader.goto(host.address(PAPERS))
    assert reader.locator("h2#letters").inner_text() == "Ask for letters today"
    reader.evaluate(IS_NEW)
    host.down()
    try:
        reader.goto(host.address(PAPERS))
        assert reader.locator("h2#letters").inner_text() == "Ask for letters today"
    finally:
        host.up()


UPDATED = """async () => {
  const registration = await navigator.serviceWorker.ready
  const found = new Promise((go) => registration.addEventListener("updatefound", () => {
    const worker = registration.installing
    const isOver = () => ["activated", "redundant"].includes(worker.state)
    worker.addEventListener("statechange", () => { if (isOver()) go(worker.state) })
  }))
  await registration.update()
  return found
}"""
"""Asks for a newer worker, and says what came of it."""


def test_a_network_that_goes_during_an_update_loses_no_guide(host: Host, folder: Path, reader: Page) -> None:
    """The guide comes no more once the worker came, nor does the front page."""
    away = Losing.lost
    published(folder)
    away.update((f"/{GUIDE}/", "/index.html"))
    try:
        assert reader.evaluate(UPDATED) == "redundant", "it is tried again with the next page"
        host.down()
        reader.goto(host.address(PAPERS))
        assert reader.url == host.address(PAPERS)
        assert reader.locator("h2#letters").is_visible()
        reader.goto(host.address("guides/radiology--h1b--graduate/papers.html"))
        assert reader.url == host.address("index.html")
        host.up()
        away.clear()
        assert reader.evaluate(UPDATED) == "activated"
        reader.evaluate(IS_NEW)
        kept = [host.address(f"{GUIDE}/{name}") for name in ("papers.html", "index.html", "checklist.html")]
        assert reader.evaluate(NOT_KEPT, kept) == []
    finally:
        away.clear()


def test_nothing_of_it_is_there_from_the_disk(site: Path, visitor: Visitor) -> None:
    page = visitor.open(site / f"{GUIDE}/index.html")
    assert page.locator(".kept").is_hidden()
    assert page.locator("link[rel=manifest]").count() == 0


def test_the_site_can_be_installed(site: Path) -> None:
    described = json.loads((site / "site.webmanifest").read_text("utf-8"))
    assert described["start_url"] == described["scope"] == "."
    assert all((site / icon["src"]).is_file() for icon in described["icons"])
    assert all((site / one).is_file() for one in shared_files(site))
