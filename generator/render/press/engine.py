"""What is taken from inside WeasyPrint: every name in one place, checked before it is used."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from generator.render.press.unfit import Unfit

TESTED = {"WeasyPrint": ("70.0",), "pydyf": ("0.13.0",)}
"""Versions with which `tests/press` compares pieces with whole documents."""

EFFORT = 4
"""Of 9, at which pydyf compresses: for the streams of a handbook seven times as long, for 12 % less."""
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
INSIDE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "weasyprint.document": {"Page": ("_page_box", "anchors", "bookmarks", "links")},
    "weasyprint.layout.absolute": {"AbsolutePlaceholder": ("_box",)},
    "weasyprint.pdf.fonts": {"Font": ("family", "hash", "missing", "to_unicode", "widths")},
    "weasyprint.pdf.stream": {
        "Stream": (
            "_current_alpha",
            "_current_alpha_stroke",
            "_current_color",
            "_current_color_stroke",
            "_current_font",
            "_images",
            "_old_font",
            "_resources",
            "_tags",
        )
    },
}
"""What is read or set in objects of WeasyPrint's classes, which have it from the beginning."""


@lru_cache(maxsize=1)
def engine() -> Any:
    """The names above as attributes, without the module they are in.

    Raises Unfit where a version is not tested, or something is not there.
    """
    found: dict[str, object] = {}
    for module, names in NAMES.items():
        try:
            there = importlib.import_module(module)
            found |= {name.strip("_"): getattr(there, name) for name in names}
        except (ImportError, AttributeError) as error:
            raise Unfit(f"this WeasyPrint has no {module}: {error}") from error
    versions = {"WeasyPrint": found["version"], "pydyf": getattr(found["pydyf"], "__version__", "unversioned")}
    for library, version in versions.items():
        if version not in TESTED[library]:
            tested = ", ".join(TESTED[library])
            raise Unfit(f"{library} {version} was not compared with whole handbooks, only {tested}")
    _check_inside()
    return SimpleNamespace(**found)


def _check_inside() -> None:
    """Raises Unfit where objects of a class have not what is read or set in them."""
    for module, classes in INSIDE.items():
        for name, attributes in classes.items():
            made = getattr(importlib.import_module(module), name).__init__.__code__
            missing = [one for one in attributes if one not in (*made.co_names, *made.co_consts)]
            if missing:
                raise Unfit(f"this WeasyPrint has no {missing[0]} in {module}.{name}")


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
