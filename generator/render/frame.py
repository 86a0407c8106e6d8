"""What the frame of every page sees: project, assets, and whether search engines may come."""

from __future__ import annotations

from typing import Any

from generator.model.settings import Settings
from generator.render.environment import AssetAddress
from generator.render.project_view import project_view
from generator.render.theme import EXTRA_STYLE, Theme
from generator.render.views import View

ACCENT = "accent.css"


def frame_context(settings: Settings, theme: Theme, root: str, *, base: str = "", private: bool = False) -> View:
    """The values of `site/base.html` for a page. `root` leads from it to the site's root, `base` is its address."""
    context: dict[str, Any] = {
        "project": project_view(settings),
        "root": root,
        "asset": AssetAddress(root),
        "extra_style": EXTRA_STYLE if theme.has("site", EXTRA_STYLE) else None,
        "base": base or None,
        "private": private,
    }
    return context


def accent_style(settings: Settings) -> bytes | None:
    """The project's own accent as a style sheet, so that pages hold no style; None where the built-in one holds."""
    theme = settings.theme
    if theme is None or theme.accent is None:
        return None
    pair = f"light-dark({theme.accent}, {theme.accent_dark or theme.accent})"
    plain = f":root {{ --accent: {theme.accent} }}"
    return f"{plain}\n@supports (color: light-dark(#000, #fff)) {{ :root {{ --accent: {pair} }} }}\n".encode()
