"""Where lines may break: never inside codes such as DS-2019, anywhere inside a word longer than a line may be."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from generator import text

LONG = 32
"""Letters of a word that is broken anywhere. Others are not: the PDF engine would break a short word in two
behind an address or bold words at a line's end."""

_TAG = r"<[^>]*>"
_CODE = r"(?P<code>(?<![\w-])[A-Z]{1,3}-\d{1,4}[A-Z]?(?![\w-]))"
_LONG = rf"(?P<long>[^\s<>\ue000-\uf8ff]{{{LONG},}})"
_WORDS = re.compile(rf"{_TAG}|{_LONG}|{_CODE}")


def line_breaks(html: str) -> str:
    """HTML with every code of letters, hyphen and digits kept on one line, and very long words marked."""
    return _WORDS.sub(_marked, html)


def _marked(match: re.Match[str]) -> str:
    whole = match.group(0)
    if match.group("code"):
        return f'<span class="unbroken">{whole}</span>'
    return f'<span class="long">{whole}</span>' if match.group("long") else whole


@lru_cache(maxsize=4096)
def title_html(words: str) -> Markup:
    """A title for a heading: quotes made typographic, codes unbroken, everything escaped."""
    return Markup(line_breaks(str(escape(text.curly(words)))))  # noqa: S704 -- escaped just here
