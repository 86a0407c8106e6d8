"""Web addresses: what is one, and patterns of them with holes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

from generator.model.mailbox import whole_address

_WEB = re.compile(r"https?://(?P<host>[^\s/?#]+)(?P<rest>[/?#]\S*)?")
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?")
_MAIL = re.compile(r"[^\s@<>,;?]+@[^\s@<>,;?.]+\.[^\s@<>,;?]+(?:\?\S*)?")
_PHONE = re.compile(r"\+?[0-9().;=-]*[0-9][0-9().;=-]*")
_HOLE = re.compile(r"\{([a-z]*)\}")

REPORT_HOLES = ("module", "revision", "guide", "page")
"""What an address to report a mistake may name."""


def is_web_address(words: str) -> bool:
    """Whether this is a whole http or https address with a host that can exist."""
    match = _WEB.fullmatch(words)
    if match is None or not _HOST.fullmatch(match.group("host")):
        return False
    host = match.group("host").partition(":")[0]
    return "." in host.strip(".") or host == "localhost" or host.startswith("[")


def is_address(words: str) -> bool:
    """Whether a link may lead there: a web, mail or telephone address."""
    scheme, _, rest = words.partition(":")
    match scheme:
        case "mailto":
            return _MAIL.fullmatch(rest) is not None and _is_mailbox(rest.partition("?")[0])
        case "tel":
            return _PHONE.fullmatch(rest) is not None
    return is_web_address(words)


def _is_mailbox(words: str) -> bool:
    try:
        whole_address(unquote(words))
    except ValueError:
        return False
    return True


def report_pattern(words: str) -> str:
    """The pattern itself, where it is an address whose holes are known.

    Raises ValueError with a sentence for the author.
    """
    for name in _HOLE.findall(words):
        if name not in REPORT_HOLES:
            raise ValueError(f"there is no hole '{{{name}}}'; known: {', '.join(f'{{{one}}}' for one in REPORT_HOLES)}")
    if "{" in _HOLE.sub("", words) or not is_address(_HOLE.sub("x", words)):
        raise ValueError("write a web address or mailto:, such as https://example.org/report?module={module}")
    return words


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """A pattern with its holes filled, each value escaped for an address."""
    return _HOLE.sub(lambda match: _escaped(values[match.group(1)]), pattern)


def _escaped(words: str) -> str:
    """Words in an address; what is between strokes, as addresses share it, is escaped once."""
    return "%2F".join(map(_escaped_part, words.split("/")))


@lru_cache(maxsize=4096)
def _escaped_part(words: str) -> str:
    return quote(words, safe="")
