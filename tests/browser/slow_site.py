"""A site on a slow network: a page comes in pieces, each of which is painted before the next, and its scripts last.

What a browser happens to paint in between is thus the same on every machine.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PIECES = 4

PAINTED = """async (wanted) => {
  const frame = () => new Promise((go) => requestAnimationFrame(go))
  const come = () => {
    const comments = document.createNodeIterator(document, NodeFilter.SHOW_COMMENT)
    let [count, one] = [0, null]
    while ((one = comments.nextNode())) count += one.data === "piece"
    return count
  }
  while (come() < wanted) await frame()
  await frame()
  await frame()
}"""
"""Waits until so many pieces have come and are painted."""


class SlowSite(ThreadingHTTPServer):
    """Serves a folder; what a page is made of comes when `open` lets it through."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Pieces, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"
        self._turn = threading.Condition()
        self._pieces = PIECES
        self._has_scripts = True

    def open(self, page: Page, path: str) -> None:
        """Open a page as a slow network brings it, and return once it is loaded."""
        self._let(1, has_scripts=False)
        try:
            Page.goto(page, self.address + path, wait_until="commit")  # a visitor's own `goto` waits for the whole page
            for piece in range(1, PIECES + 1):
                self._let(piece, has_scripts=False)
                page.evaluate(PAINTED, piece)
        finally:
            self._let(PIECES, has_scripts=True)
        page.wait_for_load_state("load")

    def _let(self, pieces: int, *, has_scripts: bool) -> None:
        with self._turn:
            self._pieces, self._has_scripts = pieces, has_scripts
            self._turn.notify_all()

    def wait_for_piece(self, number: int) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._pieces >= number)

    def wait_for_scripts(self) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._has_scripts)


class _Pieces(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: SlowSite

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if self.headers["Sec-Fetch-Dest"] == "document":
            self._send_in_pieces(file.read_text("utf-8"))
            return
        if file.name == "site.css":
            self._send_style(file)
            return
        if file.suffix == ".js" and file.name != "theme.js":  # which is there before anything is painted
            self.server.wait_for_scripts()
        super().do_GET()

    def _send_in_pieces(self, text: str) -> None:
        """The head with the start of the page at once, and each further piece when it is let through."""
        ends = [found.start() + 1 for found in re.finditer("\n<", text) if found.start() > text.index("<h1")]
        cuts = [ends[len(ends) * place // PIECES] for place in range(PIECES)]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, (start, end) in enumerate(zip([0, *cuts[1:]], [*cuts[1:], len(text)], strict=True), 1):
            self.server.wait_for_piece(number)
            data = f"{text[start:end]}<!--piece-->".encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.write(b"0\r\n\r\n")

    def _send_style(self, file: Path) -> None:
        """The style with its fonts in it. Nobody is shown a page that waits for their answers after a while."""

        def inlined(found: re.Match[str]) -> str:
            font = base64.b64encode((file.parent / found[1]).read_bytes()).decode()
            return f"url(data:font/woff2;base64,{font})"

        style = re.sub(r"url\(([^)]*\.woff2)\)", inlined, file.read_text("utf-8"))
        data = style.replace("animation: shown", "animation: none").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/css; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- named so above
        """Nothing."""


@contextmanager
def slowly(folder: Path) -> Iterator[SlowSite]:
    """The site of a folder, served for as long as it is used."""
    with SlowSite(folder) as site:
        thread = threading.Thread(target=site.serve_forever, args=[0.01])
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()
