"""A token from a program: `mail: token_command:`."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from pathlib import Path

from generator.errors import OutputError
from generator.send.program import Program
from generator.send.said import said

# RFC 6750, section 2.1.
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")


def token_of(words: tuple[str, ...], root: Path, seconds: float, now: Callable[[], float]) -> str:
    """What the program prints, which has to be one token and nothing else.

    It has so many seconds, and nobody to ask. Raises OutputError with one line where it gives none.
    """
    program = Program(words, root, seconds)
    ended = program.run(b"")
    printed = ended.printed.decode("utf-8", "replace").strip()
    if ended.code != 0:
        raise OutputError(f"{_called(program)} ended with code {ended.code}{_aside(ended.complained, printed)}")
    if not printed:
        raise OutputError(f"{_called(program)} printed nothing; it has to print a token{_aside(ended.complained)}")
    if _TOKEN.fullmatch(printed) is None:
        raise OutputError(f"{_called(program)} printed {_kind(printed)}; it has to print a token and nothing else")
    end = _expiry(printed)
    if end is not None and end <= now():
        raise OutputError(
            f"{_called(program)} printed a token that expired {_ago(now() - end)} ago; log in again with that program"
        )
    return printed


def _called(program: Program) -> str:
    return f"mail: token_command: '{program.name}'"


def _aside(complaint: bytes, *secrets: str) -> str:
    words = said(complaint, *secrets)
    return f" and said: {words}" if words else ""


def _kind(printed: str) -> str:
    """What was printed instead of a token. Never the thing itself: part of it may be secret."""
    if printed.startswith("<"):
        return "a page of HTML, as a login page is"
    if printed.startswith(("{", "[")):
        return "JSON"
    lines = len(printed.splitlines())
    return f"{lines} lines" if lines > 1 else "words that cannot be a token"


def _expiry(token: str) -> float | None:
    """When a token ends, in seconds since 1970, where it is a JWT (RFC 7519) that says so."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return None
    end = claims.get("exp") if isinstance(claims, dict) else None
    return float(end) if isinstance(end, int | float) else None


def _ago(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes >= 120:
        return f"{minutes // 60} hours"
    return f"{minutes} minutes" if minutes >= 2 else f"{int(seconds)} seconds"
