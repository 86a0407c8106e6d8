"""What attachments are called: a pattern with holes, filled with letters that every mail program and disk takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath

from generator.diagnostics import nearest
from generator.model.output import FILES

HOLES = ("kind", "name", "title", "id")
"""The holes: handbook, calendar or workbook; the person's name; the guide's title; the person's id."""
DEFAULT = "{kind} {name} {title}"
MOST = {"title": 40, "name": 60}
"""The most letters of what fills a hole: a path on Windows has 260 in all."""
MOST_IN_ALL = 120

PATTERN_OF_HOLES = r"^([^{}]|\{(" + "|".join(HOLES) + r")\})*$"
"""The same as a regular expression, for editors."""

_HOLE = re.compile(r"\{([^{}]*)\}")
_APART = re.compile(r"[^A-Za-z0-9]+")
# Letters that do not come apart into one of ours and an accent.
_SPELLED = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "'": "", "\u2019": "",
})  # fmt: skip
# Names of devices, which Windows takes for no file (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")


def checked_pattern(words: str) -> str:
    """A pattern as it is. Raises ValueError for a hole that is not known, or a brace that is none of a hole."""
    for hole in _HOLE.findall(words):
        if hole not in HOLES:
            hint = nearest(hole, HOLES) or f"there are {', '.join(HOLES)}"
            raise ValueError(f"there is no '{{{hole}}}' here; {hint}")
    if re.search(r"[{}]", _HOLE.sub("", words)):
        raise ValueError("a brace is not closed, or not opened; write holes such as {name}")
    return words


def attachment_names(pattern: str, title: str, profile: str, name: str) -> dict[str, str]:
    """What the files of a person are called in a message, by file."""
    values = {"id": profile, "name": name, "title": title}
    return {kind.file: attachment_name(pattern, {**values, "kind": kind.word}, kind.file) for kind in FILES}


def attachment_name(pattern: str, values: Mapping[str, str], file: str) -> str:
    """The name of a file, with its own suffix, from a pattern and what fills its holes.

    A name without one Latin letter gives way to the id.
    """

    def filled(hole: re.Match[str]) -> str:
        words = safe_letters(values[hole[1]], MOST.get(hole[1], MOST_IN_ALL))
        return words or values["id"]

    stem = safe_letters(_HOLE.sub(filled, pattern), MOST_IN_ALL) or safe_letters(values["id"])
    return f"{stem}{'-' if _DEVICE.fullmatch(stem) else ''}{PurePath(file).suffix}"


def safe_letters(words: str, most: int = MOST_IN_ALL) -> str:
    """Words in plain letters, digits and hyphens, cut between two words where they are too many."""
    apart = unicodedata.normalize("NFKD", words.translate(_SPELLED))
    plain = _APART.sub("-", "".join(letter for letter in apart if not unicodedata.combining(letter))).strip("-")
    return plain if len(plain) <= most else plain[: most + 1].rpartition("-")[0] or plain[:most]
