"""What is measured on laid-out pages: their text area, and the margins at the edges of a piece."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.rows import is_before
from generator.render.press.unfit import Unfit

SIDES = ("top", "right", "bottom", "left")
NO_PICTURE = (("none", None),)
FRAME = (("border", "_width"), ("padding", ""))


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of pages, in CSS pixels: its left edge on right-hand and left-hand pages, top and bottom."""

    width: float
    height: float
    lefts: tuple[float, float]
    top: float
    bottom: float
    across: float


def measure_of(pages: Sequence[Any]) -> Measure:
    """The text area of a right-hand and a left-hand page. Raises Unfit where they differ in size."""
    right, left = pages[:2]
    for page in (right, left):
        _refuse_frames(page)
    across = {round(one.width, 6) for one in (right, left)}
    heights = {(round(one.content_box_y(), 6), round(one.height, 6), one.margin_width()) for one in (right, left)}
    if len(across) != 1 or len(heights) != 1:
        raise Unfit("left-hand and right-hand pages are not of one size")
    top = right.content_box_y()
    return Measure(
        right.margin_width(),
        right.margin_height(),
        (right.content_box_x(), left.content_box_x()),
        top,
        top + right.height,
        right.width,
    )


def _refuse_frames(page: Any) -> None:
    """Raise Unfit where a page, or what is around all its text, has something at its edges."""
    root = page.children[0]
    for box in (page, root, root.children[0]):
        edges = [getattr(box, f"{kind}_{side}{end}") for kind, end in FRAME for side in SIDES]
        style = box.style
        if style["transform"] or style["opacity"] < 1 or style["background_image"] != NO_PICTURE:
            raise Unfit("pages, or all the text on them, are moved, seen through or have a picture behind them")
        if any(edges) or (box is not page and any(getattr(box, f"margin_{side}") for side in SIDES)):
            raise Unfit("pages, or all the text on them, have a border, padding or margins within")
    if page.style["marks"] or any(page.style[f"bleed_{side}"].value for side in SIDES):
        raise Unfit("pages have marks for cutting or a bleed")


def margins_of(box: Any, *, first: bool) -> tuple[list[list[float]], bool]:
    """The margins that meet those of the piece before or after, and whether one of the boxes clears floats.

    A list for each set of columns they are in, from the outermost: margins do not meet across the edge of a column.
    """
    boxes = engine().boxes
    margins: list[list[float]] = [[]]
    clears = False
    while True:
        if box.is_column:
            margins.append([])
        margins[-1].append(box.margin_top if first else box.margin_bottom)
        clears = clears or box.style["clear"] != "none"
        inside = list(getattr(box, "children", ()))
        in_columns = box.is_column or any(one.is_column for one in inside)
        collapses = in_columns or (
            isinstance(box, boxes.ParentBox)
            and (box.top_margin_collapses() if first else box.bottom_margin_collapses())
        )
        flowing = [one for one in inside if one.is_in_normal_flow()] if collapses else []
        if not flowing or isinstance(flowing[0 if first else -1], (boxes.LineBox, boxes.TableBox)):
            return margins, clears
        box = flowing[0 if first else -1]


def breaks_at(box: Any, *, first: bool) -> list[str]:
    """The page breaks asked for at the edge of a piece, from the outermost box inwards.

    Columns ask for none, and of a table it is the box around it that asks. Rows that belong to the parts before a
    piece are not at its edge.
    """
    boxes = engine().boxes
    values = []
    while isinstance(box, (boxes.BlockLevelBox, boxes.TableRowGroupBox, boxes.TableRowBox)) and (
        box.is_in_normal_flow() or box.is_floated()
    ):
        if not box.is_column and not isinstance(box, boxes.TableBox):
            values.append(box.style["break_before" if first else "break_after"])
        inside = box.children
        if isinstance(box, (boxes.TableBox, boxes.TableRowGroupBox)):
            inside = [one for one in inside if not is_before(one)]
        if not inside:
            break
        box = inside[0 if first else -1]
    return values


def columns_around(box: Any) -> int | None:
    """How many boxes below one are the first columns on the way to the first text; None where there are none."""
    depth = 0
    while True:
        flowing = [one for one in getattr(box, "children", ()) if one.is_in_normal_flow()]
        if not flowing or isinstance(flowing[0], engine().boxes.LineBox):
            return None
        if flowing[0].is_column:
            return depth
        box, depth = flowing[0], depth + 1


def start_tags(elements: Sequence[Any]) -> str:
    """The tags that begin some elements, one in the other, with what a style selects them by."""
    tags = []
    for one in elements:
        given = "".join(f' {name}="{html.escape(one.get(name, ""))}"' for name in ("class", "style"))
        tags.append(f"<{one.tag}{given}>")
    return "".join(tags)
