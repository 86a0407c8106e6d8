"""SVG: a drawing that asks for nothing and runs nothing, with only what draws."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from generator.pictures.drawn import drawn_flaw
from generator.pictures.written import HREF, SPACE, SVG, written

_HARMFUL = ("script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "a")
_ADDRESSES = ("href", HREF, "src")
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|webp);base64,")
_ASKS = re.compile(
    r"@import|url\(\s*['\"]?(?!\s*['\"]?#)|image-set\(|expression\(|javascript:|\\[0-9a-f]", re.IGNORECASE
)
"""What asks for something, or would where letters are written as numbers."""
_ANIMATED = ("set", "animate", "animateMotion", "animateTransform")
MOST_WIDE = 10_000
"""The widest and highest drawing, in its own units."""
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def svg_flaw(content: bytes) -> str | None:
    """What is wrong with a drawing, as the end of a sentence; None where nothing is."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not an SVG in UTF-8"
    if "<!DOCTYPE" in words or "<!ENTITY" in words:
        return "has a document type, which pages do not need: take it out"
    try:
        root = ET.fromstring(words)  # noqa: S314 -- it has no entities
    except ET.ParseError as error:
        return f"is not a valid SVG: line {error.position[0]} is not well formed"
    if root.tag != f"{SVG}svg":
        return 'is not a valid SVG: it needs <svg xmlns="http://www.w3.org/2000/svg"> around it'
    if _size(root) is None:
        return f'does not say how large it is: it needs viewBox="0 0 width height", up to {MOST_WIDE}'
    if (flaw := drawn_flaw(root)) is not None:
        return flaw
    return next((flaw for element in root.iter() if (flaw := _element_flaw(element)) is not None), None)


def _element_flaw(element: ET.Element) -> str | None:
    name = str(element.tag).rpartition("}")[2]
    if name in _HARMFUL:
        return f"holds <{name}>: a drawing needs no script, no HTML and no link"
    if name in _ANIMATED and element.get("attributeName", "").rpartition(":")[2] in ("href", "style"):
        return "moves an address: put everything into it"
    for key, value in element.attrib.items():
        if key.rpartition("}")[2].lower().startswith("on"):
            return f"runs something ('{key}'): a drawing needs no script"
        if key in _ADDRESSES and not (value.startswith("#") or _EMBEDDED.match(value)):
            return "asks for another file: put everything into it"
        if key not in _ADDRESSES and _ASKS.search(value):
            return f"asks for another file in '{key}': put everything into it"
    if name == "style" and _ASKS.search("".join(element.itertext())):
        return "asks for another file in its style: put everything into it"
    return None


def svg_size(content: bytes) -> tuple[int, int]:
    """Width and height in its own units. The content has no flaw."""
    size = _size(ET.fromstring(content.decode("utf-8-sig")))  # noqa: S314 -- it has no entities
    assert size is not None
    return size


def _size(root: ET.Element) -> tuple[int, int] | None:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    try:
        numbers = [float(one) for one in box[2:4]] if len(box) == 4 else [float(one[1]) for one in given if one]
    except ValueError:
        return None
    if len(numbers) != 2 or not all(1 <= one <= MOST_WIDE for one in numbers):
        return None
    return round(numbers[0]), round(numbers[1])


def clean_svg(content: bytes) -> bytes:
    """The drawing without comments, instructions and what programs note in it. The content has no flaw."""
    root = ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314 -- it has no entities
    _clean(root)
    return written(root)


def _clean(element: ET.Element) -> None:
    for key in list(element.attrib):
        if key.startswith("{") and key not in (HREF, SPACE):
            del element.attrib[key]
    for child in list(element):
        if not str(child.tag).startswith(SVG) or child.tag == f"{SVG}metadata":
            element.remove(child)
        else:
            _clean(child)
