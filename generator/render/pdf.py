"""Laying out a handbook with WeasyPrint. The only file that imports it, and only when a PDF is made."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.errors import OutputError
from generator.render.theme import Theme

BASE = "http://assets.invalid/"
"""Nothing is ever fetched from here: an address below it names a file of the theme, any other is refused."""

VARIANT = "pdf/ua-1"


def lay_out(html: str, theme_folders: tuple[str, ...]) -> bytes:
    """The PDF of a handbook's HTML, tagged for PDF/UA-1. The same HTML and theme give the same bytes.

    Raises OutputError where WeasyPrint cannot be loaded, refuses an address, or warns.
    """
    weasyprint = _weasyprint()
    assets, style, fonts = _surroundings(theme_folders)
    warnings = _Warnings()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(warnings)
    try:
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_fetcher(assets))
        options = {"font_config": fonts, "pdf_variant": VARIANT, "custom_metadata": True}
        pdf: bytes = document.write_pdf(stylesheets=[style], **options)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise OutputError(f"the handbook asks for an address outside the theme: {error}") from error
    finally:
        logger.removeHandler(warnings)
    if warnings.messages:
        raise OutputError(f"the PDF engine warns: {warnings.messages[0]}")
    return pdf


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 -- 0.7 s, and it needs Pango: only where a PDF is made
        import weasyprint.urls  # noqa: PLC0415
    except OSError as error:
        raise OutputError(
            f"PDF handbooks need the Pango library ({error}); on Debian: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
            "Pages without handbooks: guidegen build --to html"
        ) from error
    return weasyprint


@lru_cache(maxsize=1)
def _surroundings(theme_folders: tuple[str, ...]) -> tuple[Mapping[str, bytes], Any, Any]:
    """The theme's files, its style sheet and its fonts, read once in a process."""
    weasyprint = _weasyprint()
    assets = Theme(tuple(Path(folder) for folder in theme_folders)).assets("handbook")
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(
        string=assets["handbook.css"].decode(), base_url=BASE, url_fetcher=_fetcher(assets), font_config=fonts
    )
    return assets, style, fonts


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    weasyprint = _weasyprint()

    class AssetFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002 -- their signature
            name = unquote(url.removeprefix(BASE))
            if not url.startswith(BASE) or name not in assets:
                raise weasyprint.urls.FatalURLFetchingError(f"'{url}' is not a file of the theme")
            return weasyprint.urls.URLFetcherResponse(url, body=assets[name])

    return AssetFetcher(allowed_protocols={"http"}, allow_redirects=False, fail_on_errors=True)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
