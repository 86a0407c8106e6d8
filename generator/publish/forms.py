"""Every way to read a text: as it is, decoded as programs and browsers decode it, and without its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

ROUNDS = 3
"""How often entities and percent signs may be wrapped in one another."""

_TAG = re.compile(r"<[^<>]*>")
_TAG_NAME = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*")
# Tags that may be inside a word; any other ends one.
_INLINE = re.compile(
    r"(?i)</?(?:a|abbr|b|bdi|bdo|big|cite|code|em|font|i|ins|del|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>|<!--.*?-->"
)
# JavaScript and JSON (\u00fc, \u{fc}, \xfc, \n, \/), and CSS (\fc and an optional space).
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9a-fA-F]{1,6})\}|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2})"
    r"|(?P<css>[0-9a-fA-F]{2,6})[ \t\n]?|(?P<blank>[nrtvfb])|(?P<itself>.))"
)
_HALVES = re.compile("[\ud800-\udfff]")
_LAST = 0x10FFFF


def forms_of(text: str) -> Iterator[str]:
    """A text decoded, with what its tags say of themselves but not their names, and the same without its tags."""
    escaped = _ESCAPE.sub(_unescaped, text) if "\\" in text else text
    if "<" in escaped:
        yield _decoded(_TAG_NAME.sub(" ", escaped))
        yield _decoded(_TAG.sub(" ", _INLINE.sub("", escaped)))
    else:
        yield _decoded(escaped)


def _unescaped(match: re.Match[str]) -> str:
    code = match["braced"] or match["four"] or match["two"] or match["css"]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) <= _LAST else " "
    return " " if match["blank"] else match["itself"]


def _decoded(text: str) -> str:
    """Entities and percent signs in their place, also where one is wrapped in the other."""
    for _ in range(ROUNDS):
        plain = html.unescape(unquote(text))
        if plain == text:
            break
        text = plain
    if _HALVES.search(text):  # of one letter, as JSON writes it
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
