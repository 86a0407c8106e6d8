"""What handbooks are laid out with: WeasyPrint, the theme's style sheets and fonts, and the files it may read.

The only file that imports WeasyPrint, and only when a PDF is made.
"""

from __future__ import annotations

import hashlib
import logging
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.errors import ChangedError, OutputError
from generator.render.book_fonts import book_fonts
from generator.render.glyphs import ADVICE, no_glyphs
from generator.render.press.late import PAGE
from generator.render.theme import EXTRA_STYLE, Theme

BASE = "http://assets.invalid/"
"""Nothing is ever fetched from here: an address below it names a file of the theme, any other is refused."""
CHANGED = "files of templates/handbook/ changed while handbooks were made from them; run the same command again"
LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "fonttools")

_PAGE = re.compile(r"target-counter\(\s*attr\(\s*href\s*\)\s*,\s*page\s*\)")
"""The number of a page that is known only when all pages are laid out: each that prints one is then laid out again."""
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What all handbooks of a run are laid out with: the theme's folders, the project's own fonts in it, and its logo.

    The logo is in the theme's `site/`; a file of its name in `handbook/` is taken for paper. `pieces` says that books
    are made from pieces, each laid out once, where they can be. `stock` is a folder where pieces are kept from one run
    to the next, and `keeps` says that new ones are kept there: never those of a person. `commons` is where the
    processes of one run share theirs, in memory. `files` names the theme's files as they were when a run began
    (`named_files`); None where that does not matter.
    """

    folders: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    logo: str | None = None
    pieces: bool = True
    stock: str | None = None
    keeps: bool = False
    commons: str | None = None
    files: str | None = None


def load_weasyprint() -> Any:
    """WeasyPrint's module. Raises OutputError where it, or Pango, cannot be loaded."""
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
class Surroundings:
    """The theme's files by name, its parsed style sheets, and its fonts: their families and what they can draw.

    `piece_styles` are the style sheets for pieces, where the number of the page that a link leads to is an attribute.
    `own_style` is the project's own, which is the last of these.

    `digest` names all of it, and the libraries that read it.
    """

    assets: Mapping[str, bytes]
    styles: tuple[Any, ...]
    piece_styles: tuple[Any, ...]
    own_style: str
    fonts: Any
    families: frozenset[str]
    drawable: frozenset[int]
    digest: str


def surroundings(typesetting: Typesetting) -> Surroundings:
    """The theme's files, its style sheet and its fonts, read once in a process, wherever pieces are kept.

    Raises ChangedError where they are not as they were when the run began, OutputError where they are not right.
    """
    return read_surroundings(replace(typesetting, pieces=True, stock=None, keeps=False, commons=None))


@lru_cache(maxsize=1)
def read_surroundings(typesetting: Typesetting) -> Surroundings:
    """As `surroundings`, of what says nothing of pieces; `cache_clear` frees the engine's fonts."""
    weasyprint = load_weasyprint()
    theme = Theme(tuple(Path(folder) for folder in typesetting.folders))
    if typesetting.files is not None and named_files(theme, typesetting.logo) != typesetting.files:
        raise ChangedError(CHANGED)
    fonts = book_fonts(theme, typesetting.fonts)
    assets = dict(fonts.assets)
    logo = None if typesetting.logo is None else theme.asset("site", typesetting.logo)
    if typesetting.logo is not None and logo is not None:
        assets.setdefault(typesetting.logo, logo)
    *sheets, extra = fonts.sheets
    config = weasyprint.text.fonts.FontConfiguration()
    fetcher = fetcher_of(assets)

    def parsed(css: str) -> Any:
        return weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=config)

    styles = [parsed(one) for one in sheets if one]
    try:
        with listening() as warnings:
            styles += [parsed(extra)] if extra else []
    except weasyprint.urls.FatalURLFetchingError as error:
        raise OutputError(f"templates/handbook/{EXTRA_STYLE}: {error}") from error
    if warnings:
        raise OutputError(_of_extra_style(warnings[0], extra))
    digest = hashlib.sha256(libraries().encode())
    for part in (*(sheet.encode() for sheet in fonts.sheets if sheet), *map(_named, sorted(assets.items()))):
        digest.update(b"%d\0%s" % (len(part), part))
    piece_styles = [parsed(_FACE.sub("", _PAGE.sub(f"attr({PAGE})", one))) for one in fonts.sheets if one]
    return Surroundings(
        assets, tuple(styles), tuple(piece_styles), extra, config, fonts.families, fonts.letters, digest.hexdigest()
    )


def named_files(theme: Theme, logo: str | None) -> str:
    """A name for the files that a worker takes from the theme, by their content."""
    digest = hashlib.sha256((logo and theme.asset("site", logo)) or b"")
    for part in map(_named, theme.assets("handbook").items()):
        digest.update(b"%d\0%s" % (len(part), part))
    return digest.hexdigest()


def _named(asset: tuple[str, bytes]) -> bytes:
    return asset[0].encode() + b"\0" + asset[1]


def libraries() -> str:
    """The libraries that make a PDF, with their versions."""
    return " ".join(f"{name}={version(name)}" for name in LIBRARIES)


def fetcher_of(assets: Mapping[str, bytes]) -> Any:
    """What WeasyPrint reads files with: those of the theme and pictures inside the HTML, nothing else."""
    weasyprint = load_weasyprint()

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
def listening() -> Iterator[list[str]]:
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


def check_fonts(used: Iterable[Any], families: frozenset[str]) -> None:
    """Only the theme's own fonts give the same pages everywhere."""
    points = sorted({point for font in used for point in font.missing})
    if points:
        raise OutputError(no_glyphs(points))
    foreign = sorted({font.family for font in used} - families)
    if foreign:
        raise OutputError(f"a font that is not the theme's was used for some characters ({foreign[0]}); {ADVICE}")
