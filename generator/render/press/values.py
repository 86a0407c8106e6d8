"""Short texts that books fill into pieces, where nothing around them depends on how long they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.late import BLANK, HEAD, VALUE
from generator.render.press.piece import Ink, Piece, Value
from generator.render.press.shapes import Shapes, pattern_of
from generator.render.press.short import Shape
from generator.render.press.unfit import Unfit

ROUNDED = 0.05
"""Pixels by which a text has to be shorter than its room: one that just fits is laid out itself."""
NONE = -1.0
"""The room where there is none for any other text than the one that is laid out."""
_OPERAND = re.compile(rb"\[[^\]]*\] TJ")
_MATRIX = re.compile(rb"1 0 0 -1 ([-0-9.e]+)")
_PLAIN = (
    "font_kerning", "font_language_override", "font_feature_settings", "font_stretch", "font_variant_alternates",
    "font_variant_caps", "font_variant_east_asian", "font_variant_ligatures", "font_variant_position",
    "font_variation_settings", "letter_spacing", "text_decoration_line", "text_transform", "word_spacing",
)  # fmt: skip
"""What has to be as usual where a text is filled in."""


def values_of(page: Any) -> dict[int, Value]:
    """The stand-ins of late texts on a page, by the identity of their text boxes, each with the room for its text."""
    found: dict[int, Value] = {}
    _walk(page, found, is_fixed=True)
    return found


def _walk(box: Any, found: dict[int, Value], *, is_fixed: bool) -> None:
    """Look at a box and all in it; `is_fixed` says that its width does not follow from what is in it."""
    boxes = engine().boxes
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        if HEAD in box.text:
            raise Unfit("a running head is printed in the text")
        if _is_late(box) and id(box) not in found:
            found[id(box)] = Value(_number(box), NONE, _face(box.style), is_right=False)
        return
    children = getattr(box, "children", ())
    if isinstance(box, boxes.TableBox):
        is_fixed = box.style["table_layout"] == "fixed" and box.style["width"] != "auto"
    elif not isinstance(box, (boxes.InlineBox, boxes.LineBox, boxes.TableRowGroupBox, boxes.TableRowBox)):
        shrinks = isinstance(box, boxes.InlineBlockBox) or box.is_floated() or box.is_absolutely_positioned()
        has_width = not isinstance(box, boxes.TableCellBox) and box.style["width"] != "auto"
        is_fixed = has_width or (is_fixed and not shrinks)
    if is_fixed and children and isinstance(children[-1], boxes.LineBox):
        _measure(box, children[-1], found)
    for child in children:
        _walk(child, found, is_fixed=is_fixed)


def _measure(box: Any, line: Any, found: dict[int, Value]) -> None:
    """The room of a late text that ends the last line of a block."""
    inside, is_alone = line, True
    while getattr(inside, "children", ()):
        is_alone = is_alone and len(inside.children) == 1
        inside = inside.children[-1]
        if not isinstance(inside, (engine().boxes.InlineBox, engine().boxes.TextBox)) or _shows_its_width(inside):
            return
    if not _is_late(inside) or not _is_plain(inside.style):
        return
    left, align = box.content_box_x(), box.style["text_align_all"]
    if align in ("start", "left", "justify"):
        room = left + box.width - inside.position_x
    elif align in ("end", "right") and is_alone:
        room = box.width
    else:
        return
    found[id(inside)] = Value(_number(inside), room, _face(inside.style), is_right=align in ("end", "right"))


def _shows_its_width(box: Any) -> bool:
    """Whether something is painted or linked all along a box in a line."""
    sides = ("top", "right", "bottom", "left")
    return bool(
        (box.element is not None and box.element.get("href") is not None)
        or (box.style["background_color"] is not None and getattr(box, "background", None))
        or any(box.style[f"border_{side}_width"] for side in sides)
    )


def _is_plain(style: Any) -> bool:
    usual = engine().INITIAL_VALUES
    return style["direction"] == "ltr" and all(style[name] == usual[name] for name in _PLAIN)


def _is_late(box: Any) -> bool:
    if not isinstance(box, engine().boxes.TextBox):
        return False
    element = box.element
    return (
        element is not None
        and element.get(VALUE) is not None
        and "::" not in (box.element_tag or "")
        and box.text == BLANK
    )


def _number(box: Any) -> int:
    return int(box.element.get(VALUE))


def _face(style: Any) -> str:
    """The CSS of how the letters of a box look."""
    families = ", ".join(f'"{family}"' for family in style["font_family"])
    figures = style["font_variant_numeric"]
    numeric = figures if isinstance(figures, str) else " ".join(figures)
    return (
        f"font-family: {families}; font-size: {style['font_size']}px; font-style: {style['font_style']}; "
        f"font-weight: {style['font_weight']}; font-variant-numeric: {numeric}"
    )


def withdraw(piece: Piece) -> None:
    """Let no text of a piece be filled in, as its bookmarks or running heads say it, too."""
    for item in piece.values:
        if item.value is not None:
            item.value = replace(item.value, room=NONE)


def wanted(values: Sequence[str], piece: Piece) -> Iterator[tuple[str, str]]:
    """What has to be shaped for the texts of a part: faces and patterns."""
    for item in piece.values:
        if item.value is not None and item.value.room > 0:
            yield item.value.face, BLANK
            yield item.value.face, pattern_of(values[item.value.number])


def too_wide(values: Sequence[str], piece: Piece, shapes: Shapes) -> set[int]:
    """The texts of a part that cannot be filled into its piece, by their numbers."""
    found = set()
    for item in piece.values:
        value = item.value
        if value is None:
            continue
        if value.room > 0:
            blank, shape = shapes.of(value.face, BLANK), shapes.of(value.face, pattern_of(values[value.number]))
            if _is_like(item, blank) and shape is not None and shape.width + ROUNDED < value.room:
                continue
        found.add(value.number)
    return found


def _is_like(item: Ink, blank: Shape | None) -> bool:
    """Whether a stand-in was painted as its face says, so that other texts of this face can be in its place."""
    return blank is not None and blank.operand in item.content and b"/%s " % blank.font.encode() in item.content


def filled_value(item: Ink, values: Sequence[str], shapes: Shapes) -> bytes:
    """The content of an item with the text that its part has there."""
    value = item.value
    assert value is not None
    text = values[value.number]
    operand = shapes.filled(value.face, text)
    content = _OPERAND.sub(lambda _: operand, item.content, count=1)
    if not value.is_right:
        return content
    shape, blank = shapes.of(value.face, pattern_of(text)), shapes.of(value.face, BLANK)
    assert shape is not None
    assert blank is not None
    moved = blank.width - shape.width
    return _MATRIX.sub(lambda match: b"1 0 0 -1 %.6f" % (float(match[1]) + moved), content, count=1)
