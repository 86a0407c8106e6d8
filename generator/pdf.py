"""Reading a PDF: what is stamped on a handbook, and every text a PDF holds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.errors import OutputError

STAMPS = "/guidegen"
"""What the names of a handbook's stamps begin with: WeasyPrint makes `/guidegenprofile` of
`<meta name="guidegen.profile">` in the handbook's template.
"""

_ARCHIVE = re.compile(rb'\s+pdfaid:(?:part|conformance)="[^"]*"')

MOST_OBJECTS = 2_000_000

EDGE = 1024
"""Bytes from the start and the end of a file within which a PDF begins and ends."""


class WrongPassPhrase(Exception):
    """A protected file does not open with this pass phrase. Caught by `verify`, which asks for it."""


def read_stamps(pdf: bytes, pass_phrase: str = "") -> dict[str, str] | None:
    """Everything a handbook says about itself, by name ("profile", "revision", ...); None where it is not a handbook.

    Raises WrongPassPhrase where the file is protected with another pass phrase.
    """
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(io.BytesIO(pdf), password=pass_phrase) as document:
            stamps = {
                str(key).removeprefix(STAMPS): str(value)
                for key, value in document.docinfo.items()
                if str(key).startswith(STAMPS)
            }
    except pikepdf.PasswordError:
        raise WrongPassPhrase from None
    except (pikepdf.PdfError, ValueError, AttributeError):
        return None
    return stamps or None


def why_unstamped(pdf: bytes) -> str:
    """What to say of a file in which no stamp was found."""
    if b"%PDF-" not in pdf[:EDGE]:
        return "it is not a PDF"
    if b"%%EOF" not in pdf[-EDGE:]:
        return "it is a PDF that was cut off: fetch it again"
    return "it bears no stamp of guidegen"


@dataclass(frozen=True, slots=True)
class PdfContents:
    """Everything a PDF says: each text once, and the files inside by name, attached to it or to a note on a page."""

    texts: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def contents_of(pdf: bytes) -> PdfContents:
    """The text of every page, and every string, name and metadata stream: titles, bookmarks, alternative texts, links.

    Raises OutputError where the PDF cannot be read to its end, since then nobody can say what it holds.
    """
    import pikepdf  # noqa: PLC0415

    texts: dict[str, None] = dict.fromkeys(_pages(pdf))
    files: list[tuple[str, bytes]] = []
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for one in _values_in(document):
                if isinstance(one, (pikepdf.String, pikepdf.Name)):
                    texts[str(one)] = None
                elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
                    texts.update(dict.fromkeys(one.keys()))
                    files += _files_of(one)
                    if isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
                        texts[one.read_bytes().decode("utf-8", "replace")] = None
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise OutputError(f"a PDF cannot be read: {error}") from error
    return PdfContents(tuple(texts), tuple(files))


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has.

    Raises OutputError where it cannot be read.
    """
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return len(document.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise OutputError(f"a PDF's pages cannot be counted: {error}") from error


def protect(pdf: bytes, pass_phrase: str) -> bytes:
    """The PDF encrypted with AES-256, to be opened with a pass phrase.

    Raises OutputError where it cannot be read.
    """
    import pikepdf  # noqa: PLC0415

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            _disclaim_archive(document)
            # Screen readers may read it, and anyone who opens it may print it.
            document.save(out, encryption=pikepdf.Encryption(user=pass_phrase, owner=pass_phrase, R=6, aes=True))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise OutputError(f"a PDF cannot be protected: {error}") from error
    return out.getvalue()


def _disclaim_archive(document: Any) -> None:
    """Take PDF/A out of the metadata: it forbids encryption (ISO 19005-3, 6.1.3)."""
    metadata = document.Root.get("/Metadata")
    if metadata is not None:
        metadata.write(_ARCHIVE.sub(b"", metadata.read_bytes()))


def _pages(pdf: bytes) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise OutputError(f"a PDF's text cannot be read: {error}") from error
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_range(errors="replace")
            text.close()
            page.close()
    finally:
        document.close()


def _files_of(one: Any) -> Iterator[tuple[str, bytes]]:
    """The files that a dictionary names, and the script it would run."""
    import pikepdf  # noqa: PLC0415

    files = one.get("/EF")
    inside = [*files.values()] if isinstance(files, pikepdf.Dictionary) else []
    for stream in (*inside, one.get("/JS")):
        if isinstance(stream, pikepdf.Stream):
            yield str(one.get("/UF", one.get("/F", ""))), stream.read_bytes()


def _values_in(document: Any) -> Iterator[object]:
    """Every object of a PDF and every value inside one; what a value refers to is an object of its own.

    Raises OutputError where there are too many.
    """
    import pikepdf  # noqa: PLC0415

    if len(document.objects) > MOST_OBJECTS:
        raise OutputError(f"a PDF of {len(document.objects)} objects is more than can be looked through")
    waiting: list[object] = [*document.objects, document.trailer.get("/Info")]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            waiting.extend(inner for _, inner in one.items() if _is_inside(inner))
        elif isinstance(one, pikepdf.Array):
            waiting.extend(inner for inner in one if _is_inside(inner))


def _is_inside(value: object) -> bool:
    """Whether a value is in the object itself and may hold strings; pikepdf gives numbers as Python's own."""
    return not getattr(value, "is_indirect", True)
