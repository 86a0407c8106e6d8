"""The preview's server: this machine only, reading only, and nothing for pages of other sites that ask for it."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from generator.errors import UsageError
from generator.preview.changes import Changes

HOST = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost", "[::1]")
"""What this machine may be called in a request. Any other name is a page elsewhere that had itself pointed here."""

EVENTS = "/-/events"
HEARTBEAT = 15.0
"""Seconds after which an idle stream of changes says that it is still there."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a request: content, or with `location` another address to ask."""

    content: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    location: str | None = None


Respond = Callable[[str], Response]
"""Answers the request for a path."""


class PreviewServer(ThreadingHTTPServer):
    """Serves what `respond` answers, and a stream of changes."""

    daemon_threads = True

    def __init__(self, port: int, respond: Respond, changes: Changes) -> None:
        """Raises UsageError where the port is taken."""
        self.respond, self.changes = respond, changes
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise UsageError(f"port {port} is in use; stop what uses it, or take another with --port") from None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of what went wrong, but for a browser that goes away while it is answered."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        if not self._is_meant_for_us():
            self._send(
                Response(b"This preview answers to this machine only.\n", "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
            )
            return
        parts = urlsplit(self.path)
        if parts.path == EVENTS:
            self._stream(parse_qs(parts.query))
        else:
            self._send(self.server.respond(unquote(parts.path)))

    do_HEAD = do_GET  # noqa: N815 -- named so by http.server

    def _is_meant_for_us(self) -> bool:
        host = self.headers.get("Host", "")
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        return (name if port.isdigit() else host) in NAMES

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.kind)
        self.send_header("Content-Length", str(len(response.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Robots-Tag", "noindex, nofollow")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Frame-Options", "DENY")
        if response.location is not None:
            self.send_header("Location", response.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.content)

    def _stream(self, query: dict[str, list[str]]) -> None:
        """Tell of every change beyond the one the page knows, until the browser goes away."""
        known = query.get("since", [""])[0]
        count = int(known) if known.isdigit() else self.server.changes.count
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            while True:
                now = self.server.changes.wait_beyond(count, HEARTBEAT)
                self.wfile.write(f"data: {now}\n\n".encode() if now > count else b": still here\n\n")
                self.wfile.flush()
                count = now

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- named so by http.server
        """Nothing: requests name people."""
