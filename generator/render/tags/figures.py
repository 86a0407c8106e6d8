"""Where figures are on paper."""

from __future__ import annotations

from typing import Any

from generator.render.tags.tree import Tree

POINTS = 0.75
"""Points in a pixel of a style sheet."""


def place_figures(document: Any, tree: Tree) -> None:
    """Count the place of each figure from below, in points."""
    height = document.pages[0].height * POINTS
    for one in tree.elements:
        if one.get("S") == "/Figure" and "A" in one:
            left, top, right, bottom = (float(edge) * POINTS for edge in one["A"]["BBox"])
            one["A"]["BBox"] = f"[{left:.2f} {height - bottom:.2f} {right:.2f} {height - top:.2f}]"
