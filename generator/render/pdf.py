"""Laying out a handbook with WeasyPrint. The only file that imports it, and only when a PDF is made."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.errors import OutputError
from generator.render.archive import claim_accessible
from generator.render.book_fonts import book_fonts
from generator.render.glyphs import ADVICE, as_letters, no_glyphs, undrawable
from generator.render.tags.continued import Built
from generator.render.tags.repair import repair_tags
from generator.render.theme import EXTRA_STYLE, Theme

BASE = "http://assets.invalid/"
"""Nothing is ever fetched from here: an address below it names a file of the theme, any other is refused."""

VARIANT = "pdf/a-3u"
COLORS = "screen"
"""The name under which the engine keeps the profile of the colors."""
_STARTED = re.compile(r'<ol(?![^>]*\sstyle=)(?=[^>]*\sstart="(?P<start>\d+)")')
"""A list that begins with a number of its own. The engine reads `start` only with all other hints of old HTML."""

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be attached to a handbook."""

    name: str
    label: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What all handbooks of a run are laid out with: the theme's folders, the project's own fonts in it, and its logo.

    The logo is in the theme's `site/`; a file of its name in `handbook/` is taken for paper.
    """

    folders: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    logo: str | None = None


def lay_out(html: str, enclosures: tuple[Enclosure, ...], typesetting: Typesetting) -> bytes:
    """The PDF of a handbook's HTML, as PDF/A-3u, tagged for PDF/UA-1. The same HTML and theme give the same bytes.

    Raises OutputError where WeasyPrint cannot be loaded, refuses an address, or warns, and where a font of the theme
    lacks a character.
    """
    around = _surroundings(typesetting)
    problem = undrawable(html, around.drawable)
    if problem is not None:
        raise OutputError(problem)
    weasyprint = _weasyprint()
    try:
        with _listening() as warnings:
            page = weasyprint.HTML(
                string=_counted(as_letters(html)), base_url=BASE, url_fetcher=_fetcher(around.assets)
            )
            options = {"font_config": around.fonts, "pdf_variant": VARIANT, "output_intent": COLORS}
            profiles = {COLORS: _colors(weasyprint)}
            document = page.render(stylesheets=list(around.styles), color_profiles=profiles, **options)
            attachments = [_attachment(weasyprint, one) for one in enclosures]
            pdf = _written(weasyprint, document, attachments)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise OutputError(f"the handbook asks for an address outside the theme: {error}") from error
    if warnings:
        raise OutputError(f"the PDF engine warns: {warnings[0]}")
    _check_fonts(document.fonts.values(), around.families)
    return pdf


def _counted(html: str) -> str:
    """HTML whose lists say in CSS which number comes before their first."""
    return _STARTED.sub(lambda list_: f'<ol style="counter-reset: list-item {int(list_["start"]) - 1}"', html)


def _colors(weasyprint: Any) -> Any:
    """What the colors mean, which PDF/A has to say: sRGB. WeasyPrint would leave the file of its profile open."""
    profile = (Path(weasyprint.__file__).parent / "pdf/sRGB2014.icc").read_bytes()
    components = (["r"], ["g"], ["b"])
    return weasyprint.css.ColorProfile(io.BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", components)


def _written(weasyprint: Any, document: Any, attachments: list[Any]) -> bytes:
    built = Built()

    def finished(document: Any, pdf: Any) -> None:
        repair_tags(document, pdf, built)
        claim_accessible(pdf)

    with built.watching(weasyprint.pdf.tags):
        written: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_tags=True,
            output_intent=COLORS,
            custom_metadata=True,
            attachments=attachments,
            finisher=finished,
        )
    return written


def _check_fonts(used: Iterable[Any], families: frozenset[str]) -> None:
    """Only the theme's own fonts give the same pages everywhere."""
    points = sorted({point for font in used for point in font.missing})
    if points:
        raise OutputError(no_glyphs(points))
    foreign = sorted({font.family for font in used} - families)
    if foreign:
        raise OutputError(f"a font that is not the theme's was used for some characters ({foreign[0]}); {ADVICE}")


def _attachment(weasyprint: Any, one: Enclosure) -> Any:
    """Fixed dates keep the bytes the same."""
    return weasyprint.Attachment(
        string=one.content,
        name=one.name,
        description=one.label,
        created=EPOCH,
        modified=EPOCH,
        relationship="Supplement",
    )


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


@dataclass(frozen=True, slots=True)
class _Surroundings:
    assets: Mapping[str, bytes]
    styles: tuple[Any, ...]
    fonts: Any
    families: frozenset[str]
    drawable: frozenset[int]


@lru_cache(maxsize=1)
def _surroundings(typesetting: Typesetting) -> _Surroundings:
    """The theme's files, its style sheet and its fonts, read once in a process."""
    weasyprint = _weasyprint()
    theme = Theme(tuple(Path(folder) for folder in typesetting.folders))
    fonts = book_fonts(theme, typesetting.fonts)
    assets = dict(fonts.assets)
    logo = None if typesetting.logo is None else theme.asset("site", typesetting.logo)
    if typesetting.logo is not None and logo is not None:
        assets.setdefault(typesetting.logo, logo)
    *sheets, extra = fonts.sheets
    config = weasyprint.text.fonts.FontConfiguration()
    fetcher = _fetcher(assets)

    def parsed(css: str) -> Any:
        return weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=config)

    styles = [parsed(one) for one in sheets if one]
    try:
        with _listening() as warnings:
            styles += [parsed(extra)] if extra else []
    except weasyprint.urls.FatalURLFetchingError as error:
        raise OutputError(f"templates/handbook/{EXTRA_STYLE}: {error}") from error
    if warnings:
        raise OutputError(_of_extra_style(warnings[0], extra))
    return _Surroundings(assets, tuple(styles), config, fonts.families, fonts.letters)


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    weasyprint = _weasyprint()

    class AssetFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002 -- their signature
            if url.startswith("data:image/"):
                kind, _, content = url.removeprefix("data:").partition(";base64,")
                return weasyprint.urls.URLFetcherResponse(url, body=b64decode(content), headers={"Content-Type": kind})
            name = unquote(url.removeprefix(BASE))
            if not url.startswith(BASE) or name not in assets:
                raise weasyprint.urls.FatalURLFetchingError(f"'{url}' is not a file of the theme")
            return weasyprint.urls.URLFetcherResponse(url, body=assets[name])

    return AssetFetcher(allowed_protocols={"http"}, allow_redirects=False, fail_on_errors=True)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Gather what the PDF engine warns of."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


def _of_extra_style(warning: str, css: str) -> str:
    """What is wrong in a project's own style sheet, on one line, with its place: the engine names it for properties."""
    place = re.search(r" at (\d+):(\d+)", warning)
    where = f":{place[1]}:{place[2]}" if place else _place_of_selector(warning, css)
    words = " ".join((warning.replace(place[0], "", 1) if place else warning).split())
    return f"templates/handbook/{EXTRA_STYLE}{where}: the PDF engine does not take this: {words}"


def _place_of_selector(warning: str, css: str) -> str:
    """Where a selector is that the engine quotes; it wraps one inside another rule, as after a missing brace."""
    quoted = re.search(r"'(?::is\(.*?\) )?(.*)'$", warning, re.DOTALL)
    at = css.find(quoted[1].strip()) if quoted else -1
    return "" if at < 0 else f":{css.count(chr(10), 0, at) + 1}:{at - css.rfind(chr(10), 0, at)}"
