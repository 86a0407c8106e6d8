"""What is above text at the top of a column, by WeasyPrint's rules (`block_level_layout`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.piece import Above


def above(boxes: Sequence[Any], begun: Sequence[Any], inside: float) -> tuple[Above, Above]:
    """What would be above an atom in a column that begins with it, as it is and on an empty page.

    `boxes` are those around it from the one right in the column, `begun` the ones among them that begin with it;
    `inside` is what of their padding and borders is part of the atom, in CSS pixels.
    """
    return (_above(boxes, begun, inside, drops=False), _above(boxes, begun, inside, drops=True))


def sinking(begun: Sequence[Any]) -> float:
    """How much lower an atom is than at the top of an empty page: by margins inside the boxes that begin with it.

    Margins outside of the first that has padding or a border are not part of an atom.
    """
    kept, dropped = above(begun, begun, 0)
    return (kept.space - kept.outside) - (dropped.space - dropped.outside)


def _above(boxes: Sequence[Any], begun: Sequence[Any], inside: float, *, drops: bool) -> Above:
    """An empty page drops the margins that touch the one of a box around."""
    y, border = 0.0, None
    margins: list[float] = []
    new = {id(box) for box in begun}
    for box in boxes:
        margins.append(0 if id(box) not in new or (drops and margins) else box.margin_top)
        if id(box) in new and not box.top_margin_collapses():
            y += engine().collapse_margin(margins)
            border = y if border is None else border
            y, margins = y + box.border_top_width + box.padding_top, []
    y += engine().collapse_margin(margins)
    margin = boxes[0].margin_top if boxes and id(boxes[0]) in new else 0
    return Above(y - inside, (y if border is None else border) - margin)
