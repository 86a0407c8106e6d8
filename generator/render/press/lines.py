"""Cutting a paragraph into atoms: its lines, of which a page keeps some together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.render.press.slice import Slicer


def slice_lines(slicer: Slicer, box: Any, lines: Sequence[Any]) -> None:
    """Give the lines of a block, and what is between them, to a slicer.

    A page may end after its orphans and before its widows.
    """
    orphans, widows = box.style["orphans"], box.style["widows"]
    number = 0
    for child in box.children:
        if child not in lines:
            slicer.flow(child)
            continue
        slicer.brush.line(child)
        free = number == 0 or (number >= orphans and len(lines) - number >= widows)
        atom = slicer.add(child.position_y, child.position_y + child.height, slicer.taken(), free=free)
        number += 1
        atom.line, atom.rest = number, len(lines) - number
        atom.sends = number == orphans <= len(lines) - widows
        if number == len(lines) and slicer.column is None:
            atom.fit = max(atom.fit, atom.bottom + box.padding_bottom + box.border_bottom_width)
