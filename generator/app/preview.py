"""The preview's answers: the pages as they are now, and where that fails the last good ones with what is wrong."""

from __future__ import annotations

import datetime as dt
import sys
import threading
import traceback
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from generator.app.opened import theme_of
from generator.app.previewed import MAP, Page, Previewed, read_previewed
from generator.diagnostics import NO_PLACE, Diagnostic, Span
from generator.errors import GuidegenError, ProfileError, ProjectError, UsageError
from generator.preview.changes import Changes
from generator.preview.server import Response
from generator.render.fragments import FragmentMaker
from generator.render.frame import ACCENT, accent_style
from generator.render.media import media_artifacts
from generator.render.theme import Theme

KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
OWN = "-/"
"""What begins so is the preview's own, not the project's."""


class Preview:
    """Answers requests with pages made at that moment; makes them again when a file changes.

    What a change leaves as it was is kept: converted text, and the theme's templates. What is wrong is never hidden and
    never costs the page that is looked at: the last good one stays, and says what is wrong.
    """

    def __init__(self, root: Path, today: dt.date, changes: Changes) -> None:
        self.root, self.today, self.changes = root, today, changes
        self._lock = threading.Lock()
        self._fragments = FragmentMaker()
        self._kept = theme_of(root), ""
        self._last: Previewed | None = None
        self._found: list[Diagnostic] = []
        self._is_old = False
        self._is_stale = True
        self._good: dict[str, Page] = {}

    def refresh(self) -> None:
        """Read the project again after a change, then tell the pages that are open."""
        with self._lock:
            self._is_stale = True
            try:
                self._current()
            except Exception:  # noqa: BLE001 -- the next request reads again and shows why; the watch has to go on
                self._is_stale = True
        self.changes.tell()

    def respond(self, path: str) -> Response:
        """The answer to a request."""
        path = path.lstrip("/")
        with self._lock:
            try:
                return self._respond(path)
            except UsageError as error:
                return Response(f"{error}\n".encode(), "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)
            except (ProjectError, ProfileError) as error:
                return self._wrong(path, error.diagnostics)
            except GuidegenError as error:
                return self._wrong(path, [Diagnostic("error", "problem", str(error), NO_PLACE)])
            except Exception as error:  # noqa: BLE001 -- a bug of ours is told where the author looks, and in full
                traceback.print_exc(file=sys.stderr)
                said = f"guidegen itself failed: {type(error).__name__}: {error}; the terminal has all of it"
                return self._wrong(path, [Diagnostic("error", "bug", said, NO_PLACE)])

    def _current(self) -> Previewed:
        """The project as it is now; where it cannot be read, as it last could be, and `_found` says what is wrong."""
        if self._is_stale or self._last is None:
            try:
                self._last = read_previewed(self.root, self.today, self._theme(), self._fragments)
                self._found, self._is_old = self._last.found, False
            except ProjectError as error:
                if self._last is None:
                    raise
                self._found, self._is_old = error.diagnostics, True
            self._is_stale = False
        return self._last

    def _respond(self, path: str) -> Response:
        if path.startswith(OWN) and path != MAP:
            return self._asset(self._theme().built_in, "preview", path.removeprefix(OWN))
        current = self._current()
        if path.startswith("assets/"):
            name = path.removeprefix("assets/")
            accent = accent_style(current.opened.project.settings) if name == ACCENT else None
            return self._asset(self._theme(), "site", name) if accent is None else _file(name, accent)
        if path.startswith("media/"):
            return self._media(current, path)
        page = current.page(path)
        if page is None:
            folder, profile, *_ = path.split("/")
            return Response(status=HTTPStatus.FOUND, location=f"/{folder}/{profile}/index.html")
        self._good[path] = page
        return self._shown(path, page, self._found, is_old=self._is_old)

    def _media(self, current: Previewed, path: str) -> Response:
        """A picture or file of the project, as it would be published."""
        found = (one for one in media_artifacts(current.opened.project) if one.path == path)
        artifact = next(found, None)
        if artifact is None:
            raise UsageError(f"there is no /{path}")
        return _file(path, artifact.content)

    def _shown(self, path: str, page: Page, found: Iterable[Diagnostic], *, is_old: bool) -> Response:
        """A page with the bar of the preview at its end, and in it what is wrong; other files as they are."""
        if path and path != MAP and not path.endswith(".html"):
            return _file(path, page.content)
        current = self._last
        personas = current.opened.project.personas.values() if current else ()
        bar = self._own(found) | {
            "notes": page.notes,
            "is_old": is_old,
            "personas": [{"id": persona.id, "title": persona.title} for persona in personas],
            "applicants": [*current.applicants, *current.wrong] if current else [],
        }
        head, end, tail = page.content.decode().rpartition("</body>")
        return Response(f"{head}{self._theme().built_in.render('preview/bar.html', bar)}{end}{tail}".encode())

    def _wrong(self, path: str, found: list[Diagnostic]) -> Response:
        """What is wrong, on the last good page of this address, else on a page of its own."""
        try:
            good = self._good.get(path)
            if good is not None:
                others = [one for one in self._found if one not in found]
                return self._shown(path, good, [*found, *others], is_old=True)
            page = self._theme().built_in.render("preview/problems.html", self._own(found))
            return Response(page.encode(), status=HTTPStatus.INTERNAL_SERVER_ERROR)
        except GuidegenError as error:  # the preview's own pages are wrong
            words = "\n".join(f"{one.span}: {one.message}" for one in [*found, *getattr(error, "diagnostics", [])])
            return Response(f"{words}\n".encode(), "text/plain; charset=utf-8", HTTPStatus.INTERNAL_SERVER_ERROR)

    def _own(self, found: Iterable[Diagnostic]) -> dict[str, Any]:
        """What the preview's own pages say of what was found."""
        problems = [
            {"place": "" if one.span == NO_PLACE else str(one.span), "line": self._line(one.span), "one": one}
            for one in found
        ]
        return {"found": problems, "count": self.changes.count}

    def _line(self, span: Span) -> str:
        """The line of the file a finding is about; empty where it cannot be read."""
        try:
            lines = (self.root / span.path).read_text("utf-8-sig", "replace").splitlines()
        except OSError:
            return ""
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""

    def _theme(self) -> Theme:
        """The theme with its templates made ready; made again when one of its files has changed."""
        theme = theme_of(self.root)
        stamp = theme.stamp()
        if stamp != self._kept[1]:
            self._kept = theme, stamp
        return self._kept[0]

    @staticmethod
    def _asset(theme: Theme, kind: str, name: str) -> Response:
        content = theme.asset(kind, name)
        if content is None:
            return Response(b"There is no such file.\n", "text/plain", HTTPStatus.NOT_FOUND)
        return _file(name, content)


def _file(name: str, content: bytes) -> Response:
    return Response(content, KINDS.get(Path(name).suffix, "application/octet-stream"))
