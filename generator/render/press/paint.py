"""Painting with WeasyPrint into items: each stretch of marked content, artifact or graphics state by itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from generator.render.press.engine import engine
from generator.render.press.needs import Form
from generator.render.press.piece import ARTIFACT, RAW, Ink
from generator.render.press.unfit import Unfit

OPAQUE = re.compile(rb"^/[aA]1(\.0)? gs$")
_STATE = re.compile(rb"/([^\s/]+) gs\b")
_KNOWN_STATE = re.compile(rb"[aA][0-9.]+$")
_DRAWN = re.compile(rb"/(\S+) Do\b")
NEEDED = re.compile(rb"/(\S+) (gs|Do)\b")
"""What a content takes from the resources of its page or form: states of graphics, drawings and pictures."""
_SHADED = re.compile(rb"/\S+ (?:scn|SCN|sh)\b")


def joined(words: list[Any]) -> bytes:
    """The operators of a stream as bytes."""
    return b"\n".join(
        one if isinstance(one, bytes) else str(one).encode() if isinstance(one, str) else one.data for one in words
    )


def rgb(color: Any) -> bytes:
    """The operands of a color."""
    return b"%.4g %.4g %.4g" % tuple(color.to("srgb").coordinates)


@lru_cache(maxsize=1)
def _stream_class() -> Any:
    """A stream that closes an item at each end of marked content or an artifact, each with a state of its own."""

    class Painter(engine().Stream):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.items: list[tuple[str, Any, list[Any]]] = []
            self.is_inside = False
            self.stream: list[Any] = []

        def forget(self) -> None:
            self._current_color = self._current_color_stroke = None
            self._current_alpha = self._current_alpha_stroke = None
            self._current_font = self._old_font = None

        def end_item(self, tag: str, box: Any) -> None:
            if self.stream:
                self.items.append((tag, box, self.stream))
            self.stream = []
            self.forget()

        @contextmanager
        def _item(self, tag: str, box: Any) -> Iterator[None]:
            if self.is_inside:
                yield
                return
            self.end_item(RAW, None)
            self.is_inside = True
            try:
                yield
            finally:
                self.is_inside = False
                if box is not None and not self.stream:
                    self.stream = [b""]
                self.end_item(tag, box)

        def marked(self, box: Any, tag: str) -> Any:
            return self._item(tag, box)

        def artifact(self) -> Any:
            return self._item(ARTIFACT, None)

        def pop_state(self) -> None:
            if not self.stream and self.items and self.items[-1][0] == RAW and self.items[-1][2] == [b"q"]:
                self.stream = self.items.pop()[2]
            super().pop_state()

    return Painter


class Canvas:
    """What the pieces of one document are painted on: shared fonts, and the forms and pictures they draw."""

    def __init__(self, fonts: dict[Any, Any]) -> None:
        pydyf = engine().pydyf
        self.fonts = fonts
        self.images: dict[str, Any] = {}
        self.resources = pydyf.Dictionary(
            {name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading")}
        )
        self.resources["ColorSpace"] = b"null"

    def stream(self, width: float, height: float) -> Any:
        """A new stream for one page."""
        return _stream_class()(self.fonts, (0, 0, width, height), self.resources, self.images, {}, {}, None)


class Brush:
    """Paints boxes of one page and hands out what was painted since the last call."""

    def __init__(self, canvas: Canvas, page: Any) -> None:
        self.canvas, self.page = canvas, page
        self.stream = canvas.stream(page.margin_width(), page.margin_height())
        self.tags: dict[Any, dict[str, Any]] = {}
        self.forms: dict[str, Form] = {}
        self.pictures: set[str] = set()
        self.needs: set[tuple[bytes, bytes]] = set()

    def take(self) -> list[tuple[Ink, Any]]:
        """The items painted since the last call, each with its box. Their marks count up through the page."""
        self.stream.end_item(RAW, None)
        taken: list[tuple[Ink, Any]] = []
        for tag, box, words in self.stream.items:
            content = self.named(joined([one for one in words if not (isinstance(one, bytes) and OPAQUE.match(one))]))
            if not content and tag in (RAW, ARTIFACT):
                continue
            self.needs.update(NEEDED.findall(content))
            item = Ink(tag, content)
            if box is not None:
                item.mark = len(self.tags)
                self.tags[box] = {"tag": tag, "mcid": item.mark}
            taken.append((item, box))
        self.stream.items = []
        return taken

    def named(self, content: bytes) -> bytes:
        """Content whose forms are named after what they draw. Raises Unfit where it needs what a book cannot give."""
        if _SHADED.search(content):
            raise Unfit("a drawing has a pattern or a gradient")
        for state in _STATE.findall(content):
            if not _KNOWN_STATE.match(state):
                raise Unfit("something is drawn through a mask or blended")
        return _DRAWN.sub(lambda match: b"/%s Do" % self._name(match[1].decode()), content)

    def _name(self, name: str) -> bytes:
        form = self.canvas.resources["XObject"].get(name)
        if form is None:
            if name in self.canvas.images:
                self.pictures.add(name)
            return name.encode()
        if form.extra["Resources"]["Pattern"] or form.extra["Resources"]["Shading"]:
            raise Unfit("a drawing has a pattern or a gradient")
        outer, self.canvas.resources = self.canvas.resources, form.extra["Resources"]
        content = self.named(joined(form.stream))
        self.canvas.resources = outer
        inner = tuple(sorted({one.decode() for one in _DRAWN.findall(content)}))
        box = tuple(float(edge) for edge in form.extra["BBox"])
        hashed = "f" + hashlib.sha256(repr((box, content)).encode()).hexdigest()[:16]
        self.forms[hashed] = Form(box, content, inner)
        return hashed.encode()

    def frame(self, box: Any) -> None:
        """The background and the border of a box."""
        engine().draw_background(self.stream, box.background)
        engine().draw_border(self.stream, box)

    def context(self, box: Any) -> None:
        """A box that is painted in one go, with all that is inside it."""
        engine().draw_stacking_context(self.stream, engine().StackingContext.from_box(box, self.page))

    def line(self, box: Any) -> None:
        """A line of text."""
        context = engine().StackingContext.from_box(box, self.page)
        for one in context.negative_z_contexts:
            engine().draw_stacking_context(self.stream, one)
        engine().draw_inline_level(self.stream, self.page, context.box)
        for one in (*context.float_contexts, *context.zero_z_contexts, *context.positive_z_contexts):
            engine().draw_stacking_context(self.stream, one)

    def picture(self, box: Any) -> None:
        """A picture or drawing that is a block of its own."""
        self.frame(box)
        with self.stream.marked(box, "Figure"):
            engine().draw_replacedbox(self.stream, box)
