"""The texts of a file, whatever its kind: pages, PDFs, calendars, workbooks, pictures, compressed files."""

from __future__ import annotations

import base64
import bz2
import codecs
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from typing import IO
from urllib.parse import unquote

from generator.errors import OutputError
from generator.pdf import contents_of
from generator.publish.forms import forms_of

DEEPEST = 4
MOST_BYTES = 1 << 28
"""A file that unpacks to more is not looked through, and so not published."""

_PACKED: dict[bytes, Callable[[IO[bytes]], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_PDF, _ZIP, _PNG = b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"
_FILES = (*_PACKED, _PDF, _ZIP, _PNG)
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""What a text in wider letters begins with, the longest first."""

_FOLD = re.compile(rb"\r?\n[ \t]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def readings(content: bytes, depth: int = 0) -> Iterator[str]:
    """Every way to read a file: its text as it is and decoded, without tags, and what is packed inside.

    Raises OutputError where a packed file cannot be looked into.
    """
    opener = next((one for mark, one in _PACKED.items() if content.startswith(mark)), None)
    if opener is not None:
        yield from _inner(_unpacked(opener, content), depth)
    elif content.startswith(_PDF):
        contents = contents_of(content)
        yield from map(unquote, contents.texts)
        for name, inner in contents.files:
            yield name
            yield from _inner(inner, depth)
    elif content.startswith(_ZIP):
        yield from _zipped(content, depth)
    else:
        words = _written_in(content) if content.startswith(_PNG) else ()
        for text in chain.from_iterable(_texts(one) for one in (content, *words)):
            yield from forms_of(text)
        yield from _spelled(content, depth)


def _inner(content: bytes, depth: int) -> Iterator[str]:
    if depth >= DEEPEST or len(content) > MOST_BYTES:
        raise OutputError("a packed file is too large or too deep to be looked through")
    yield from readings(content, depth + 1)


def _unpacked(opener: Callable[[IO[bytes]], io.BufferedIOBase], content: bytes) -> bytes:
    try:
        with opener(io.BytesIO(content)) as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise OutputError(f"a compressed file cannot be read: {error}") from error


def _zipped(content: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise OutputError("a packed file is too large to be looked through")
            yield archive.comment.decode("utf-8", "replace")
            for one in archive.infolist():
                yield one.filename
                yield from _inner(archive.read(one), depth)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise OutputError(f"a packed file cannot be read: {error}") from error


def _written_in(picture: bytes) -> Iterator[bytes]:
    """What a PNG says in words that are compressed; the others are in the file as they are."""
    at = len(_PNG)
    while at + 8 <= len(picture):
        size, kind = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        if kind in (b"zTXt", b"iTXt"):
            chunk = picture[at + 8 : at + 8 + size]
            for match in _ZLIB.finditer(chunk):
                with suppress(zlib.error):  # two bytes that only look like a beginning
                    yield zlib.decompressobj().decompress(chunk[match.start() :], MOST_BYTES)
        at += size + 12


def _texts(content: bytes) -> Iterator[str]:
    """A text in each of the ways in which its letters may be written."""
    mark = next((one for one in _MARKS if content.startswith(one)), None)
    if mark is not None:
        yield content.decode(_MARKS[mark], "replace")
        return
    if b"BEGIN:VC" in content[:64]:  # a calendar or a card folds its lines, also in the middle of a letter
        content = _FOLD.sub(b"", content)
    yield content.decode("utf-8", "replace")
    if not _is_utf8(content):
        yield content.decode("cp1252", "replace")
    if b"\0" in content:
        yield content.decode("utf-16-le", "replace")
        yield content.decode("utf-16-be", "replace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _spelled(content: bytes, depth: int) -> Iterator[str]:
    """What is written in base64: a text, or a file inside a page."""
    for match in _BASE64.finditer(content):
        letters = match.group()[: None if len(match.group()) % 4 != 1 else -1]
        inner = base64.urlsafe_b64decode(letters + b"=" * (-len(letters) % 4))
        if inner.startswith(_FILES):
            yield from _inner(inner, depth)
        elif _is_utf8(inner):
            yield from forms_of(inner.decode("utf-8"))
