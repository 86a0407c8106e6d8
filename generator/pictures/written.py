"""A drawing as it is written back: in the names that browsers know, and the same in every process."""

from __future__ import annotations

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SHORT = {HREF: "xlink:href", SPACE: "xml:space"}


def written(root: ET.Element) -> bytes:
    """The file of a drawing. Changes the names in it.

    Prefixes are our own: those of ElementTree are the process's, and WeasyPrint takes the empty one away.
    """
    names = {"xmlns": SVG[1:-1]}
    for element in root.iter():
        if HREF in element.attrib:
            names["xmlns:xlink"] = HREF.partition("}")[0][1:]
        element.tag = str(element.tag).removeprefix(SVG)
        attributes = {_SHORT.get(key, key): value for key, value in element.attrib.items()}
        element.attrib.clear()
        element.attrib.update(attributes)
    attributes = names | root.attrib
    root.attrib.clear()
    root.attrib.update(attributes)
    return ET.tostring(root, encoding="unicode").encode()
