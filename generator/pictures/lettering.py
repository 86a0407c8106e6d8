"""The fonts of a drawing's words. Paper has none but the theme's, whatever the program that drew it had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator.pictures.written import SVG, written

_FAMILY = re.compile(r"(\bfont-family\s*:)[^;}]*")
_SHORT = re.compile(r"(\bfont\s*:[^;}]*?\d(?:\.\d+)?(?:px|pt|em|rem|mm|%)(?:\s*/\s*[\w.%]+)?)\s[^;}]*")


def words_of(content: bytes) -> str:
    """What is written in a drawing; nothing where it cannot be read."""
    try:
        root = ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314 -- only words are taken out of it
    except (ET.ParseError, UnicodeDecodeError):
        return ""
    return "".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def in_fonts(content: bytes, families: Iterable[str]) -> bytes:
    """The drawing with all its words in some families, the first that has a letter. The content has no flaw."""
    root = ET.fromstring(content.decode("utf-8"))  # noqa: S314 -- it has no entities
    named = ", ".join(f'"{one}"' for one in families)
    if next(root.iter(f"{SVG}text"), None) is None:
        return content

    def renamed(style: str) -> str:
        return _SHORT.sub(rf"\1 {named}", _FAMILY.sub(rf"\1 {named}", style))

    root.set("font-family", named)
    for element in root.iter():
        if "font-family" in element.attrib:
            element.set("font-family", named)
        if "style" in element.attrib:
            element.set("style", renamed(element.attrib["style"]))
        if element.tag == f"{SVG}style" and element.text:
            element.text = renamed(element.text)
    return written(root)
