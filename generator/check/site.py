"""What the settings ask of the site: colors that can be read, a logo that is there, facets to compare by."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.project import Project
from generator.model.settings import ThemeSettings
from generator.pictures.published import picture_flaw

LIGHT = {"#ffffff": "white paper"} | dict.fromkeys(("#fdf0f0", "#f1f3fb", "#fff6e3", "#f4f6f7"), "the paper of asides")
DARK = {"#11161a": "dark pages"} | dict.fromkeys(
    ("#2e1717", "#1b2036", "#2a2110", "#1a2127"), "the dark paper of asides"
)
"""What is behind text in the built-in theme (`site.css`), each with its name."""

LEAST_CONTRAST = 4.5

LOGOS = (".svg", ".png")


def check_site(project: Project, read: Callable[[str], bytes | None], diagnostics: Diagnostics) -> None:
    """Report what would make pages unreadable or break them. `read` gives a file of the theme; None: there is none."""
    theme = project.settings.theme
    if theme is not None:
        _colors(theme, diagnostics)
        if theme.logo is not None:
            _logo(theme.logo, read(theme.logo), theme.place("logo"), diagnostics)
    site = project.settings.site
    for name in site.compare if site is not None else ():
        assert site is not None
        facet = project.facets.get(name)
        if facet is None:
            diagnostics.error(
                "unknown-facet", f"there is no facet '{name}'", site.place("compare"), nearest(name, project.facets)
            )
        elif facet.type != "choice" or facet.derived is not None:
            diagnostics.error(
                "bad-value",
                f"guides cannot be compared by '{name}'",
                site.place("compare"),
                "name facets of type 'choice' that personas answer",
            )


def _logo(name: str, content: bytes | None, place: Span, diagnostics: Diagnostics) -> None:
    if content is None:
        diagnostics.error(
            "missing-file", f"there is no templates/site/{name}", place, "put the picture there; SVG or PNG"
        )
        return
    suffix = PurePosixPath(name).suffix
    wrong = picture_flaw(content, suffix) if suffix in LOGOS else "is neither an SVG nor a PNG"
    if wrong is not None:
        diagnostics.error("broken-picture", f"templates/site/{name} {wrong}", place, "put a whole SVG or PNG there")


def _colors(theme: ThemeSettings, diagnostics: Diagnostics) -> None:
    if theme.accent is not None:
        _contrast("accent", theme.accent, LIGHT, theme.place("accent"), "take a darker color", diagnostics)
    if theme.accent_dark is not None:
        place = theme.place("accent_dark")
        _contrast("accent_dark", theme.accent_dark, DARK, place, "take a lighter color", diagnostics)
    elif theme.accent is not None:
        advice = "add a lighter 'accent_dark' for dark pages"
        _contrast("accent", theme.accent, DARK, theme.place("accent"), advice, diagnostics)


def _contrast(
    key: str, color: str, papers: Mapping[str, str], place: Span, advice: str, diagnostics: Diagnostics
) -> None:
    """Report the first paper, of those behind links, on which a color cannot be read."""
    for paper, where in papers.items():
        ratio = contrast(color, paper)
        if ratio < LEAST_CONTRAST:
            seen = math.floor(ratio * 10) / 10  # 4.46 is not the 4.5 it needs
            diagnostics.error(
                "low-contrast",
                f"'{key}' {color} cannot be read on {where}: its contrast is {seen}, and text needs {LEAST_CONTRAST}",
                place,
                advice,
            )
            return


def contrast(first: str, second: str) -> float:
    """The contrast of two colors as WCAG 2 measures it, from 1 (none) to 21 (black on white)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
