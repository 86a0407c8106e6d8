"""What must not be broken over lines: codes such as J-1 and H-1B, numbers with their units."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from generator import text

_TAG_OR_CODE = re.compile(r"<[^>]*>|(?<![\w-])[A-Z]{1,3}-\d[A-Z]?(?![\w-])")


def unbroken(html: str) -> str:
    """HTML with every code of letters, hyphen and digit kept on one line."""
    return _TAG_OR_CODE.sub(_kept, html)


def _kept(match: re.Match[str]) -> str:
    whole = match.group(0)
    return whole if whole.startswith("<") else f'<span class="unbroken">{whole}</span>'


@lru_cache(maxsize=4096)
def title_html(words: str) -> Markup:
    """A title for a heading: quotes made typographic, codes unbroken, everything escaped."""
    return Markup(unbroken(str(escape(text.curly(words)))))  # noqa: S704 -- escaped just here
