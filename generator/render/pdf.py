"""Handbooks as PDF: each laid out by WeasyPrint as one document, or made from pieces that it laid out before."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.errors import OutputError
from generator.render.archive import claim_accessible
from generator.render.glyphs import as_letters, undrawable
from generator.render.press.book import Press
from generator.render.press.engine import engine
from generator.render.press.file import BookFile
from generator.render.press.fonts import fonts_of
from generator.render.press.memory import looked_for_later
from generator.render.press.setting import Setting
from generator.render.press.unfit import Unfit
from generator.render.press.write import Writer
from generator.render.sent_notes import sent_to_the_next_page
from generator.render.surroundings import (
    BASE,
    Typesetting,
    check_fonts,
    fetcher_of,
    listening,
    load_weasyprint,
    surroundings,
)
from generator.render.tags.continued import Built
from generator.render.tags.repair import repair_tags
from generator.render.theme import EXTRA_STYLE

VARIANT = "pdf/a-3u"
COLORS = "screen"
"""The name under which the engine keeps the profile of the colors."""
_STARTED = re.compile(r'<ol(?![^>]*\sstyle=)(?=[^>]*\sstart="(?P<start>\d+)")')
"""A list that begins with a number of its own. The engine reads `start` only with all other hints of old HTML."""

TRIPS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the engine raises where it cannot do something and does not say so."""

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be attached to a handbook."""

    name: str
    label: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Book:
    """A handbook's PDF, and why it could not be made from pieces, where it was meant to."""

    pdf: bytes
    whole: str | None = None


def print_book(
    html: str, enclosures: tuple[Enclosure, ...], typesetting: Typesetting, own: Collection[str] = ()
) -> Book:
    """A handbook, from pieces where it can be made from them. Same words, pages, links and structure as `lay_out`.

    Pieces that have one of the reader's `own` words are not shared with other processes. Raises what that raises.
    """
    if not typesetting.pieces:
        return Book(lay_out(html, enclosures, typesetting))
    _refuse_undrawable(html, typesetting)
    try:
        with looked_for_later():
            return Book(_from_pieces(html, enclosures, typesetting, own))
    except Unfit as error:
        why = str(error)
    # What pieces trip over (a text nobody tried, something inside WeasyPrint) costs time and is said, but no book.
    except TRIPS as error:
        why = f"pieces failed with {type(error).__name__}"
    return Book(lay_out(html, enclosures, typesetting), why)


def lay_out(html: str, enclosures: tuple[Enclosure, ...], typesetting: Typesetting) -> bytes:
    """The PDF of a handbook's HTML, as PDF/A-3u, tagged for PDF/UA-1. The same HTML and theme give the same bytes.

    Raises OutputError where WeasyPrint cannot be loaded, refuses an address, warns or fails, and where a font of the
    theme lacks a character.
    """
    around = surroundings(typesetting)
    _refuse_undrawable(html, typesetting)
    weasyprint = load_weasyprint()
    try:
        with listening() as warnings:
            page = weasyprint.HTML(
                string=_counted(as_letters(html)), base_url=BASE, url_fetcher=fetcher_of(around.assets)
            )
            options = {"font_config": around.fonts, "pdf_variant": VARIANT, "output_intent": COLORS}
            profiles = {COLORS: _colors(weasyprint)}
            with sent_to_the_next_page(weasyprint.layout.page):
                document = page.render(stylesheets=list(around.styles), color_profiles=profiles, **options)
            attachments = [_attachment(weasyprint, one) for one in enclosures]
            pdf = _written(weasyprint, document, attachments)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise OutputError(f"the handbook asks for an address outside the theme: {error}") from error
    except TRIPS as error:
        where = f"templates/handbook/{EXTRA_STYLE}" if around.own_style else "the handbook's templates"
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise OutputError(
            f"the PDF engine fails on this handbook ({what}); take out of {where} what it cannot lay out"
        ) from error
    if warnings:
        raise OutputError(f"the PDF engine warns: {warnings[0]}")
    check_fonts(document.fonts.values(), around.families)
    return pdf


def _refuse_undrawable(html: str, typesetting: Typesetting) -> None:
    problem = undrawable(html, surroundings(typesetting).drawable)
    if problem is not None:
        raise OutputError(problem)


@lru_cache(maxsize=1)
def _press(typesetting: Typesetting) -> Press:
    around = surroundings(typesetting)
    return Press(
        Setting(
            around.piece_styles,
            around.own_style,
            around.fonts,
            around.families,
            BASE,
            fetcher_of(around.assets),
            listening,
            lambda fonts: check_fonts(fonts, around.families),
            around.digest,
            None if typesetting.stock is None else Path(typesetting.stock),
            typesetting.keeps,
            typesetting.commons,
        )
    )


def _from_pieces(html: str, enclosures: tuple[Enclosure, ...], typesetting: Typesetting, own: Collection[str]) -> bytes:
    weasyprint = load_weasyprint()
    press = _press(typesetting)
    setting = press.setting
    try:
        plan, layout = press.plan(_counted(as_letters(html)), own)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise Unfit("it asks for an address outside the theme") from error
    writer = Writer(plan, layout)
    pages = writer.compose()
    head = weasyprint.HTML(string=f"{html[: html.index('<body')]}<body></body></html>", base_url=BASE)
    metadata = engine().DocumentMetadata(**engine().get_html_metadata(head))
    with listening() as warnings:
        document = weasyprint.Document(
            pages, metadata, setting.fetcher, setting.fonts, {COLORS: _colors(weasyprint)}, COLORS
        )
        document.fonts = fonts_of(plan, layout)
        pdf = _composed(document, [_attachment(weasyprint, one) for one in enclosures], writer)
    if warnings:
        raise Unfit(f"the PDF engine warns: {warnings[0]}")
    return pdf


def _composed(document: Any, attachments: list[Any], writer: Writer) -> bytes:
    """The file of a document from pieces, whose links and structure are our own."""

    def finish(_: Any, pdf: Any) -> None:
        claim_accessible(pdf)
        file = BookFile(pdf)
        writer.tagging.add(pdf, file)
        pdf.write = file.write

    return _file(document, attachments, finish, has_tags=False)


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
        return _file(document, attachments, finished, has_tags=True)


def _file(document: Any, attachments: list[Any], finish: Callable[[Any, Any], None], *, has_tags: bool) -> bytes:
    """The file of a document, which `finish` may change before it is written; `has_tags` asks WeasyPrint's own."""
    pdf: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        pdf_tags=has_tags,
        output_intent=COLORS,
        custom_metadata=True,
        attachments=attachments,
        finisher=finish,
    )
    return pdf


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
