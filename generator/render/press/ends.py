"""Where boxes end, and what is drawn around them: what page ends ask of them besides their lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.paint import rgb
from generator.render.press.piece import Atom, Edges, End, Ink
from generator.render.press.unfit import Unfit

SIDES = ("top", "right", "bottom", "left")


def add_end(atom: Atom, box: Any, first: int, around: Sequence[Any], *, collapses: bool) -> None:
    """Note that a box ends with an atom, where that asks for more than the atom does.

    `first` is the atom it began with, `around` the boxes around it, `collapses` whether the bottom margin of the one
    around meets its own.
    """
    if not around:
        return  # the box that makes a piece of a stretch of HTML, and is in no book
    content, bottom = box.content_box_y() + box.height, box.border_box_y() + box.border_height()
    below = box.padding_bottom + box.border_bottom_width
    inside, outside = (0, box.margin_bottom) if collapses else (box.margin_bottom, 0)
    end = End(first, content, bottom, below, inside, outside, len(around), nesting(around, box))
    if asks(end, atom) or outside > 0:
        atom.ends.append(end)


def asks(end: End, atom: Atom) -> bool:
    """Whether the end of a box asks for more than the atom it ends with, by itself."""
    return end.content > atom.fit or end.bottom + end.below + end.margin > atom.fit


def nesting(around: Sequence[Any], box: Any) -> int:
    """How many elements are around a box, which may be one of several of its element."""
    elements = [one.element for one in (*around, box)]
    return sum(one is not other for one, other in pairwise(elements))


def end_in_column(atom: Atom, box: Any, *, collapses: bool) -> None:
    """Note that a box ends with an atom that is in a column, or in columns inside the box.

    WeasyPrint asks for padding and border once more below lines, and for a margin that stays inside.
    """
    end = box.border_box_y() + box.border_height()
    below = box.border_bottom_width + box.padding_bottom
    beyond = below if isinstance(box.children[-1], engine().boxes.LineBox) else 0
    beyond += 0 if collapses else box.margin_bottom
    if below or beyond or box.min_height:
        atom.fit = max(atom.fit, end + beyond)


def edges_of(box: Any, first: int, last: int, around: Sequence[Any], frame: Sequence[Ink]) -> Edges:
    """The frame of a box, to be drawn in part where a page ends inside it. Raises Unfit where that cannot be."""
    if last > first and any(any(corner) for corner in box.rounded_border_box()[4:]):
        raise Unfit("a box that a page may end in has round corners")
    sides = []
    for side in SIDES:
        width, style = box.style[f"border_{side}_width"], box.style[f"border_{side}_style"]
        if width and style != "solid" and last > first:
            raise Unfit("a box that a page may end in has a border that is not solid")
        sides.append((width, rgb(engine().get_color(box.style, f"border_{side}_color"))))
    ground = box.background.color if box.background and box.background.layers else None
    return Edges(
        first,
        last,
        len(around),
        nesting(around, box),
        box.border_box_x(),
        box.border_box_y(),
        box.border_box_x() + box.border_width(),
        box.border_box_y() + box.border_height(),
        tuple(sides),
        None if ground is None or not ground.alpha else rgb(ground),
        tuple(frame),
    )
