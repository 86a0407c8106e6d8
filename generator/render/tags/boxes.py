"""The boxes of a laid-out page, without importing the library that made them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def inside(box: Any) -> Iterator[Any]:
    """The boxes right inside one; a box that is placed somewhere else is held by a stand-in."""
    for child in getattr(box, "children", ()):
        yield getattr(child, "_box", child)


def is_kind(box: Any, kind: str) -> bool:
    """Whether a box is of a class of WeasyPrint's, or of one derived from it."""
    return any(one.__name__ == kind for one in type(box).__mro__)
