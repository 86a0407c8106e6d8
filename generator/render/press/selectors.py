"""Selectors that look further than a part can see: it is laid out between stand-ins for its two neighbors alone."""

from __future__ import annotations

import re

from generator.render.press.unfit import Unfit

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COUNTS = re.compile(r":nth-|:(?:first|last|only)-of-type|:has\(|~(?!=)|\b(?:body|html|:root)\s*>|\+[^,{}]*\+")
_SOME_PAGES = re.compile(r"@page[^{]*:\s*(?:first|nth|blank)")


def refuse_selectors(css: str) -> None:
    """Raise Unfit where a style sheet counts elements, looks for what is far from them, or has single pages."""
    css = _COMMENT.sub("", css)
    if _SOME_PAGES.search(css):
        raise Unfit("a style is for the first, blank or numbered pages alone")
    # In values "+" and "~" only come in calculations, which have one of them at most as often as selectors do.
    if _COUNTS.search(css):
        raise Unfit("a style counts elements, or looks further than to those next to one")
