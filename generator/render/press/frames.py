"""The frame of a box that a page end divides, painted with the paths WeasyPrint would paint (`draw_border`).

Its upper and its lower side are on one page each; the others are cut obliquely where they meet a side of the same part.
"""

from __future__ import annotations

from generator.render.press.piece import Edges

_ORDER = ("bottom", "left", "right", "top")


def divided(edges: Edges, top: float, bottom: float, *, begins: bool, ends: bool) -> list[bytes]:
    """What is painted of a frame between two heights; whether the box begins and ends there."""
    left, right = edges.left, edges.right
    (up, up_color), (wide_right, right_color), (down, down_color), (wide_left, left_color) = edges.sides
    up, down = up if begins else 0, down if ends else 0
    painted = []
    if edges.ground and right > left and bottom > top:
        painted.append(b"q %s rg %s f Q" % (edges.ground, _rectangle(left, top, right, bottom)))
    x0, y0, x1, y1 = left + wide_left, top + up, right - wide_right, bottom - down
    sides = {
        "bottom": (down, down_color, ((right, bottom), (left, bottom), (x0, y1), (x1, y1))),
        "left": (wide_left, left_color, ((left, bottom), (left, top), (x0, y0), (x0, y1))),
        "right": (wide_right, right_color, ((right, bottom), (right, top), (x1, y0), (x1, y1))),
        "top": (up, up_color, ((right, top), (left, top), (x0, y0), (x1, y0))),
    }
    ring = _rectangle(x0, y0, x1, y1) + b" " + _rectangle(left, top, right, bottom)
    for width, color, corners in (sides[side] for side in _ORDER):
        if width:
            painted.append(b"q %s W* n %s rg %s f* Q" % (_path(corners), color, ring))
    return [b"/Artifact BMC %s EMC" % one for one in painted]


def _rectangle(left: float, top: float, right: float, bottom: float) -> bytes:
    return b"%.4f %.4f %.4f %.4f re" % (left, top, right - left, bottom - top)


def _path(corners: tuple[tuple[float, float], ...]) -> bytes:
    (x, y), *others = corners
    return b"%.4f %.4f m" % (x, y) + b"".join(b" %.4f %.4f l" % corner for corner in others)
