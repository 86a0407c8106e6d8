"""What is taken from inside WeasyPrint: every name in one place, checked before it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from generator.render.press.unfit import Unfit

TESTED = ("70.0",)
"""Versions against which `tests/press` compares pieces with whole documents."""

EFFORT = 4
"""Of 9, at which pydyf compresses: five times as long for 6 % less."""
NAMES = {
    "weasyprint": ("HTML", "CSS", "Document", "__version__"),
    "weasyprint.anchors": ("gather_anchors",),
    "weasyprint.css.properties": ("INITIAL_VALUES",),
    "weasyprint.draw": (
        "draw_background",
        "draw_border",
        "draw_inline_level",
        "draw_replacedbox",
        "draw_stacking_context",
    ),
    "weasyprint.draw.color": ("get_color",),
    "weasyprint.html": ("get_html_metadata",),
    "weasyprint.formatting_structure": ("boxes",),
    "weasyprint.layout": ("make_margin_boxes",),
    "weasyprint.layout.absolute": ("AbsolutePlaceholder",),
    "weasyprint.layout.page": ("remake_page",),
    "weasyprint.layout.block": ("block_level_page_break", "collapse_margin"),
    "weasyprint.matrix": ("Matrix",),
    "weasyprint.pdf": ("pydyf",),
    "weasyprint.pdf.anchors": ("add_links",),
    "weasyprint.pdf.metadata": ("DocumentMetadata",),
    "weasyprint.pdf.stream": ("Stream",),
    "weasyprint.pdf.tags": ("add_tags",),
    "weasyprint.stacking": ("StackingContext",),
}


@lru_cache(maxsize=1)
def engine() -> Any:
    """The names above as attributes, without the module they are in. Raises Unfit where the version is not tested."""
    found: dict[str, object] = {}
    for module, names in NAMES.items():
        try:
            there = importlib.import_module(module)
            found |= {name.strip("_"): getattr(there, name) for name in names}
        except (ImportError, AttributeError) as error:
            raise Unfit(f"this WeasyPrint has no {module}: {error}") from error
    if found["version"] not in TESTED:
        raise Unfit(f"WeasyPrint {found['version']} was not compared with whole handbooks, only {', '.join(TESTED)}")
    return SimpleNamespace(**found)


@contextmanager
def less_effort() -> Iterator[None]:
    """Let pydyf compress with less effort than it does."""
    pydyf = engine().pydyf
    own = pydyf.zlib
    pydyf.zlib = SimpleNamespace(**{**vars(own), "compressobj": lambda level: own.compressobj(min(level, EFFORT))})
    try:
        yield
    finally:
        pydyf.zlib = own


@contextmanager
def without_margins() -> Iterator[None]:
    """Let WeasyPrint lay out pages without what is printed around their text: a third of the time of a small page."""
    layout: Any = importlib.import_module("weasyprint.layout")
    own = layout.make_margin_boxes
    layout.make_margin_boxes = lambda *_: ()
    try:
        yield
    finally:
        layout.make_margin_boxes = own


def box_of(page: Any) -> Any:
    """The box of a laid-out page, with its margin boxes after the root element's."""
    return page._page_box  # noqa: SLF001 -- it has no public name
