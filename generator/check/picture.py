"""Whether a file is a picture that pages and handbooks can show: a whole PNG, or an SVG that asks for nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_ADDRESSES = ("href", "{http://www.w3.org/1999/xlink}href", "src")


def flaw(name: str, content: bytes) -> str | None:
    """What is wrong with a picture, as the end of a sentence; None where nothing is."""
    if name.endswith(".png"):
        return _png_flaw(content)
    if name.endswith(".svg"):
        return _svg_flaw(content)
    return "is neither an SVG nor a PNG"


def _png_flaw(content: bytes) -> str | None:
    if not content.startswith(_PNG):
        return "is not a PNG, whatever its name says"
    kinds = list(_chunks(content))
    return None if kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"] else "is broken: it ends too early, or is damaged"


def _chunks(content: bytes) -> Iterator[bytes]:
    """The kinds of a PNG's chunks, as far as they are whole."""
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 8 + int.from_bytes(content[at : at + 4], "big")
        if zlib.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            return
        yield content[at + 4 : at + 8]
        at = end + 4


def _svg_flaw(content: bytes) -> str | None:
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        return "is not an SVG in UTF-8"
    if "<!DOCTYPE" in words or "<!ENTITY" in words:
        return "has a document type, which pages do not need: take it out"
    try:
        root = ET.fromstring(content)  # noqa: S314 -- it has no entities
    except ET.ParseError as error:
        return f"is not a valid SVG: line {error.position[0]} is not well formed"
    if root.tag != f"{_SVG}svg":
        return 'is not a valid SVG: it needs <svg xmlns="http://www.w3.org/2000/svg"> around it'
    for element in root.iter():
        if element.tag in (f"{_SVG}script", f"{_SVG}foreignObject"):
            return "holds a script or HTML: a picture needs none"
        if any(not element.get(name, "#").startswith(("#", "data:image/")) for name in _ADDRESSES):
            return "asks for another file: put everything into it"
    return None
