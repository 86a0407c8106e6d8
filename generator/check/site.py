"""What the settings ask of the site: colors that can be read, a logo that is there, facets to compare by."""

from __future__ import annotations

from collections.abc import Callable

from generator.check.picture import flaw
from generator.diagnostics import Diagnostics, Span, nearest
from generator.model.project import Project
from generator.model.settings import ThemeSettings

PAPER, DARK_PAPER = "#ffffff", "#11161a"
"""What text stands on in the built-in theme, light and dark."""

LEAST_CONTRAST = 4.5


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
    wrong = flaw(name, content)
    if wrong is not None:
        diagnostics.error("broken-picture", f"templates/site/{name} {wrong}", place, "put a whole SVG or PNG there")


def _colors(theme: ThemeSettings, diagnostics: Diagnostics) -> None:
    if theme.accent is not None:
        _contrast("accent", theme.accent, PAPER, "white paper", theme.place("accent"), diagnostics)
    if theme.accent_dark is not None:
        _contrast("accent_dark", theme.accent_dark, DARK_PAPER, "dark pages", theme.place("accent_dark"), diagnostics)
    elif theme.accent is not None and contrast(theme.accent, DARK_PAPER) < LEAST_CONTRAST:
        diagnostics.error(
            "low-contrast",
            f"'accent' {theme.accent} cannot be read on dark pages: "
            f"its contrast is {contrast(theme.accent, DARK_PAPER):.1f}, and text needs {LEAST_CONTRAST}",
            theme.place("accent"),
            "add a lighter 'accent_dark' for dark pages",
        )


def _contrast(key: str, color: str, paper: str, where: str, place: Span, diagnostics: Diagnostics) -> None:
    ratio = contrast(color, paper)
    if ratio < LEAST_CONTRAST:
        lighter = "lighter" if paper == DARK_PAPER else "darker"
        diagnostics.error(
            "low-contrast",
            f"'{key}' {color} cannot be read on {where}: its contrast is {ratio:.1f}, and text needs {LEAST_CONTRAST}",
            place,
            f"take a {lighter} color",
        )


def contrast(first: str, second: str) -> float:
    """The contrast of two colors as WCAG 2 measures it, from 1 (none) to 21 (black on white)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
