"""How much a drawing draws: what repeats itself may fill the memory of the machine that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from xml.etree import ElementTree as ET

from generator.pictures.written import HREF

MOST_DEEP = 100
MOST_DRAWN = 20_000


def drawn_flaw(root: ET.Element) -> str | None:
    """What is wrong with how much a drawing draws, as the end of a sentence; None where nothing is."""
    if _is_too_deep(root):
        return f"nests more than {MOST_DEEP} elements: make it simpler"
    named = {name: element for element in root.iter() if (name := element.get("id"))}
    circle = next((name for name in named if _leads_back(name, named)), None)
    if circle is not None:
        return f"uses '#{circle}' inside itself"
    if _count(root, named) > MOST_DRAWN:
        return f"draws more than {MOST_DRAWN:,} elements, through what it uses again: make it simpler"
    return None


def _is_too_deep(root: ET.Element) -> bool:
    level = [root]
    for _ in range(MOST_DEEP):
        level = [child for element in level for child in element]
    return bool(level)


def _used(element: ET.Element) -> str | None:
    """The name of what an element draws again."""
    address = element.get("href") or element.get(HREF) or ""
    return address[1:] if address.startswith("#") and str(element.tag).endswith("}use") else None


def _leads_back(name: str, named: Mapping[str, ET.Element]) -> bool:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for element in named[waiting.pop()].iter():
            used = _used(element)
            if used == name:
                return True
            if used is not None and used in named and used not in seen:
                seen.add(used)
                waiting.append(used)
    return False


def _count(root: ET.Element, named: Mapping[str, ET.Element]) -> int:
    """The elements that are drawn; no name leads back to itself."""

    @cache
    def of_name(name: str) -> int:
        return sum(map(one, named[name].iter()))

    def one(element: ET.Element) -> int:
        used = _used(element)
        return 1 + (of_name(used) if used is not None and used in named else 0)

    return sum(map(one, root.iter()))
