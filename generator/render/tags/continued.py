"""A paragraph, list, section or row that goes on over the end of a page or column is one element."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from generator.render.tags.boxes import is_kind
from generator.render.tags.tree import Tree

APART = {"/Table", "/THead", "/TBody", "/TFoot", "/Link"}
"""Tables and their groups are joined along with their heads; a link is one for each line."""
KINDS = ("BlockLevelBox", "TableRowBox", "TableCellBox")

Stretches = list[tuple[int, Any]]
"""The elements of one thing, each with its page."""


@dataclass(slots=True)
class Built:
    """The elements that WeasyPrint makes of the boxes of one HTML element, in order.

    A box is that of the HTML element itself, or one without a name of its own: a column, or the words next to a list.
    """

    _own: dict[tuple[int, str], Stretches] = field(default_factory=dict)
    _nameless: dict[tuple[int, str], Stretches] = field(default_factory=dict)

    @contextmanager
    def watching(self, tags: Any) -> Iterator[None]:
        """Note what is made of which box while a document is written; `tags` is WeasyPrint's module that makes it.

        A box does not keep the element that was made of it, and the function that makes both is called once for each
        box that is a block or inside a line.
        """
        build = tags._build_box_tree  # noqa: SLF001 -- there is no public way from a box to its element

        def noting(box: Any, parent: Any, pdf: Any, page: int, *rest: Any) -> Iterator[Any]:
            for element in build(box, parent, pdf, page, *rest):
                self._note(getattr(box, "_box", box), element, page)
                yield element

        tags._build_box_tree = noting  # noqa: SLF001
        try:
            yield
        finally:
            tags._build_box_tree = build  # noqa: SLF001

    def _note(self, box: Any, element: Any, page: int) -> None:
        if box.element is None or box.element_tag in ("html", "body") or element["S"] in APART:
            return
        if any(is_kind(box, kind) for kind in KINDS):
            kept = self._nameless if is_kind(box.style, "AnonymousStyle") else self._own
            kept.setdefault((id(box.element), element["S"]), []).append((page, element))

    def join(self, tree: Tree) -> None:
        """Move what stands for the rest of something to the element it began with.

        To be called when heads of tables that come again are no longer in the tree.
        """
        for stretches in self._own.values():
            first, *rest = [element for _, element in stretches if element] or [None]
            for element in rest:
                if "ID" in element:
                    element["ID"].string = first["ID"].string
                tree.move_kids(element, first)
        for stretches in self._nameless.values():
            self._join_over_pages(stretches, tree)

    def _join_over_pages(self, stretches: Stretches, tree: Tree) -> None:
        """Of several on one page, only the last goes on, in the first of the next; columns may be empty by now."""
        last, before = None, -1
        for page, element in stretches:
            if not element:
                continue
            if not element["K"]:
                tree.remove(element)
            elif last is not None and page > before:
                tree.move_kids(element, last)
            else:
                last = element
            before = page
