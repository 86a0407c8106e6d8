"""`guidegen serve`: the project as it is being written, on this machine, only what is looked at built."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from generator.app.list import matrix_of
from generator.app.opened import Chosen, Opened, open_project, theme_of
from generator.app.stopwatch import Stopwatch
from generator.diagnostics import Diagnostic, Span
from generator.errors import GuidegenError, ProfileError, ProjectError, UsageError
from generator.load.profiles import read_applicants
from generator.logic.describe import condition_words
from generator.model.condition import ALWAYS
from generator.model.profile import Applicant, Persona
from generator.model.selection import Decision
from generator.preview.changes import Changes
from generator.preview.server import PreviewServer, Response
from generator.preview.watch import watch_files
from generator.render.annotate import annotator
from generator.render.fragments import FragmentMaker
from generator.render.site import ACCENT, SiteRenderer, guide_folder
from generator.render.theme import Theme
from generator.resources import theme_dir

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
WATCHED = ("guidegen.yaml", "content", "profiles", "templates")
View = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRequest:
    """What to preview, and where."""

    root: Path
    today: dt.date
    port: int


def serve(request: ServeRequest, tell: Callable[[str], None]) -> None:
    """Serve the preview until interrupted; `tell` is given its address.

    Raises UsageError where the port is taken. What is wrong in the project is shown in the browser.
    """
    changes = Changes()
    preview = Preview(request.root, request.today, changes)
    stop = threading.Event()
    paths = [*(request.root / name for name in WATCHED), theme_dir()]
    with PreviewServer(request.port, preview.respond, changes) as server:
        watcher = threading.Thread(target=watch_files, args=(paths, preview.refresh, stop), daemon=True)
        watcher.start()
        tell(server.address)
        try:
            server.serve_forever()
        finally:
            stop.set()
            watcher.join(2)


@dataclass(slots=True)
class _State:
    """The project as last read, and the pages made from it so far."""

    opened: Opened
    theme: Theme
    fragments: FragmentMaker
    renderer: SiteRenderer
    applicants: Mapping[str, Applicant]
    wrong: Mapping[str, list[Diagnostic]]
    pages: dict[str, bytes] = field(default_factory=dict)
    notes: dict[str, View] = field(default_factory=dict)
    chosen: dict[str, Chosen] = field(default_factory=dict)


class Preview:
    """Answers requests with pages made at that moment; forgets them all when a file changes.

    What a change leaves as it was is kept: converted text, and the theme's templates.
    """

    def __init__(self, root: Path, today: dt.date, changes: Changes) -> None:
        self.root, self.today, self.changes = root, today, changes
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._fragments = FragmentMaker()
        self._kept = theme_of(root), ""

    def refresh(self) -> None:
        """Read the project again after a change, then tell the pages that are open."""
        with self._lock:
            self._state = None
            try:
                self._state = self._read()
            except GuidegenError:
                self._state = None  # the next request reads again and shows why
        self.changes.tell()

    def respond(self, path: str) -> Response:
        """The answer to a request."""
        with self._lock:
            try:
                return self._respond(path.lstrip("/"))
            except (ProjectError, ProfileError) as error:
                return self._problems(error.diagnostics)
            except UsageError as error:
                return Response(f"{error}\n".encode(), "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)
            except GuidegenError as error:
                return self._problems([Diagnostic("error", "problem", str(error), Span(""))])

    def _read(self) -> _State:
        opened = open_project(self.root, self.today, Stopwatch(), drafts=True)
        applicants, wrong = read_applicants(opened.root, opened.project, opened.subjects)
        theme = self._theme()
        renderer = SiteRenderer(opened.project, theme, self._fragments)
        return _State(opened, theme, self._fragments, renderer, applicants, wrong)

    def _respond(self, path: str) -> Response:
        if path.startswith("-/") and path != "-/map":
            return self._asset("preview", path.removeprefix("-/"))
        if self._state is None:
            self._state = self._read()
        state = self._state
        if path.startswith("assets/"):
            name = path.removeprefix("assets/")
            accent = state.renderer.accent() if name == ACCENT else None
            return self._asset("site", name) if accent is None else self._file(name, accent)
        if path == "-/map":
            return self._with_bar(state, self._map(state), None)
        folder, _, rest = path.partition("/")
        profile, _, name = rest.partition("/")
        if folder in ("guides", "applicants") and profile:
            return self._guide_page(state, folder, profile, name)
        if path not in state.pages:
            self._make_shared(state, path)
        if path in ("", "index.html") or path.startswith("compare/"):
            return self._with_bar(state, state.pages[path], None)
        return self._file(path, state.pages[path])

    def _make_shared(self, state: _State, path: str) -> None:
        """The front page, or a comparison. Raises UsageError for an address that is neither."""
        personas = state.opened.project.personas
        if path.startswith("compare/"):
            pair = next((one for one in state.renderer.pairs if one.path == path), None)
            if pair is not None:
                was, becomes = (self._choose(state, one).guide for one in (pair.first, pair.second))
                state.pages[path] = state.renderer.comparison(pair, was, becomes).content
        elif path in ("", "index.html"):
            for artifact in state.renderer.shared(personas.values(), ()):
                if artifact.path == "index.html":
                    state.pages[""] = state.pages["index.html"] = artifact.content
        if path not in state.pages:
            raise UsageError(f"there is no page /{path}")

    def _guide_page(self, state: _State, folder: str, profile: str, name: str) -> Response:
        prefix = f"{folder}/{profile}/"
        if prefix not in state.notes:
            self._make_guide(state, folder, profile)
        if prefix + name not in state.pages:
            return Response(status=HTTPStatus.FOUND, location=f"/{prefix}index.html")
        content = state.pages[prefix + name]
        if not name.endswith(".html"):
            return self._file(name, content)
        return self._with_bar(state, content, state.notes[prefix] | {"page": name})

    def _make_guide(self, state: _State, folder: str, name: str) -> None:
        reader = self._reader(state, folder, name)
        chosen = self._choose(state, reader)
        renderer = SiteRenderer(
            state.opened.project,
            state.theme,
            state.fragments,
            private=folder == "applicants",
            annotate=annotator(chosen.selection),
        )
        prefix = f"{folder}/{name}/"
        for artifact in renderer.guide(chosen.guide):
            state.pages[prefix + artifact.path.removeprefix(f"{guide_folder(name)}/")] = artifact.content
        state.notes[prefix] = {
            "folder": folder,
            "profile": name,
            "modules": _modules(chosen.selection.decisions.values()),
        }

    def _reader(self, state: _State, folder: str, name: str) -> Persona | Applicant:
        if folder == "applicants" and name in state.wrong:
            raise ProfileError(name, state.wrong[name])
        known: Mapping[str, Persona | Applicant] = (
            state.applicants if folder == "applicants" else state.opened.project.personas
        )
        if name not in known:
            raise UsageError(f"there is nobody '{name}' under /{folder}/")
        return known[name]

    def _choose(self, state: _State, reader: Persona | Applicant) -> Chosen:
        if reader.id not in state.chosen:
            state.chosen[reader.id] = state.opened.choose(reader)
        return state.chosen[reader.id]

    def _map(self, state: _State) -> bytes:
        """Modules by persona, review dates, and facts past their date with who reads them."""
        personas = state.opened.project.personas
        rows = matrix_of(state.opened)
        facts = state.opened.project.facts
        past = {name: fact for name, fact in facts.items() if fact.expires is not None and fact.expires < self.today}
        modules = {name: [row["module"] for row in rows if name in row["facts"]] for name in past}
        context = {
            "project": state.renderer.view,
            "today": str(self.today),
            "personas": [{"id": persona.id, "title": persona.title} for persona in personas.values()],
            "rows": rows,
            "past": [
                {
                    "id": name,
                    "expires": str(fact.expires),
                    "modules": modules[name],
                    "readers": [
                        persona
                        for persona in personas
                        if any(row["personas"][persona] in "+?" for row in rows if row["module"] in modules[name])
                    ],
                }
                for name, fact in past.items()
            ],
        }
        return state.theme.render("preview/map.html", context).encode()

    def _with_bar(self, state: _State, page: bytes, notes: View | None) -> Response:
        """A page with the bar of the preview at its end."""
        project = state.opened.project
        bar = state.theme.render(
            "preview/bar.html",
            {
                "personas": [{"id": persona.id, "title": persona.title} for persona in project.personas.values()],
                "applicants": [*state.applicants, *state.wrong],
                "notes": notes,
                "count": self.changes.count,
            },
        )
        head, end, tail = page.decode().rpartition("</body>")
        return Response(f"{head}{bar}{end}{tail}".encode())

    def _problems(self, found: Iterable[Diagnostic]) -> Response:
        context = {
            "found": [
                {"place": str(one.span) if one.span.path else "", "line": self._line(one.span), "one": one}
                for one in found
            ],
            "count": self.changes.count,
        }
        page = self._theme().render("preview/problems.html", context)
        return Response(page.encode(), status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def _line(self, span: Span) -> str:
        """The line of the file a finding is on; empty where it cannot be read."""
        try:
            lines = (self.root / span.path).read_text("utf-8-sig", "replace").splitlines()
        except OSError:
            return ""
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""

    def _asset(self, kind: str, name: str) -> Response:
        content = self._theme().asset(kind, name)
        if content is None:
            return Response(b"There is no such file.\n", "text/plain", HTTPStatus.NOT_FOUND)
        return self._file(name, content)

    def _theme(self) -> Theme:
        """The theme with its templates made ready; made again when one of its files has changed."""
        theme = theme_of(self.root)
        stamp = theme.stamp()
        if stamp != self._kept[1]:
            self._kept = theme, stamp
        return self._kept[0]

    @staticmethod
    def _file(name: str, content: bytes) -> Response:
        return Response(content, KINDS.get(Path(name).suffix, "application/octet-stream"))


def _modules(decisions: Iterable[Decision]) -> list[View]:
    """Every module with its place and reason: what is on the page, and what is not."""
    return [
        {
            "id": one.module.id,
            "chapter": one.chapter,
            "title": one.module.title,
            "at": f"{one.module.path}:{one.module.front.span.line}",
            "when": "" if one.module.condition == ALWAYS else condition_words(one.module.condition),
            "slot": one.module.front.slot,
            "shown": one.shown,
            "why": one.reason.sentence,
            "draft": one.module.front.draft,
            "reviewed": str(one.module.front.reviewed),
        }
        for one in decisions
    ]
