"""What pieces cannot follow: what is not where the text has it, and what follows from the place in the whole book."""

from __future__ import annotations

import math
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.unfit import Unfit

OVER = 0.5
"""CSS pixels: letters of the last line may reach so far below it."""
OFFSETS = ("top", "right", "bottom", "left")
OF_PAGES = ("page", "pages")
"""What a counter counts that a piece cannot know."""
OF_ONE = ("list-item", "note", "footnote")
"""Counters of which pieces know where they are."""


def text_of(page: Any) -> Any:
    """The box with all the text of a piece. Raises Unfit where all of it is elsewhere, as in a running head."""
    body = page.children[0].children[0]
    if not body.children:
        raise Unfit("something that is cut is not in the text")
    return body.children[0]


def refuse_places(box: Any, *, is_positioned: bool = False, flows: bool = True) -> None:
    """Raise Unfit where a box, or one in it, is placed by something that a piece does not have.

    `is_positioned` says that a box around it is what its own place is counted from, `flows` that all boxes around it
    are blocks of the text.
    """
    box = getattr(box, "_box", box)
    position = box.style["position"]
    is_moved = any(box.style[side] != "auto" for side in OFFSETS)
    if position == "fixed" or (position == "absolute" and is_moved and not is_positioned):
        raise Unfit("something is placed on its page, not in the text")
    if position == "relative" and is_moved:
        raise Unfit("something is moved from its place in the text")
    if box.style["outline_style"] != "none" and box.style["outline_width"]:
        raise Unfit("something has an outline")
    if box.style["box_decoration_break"] == "clone" and isinstance(box, engine().boxes.BlockLevelBox):
        raise Unfit("a box has its frame again on each page")
    _refuse_counts(box)
    flows = flows and isinstance(box, engine().boxes.BlockBox) and box.is_in_normal_flow()
    if not flows and getattr(box, "string_set", None):
        raise Unfit("a running head is set by what is in a line, a table or next to the text")
    is_line = isinstance(box, engine().boxes.LineBox)
    for child in getattr(box, "children", ()):
        if child.style["page"] not in ("auto", box.style["page"]):
            raise Unfit("something in the text has pages of another kind")
        if is_line and child.is_floated():
            raise Unfit("something floats inside a line")
        refuse_places(child, is_positioned=is_positioned or position in ("relative", "absolute"), flows=flows)


def _refuse_counts(box: Any) -> None:
    content = box.style["content"]
    for kind, value in content if isinstance(content, (list, tuple)) else ():
        if kind in ("counter()", "counters()") and value[0] in OF_PAGES:
            raise Unfit("the text prints the number of its page")
    counted = box.style["counter_increment"]
    if not isinstance(counted, str) and any(name not in OF_ONE for name, _ in counted):
        raise Unfit("the text has counters of its own")


def refuse_overflow(box: Any, bottom: float) -> None:
    """Raise Unfit where a box has a height of its own, and what is in it ends further down."""
    has_height = box.style["height"] != "auto" or box.style["max_height"].value != math.inf
    if has_height and bottom > box.border_box_y() + box.border_height() + OVER:
        raise Unfit("text is longer than the box that it is in")
