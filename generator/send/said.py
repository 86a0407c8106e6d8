"""What a server or a program said, fit to be shown: one line, without addresses and secrets."""

from __future__ import annotations

import base64
import re
import unicodedata

LONGEST = 400
"""A server's sentence may end in an address of a help page, which is what one needs."""

_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]=]+@[^\s<>\"',;:()\[\]]+")
_ENHANCED = re.compile(r"(?m)^([245]\.\d{1,3}\.\d{1,3})[ \t]+")


def said(reply: bytes | str, *secrets: str) -> str:
    """A reply in one line: addresses become "(address)", and every secret, also encoded, "(secret)".

    The status code that servers repeat at the beginning of each line is said once.
    """
    words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    for secret in secrets:
        for form in (secret, base64.b64encode(secret.encode()).decode("ascii")):
            words = words.replace(form, "(secret)") if form else words
    words = _ADDRESS.sub("(address)", _once(words))
    visible = "".join(letter if not unicodedata.category(letter).startswith("C") else " " for letter in words)
    line = " ".join(visible.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 4] + " ..."


def _once(words: str) -> str:
    first = _ENHANCED.match(words)
    if first is None:
        return words
    return first[0] + _ENHANCED.sub(lambda one: "" if one[1] == first[1] else one[0], words[first.end() :])
