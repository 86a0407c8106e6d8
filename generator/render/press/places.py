"""What is not where the text has it: moved, placed on its page, floating inside a line. Pieces cannot follow that."""

from __future__ import annotations

from typing import Any

from generator.render.press.engine import engine
from generator.render.press.unfit import Unfit

OFFSETS = ("top", "right", "bottom", "left")


def refuse_places(box: Any, *, is_positioned: bool = False) -> None:
    """Raise Unfit where a box, or one in it, is placed by something that a piece does not have.

    `is_positioned` says that a box around it is what its own place is counted from.
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
    is_line = isinstance(box, engine().boxes.LineBox)
    for child in getattr(box, "children", ()):
        if is_line and child.is_floated():
            raise Unfit("something floats inside a line")
        refuse_places(child, is_positioned=is_positioned or position in ("relative", "absolute"))
