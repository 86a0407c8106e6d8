"""The texts of a file, whatever its kind: pages, PDFs, calendars, workbooks, compressed files."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from generator.errors import OutputError
from generator.pdf import files_in, texts_in

DEEPEST = 4
MOST_BYTES = 1 << 28
"""A file that unpacks to more is not looked through, and so not published."""

_TAG = re.compile(r"<[^<>]*>")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_FOLD = re.compile(r"\r?\n[ \t]")


def readings(content: bytes, depth: int = 0) -> Iterator[str]:
    """Every way to read a file: its text as it stands and decoded, without tags, and what is packed inside.

    Raises OutputError where a packed file cannot be looked into.
    """
    if content.startswith(b"%PDF-"):
        yield from (unquote(text) for text in dict.fromkeys(texts_in(content)))
        for name, inner in files_in(content):
            yield name
            yield from _inner(inner, depth)
    elif content.startswith(b"PK\x03\x04"):
        yield from _zipped(content, depth)
    elif content.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
                inner = stream.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise OutputError(f"a compressed file cannot be read: {error}") from error
        yield from _inner(inner, depth)
    else:
        yield from _plain(content)


def _inner(content: bytes, depth: int) -> Iterator[str]:
    if depth >= DEEPEST or len(content) > MOST_BYTES:
        raise OutputError("a packed file is too large or too deep to be looked through")
    yield from readings(content, depth + 1)


def _zipped(content: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise OutputError("a packed file is too large to be looked through")
            for one in archive.infolist():
                yield one.filename
                yield from _inner(archive.read(one), depth)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise OutputError(f"a packed file cannot be read: {error}") from error


def _plain(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        text = content.decode("utf-8", "replace")
        if b"\0" in content:
            yield content.decode("utf-16-le", "replace")
            yield content.decode("utf-16-be", "replace")
    text = _FOLD.sub("", text) if text.startswith("BEGIN:VCALENDAR") else text
    text = _JSON_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    yield html.unescape(unquote(text))
    if "<" in text:
        yield html.unescape(_TAG.sub("", text))
