"""What makes a site installable, and keeps a guide for when there is no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.model.artifact import Artifact
from generator.model.settings import Settings
from generator.render.browser import compact
from generator.render.frame import ACCENT
from generator.render.project_view import project_view
from generator.render.texts import FOLDER as TEXTS
from generator.render.theme import Theme

WORKER, DESCRIPTION = "worker.js", "site.webmanifest"
LIST = "pages.json"
"""In the folder of a guide: what the worker keeps of it."""

RULES = "plan.js"
"""The rules of the project, by which every guide is worked out."""

TAKEN = "taken.js"
"""What words the calendar and the table that a reader saves."""

LISTS = "list"
"""Where the rows of catalogs are, below the site's root."""

LOADED = f"{TEXTS}/", f"{LISTS}/"
"""Scripts that pages load once an answer asks for them."""

_KEPT = {".css", ".js", ".svg", ".woff2"}
_RARE = ("latin-ext", "form.css", "form.js", "leanqr.js")
"""What few pages ask for, and a page without a network can do without."""


def offline_files(theme: Theme, settings: Settings, files: Mapping[str, str]) -> list[Artifact]:
    """The worker, and the description of the site for who installs it.

    `files` are all files of the site with their hashes: where one changes, so does the worker, and a browser fetches
    again what it kept.
    """
    digest = hashlib.sha256("".join(f"{path}\0{one}\n" for path, one in sorted(files.items())).encode()).hexdigest()
    shared = [
        name
        for name in files
        if name in (RULES, TAKEN) or name.startswith(LOADED) or (name.startswith("assets/") and _is_shared(name))
    ]
    context = {"version": digest[:16], "shared": compact(["index.html", *sorted(shared)]), "list": LIST}
    worker = theme.render_text("site/worker.js.j2", context)
    return [Artifact(WORKER, worker.encode()), Artifact(DESCRIPTION, _description(settings).encode())]


def _is_shared(name: str) -> bool:
    own_accent = name.endswith(f"/{ACCENT}")
    return own_accent or (PurePosixPath(name).suffix in _KEPT and not any(one in name for one in _RARE))


def _description(settings: Settings) -> str:
    """The web app manifest (W3C)."""
    project = project_view(settings)
    icons = [
        {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png"},
    ]
    described = {
        "name": project["title"],
        "short_name": project["theme"]["name"] or project["title"],
        "lang": settings.language,
        "start_url": ".",
        "scope": ".",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": settings.accent,
        "icons": icons,
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
