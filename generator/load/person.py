"""What a person's id, name and address may look like."""

from __future__ import annotations

import re
import unicodedata

from generator.load.modules import ID

LONGEST_NAME = 300
LONGEST_ADDRESS = 254

_OUTSIDE = r"@\s,;:<>()\[\]\\\""
_ADDRESS = re.compile(rf"[^{_OUTSIDE}]+@[^{_OUTSIDE}.]+(?:\.[^{_OUTSIDE}.]+)+")
_JOINERS = {"\u200c", "\u200d"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


def id_problem(identity: str) -> str | None:
    """Why a text is not a valid applicant id; None where it is one."""
    if not ID.fullmatch(identity):
        return "an id has lower-case letters, digits and hyphens, at most 64"
    return f"'{identity}' names a device on some systems; take another id" if identity in _DEVICES else None


def name_problem(name: str) -> str | None:
    """Why a text is not a person's name; None where it is one. The name itself is never repeated."""
    if not name.strip():
        return "the name is missing"
    if len(name) > LONGEST_NAME:
        return f"the name has {len(name)} characters; at most {LONGEST_NAME} are printed"
    if hidden_character(name):
        return f"the name holds the invisible character {hidden_character(name)}"
    return None


def address_problem(address: str) -> str | None:
    """Why a text is not a valid mail address; None where it is one. The address itself is never repeated."""
    if not address:
        return "the mail address is missing"
    if len(address) > LONGEST_ADDRESS or hidden_character(address) or not _ADDRESS.fullmatch(address):
        return "this is not a valid mail address; write one, such as name@example.org"
    return None


def hidden_character(words: str) -> str | None:
    """The first control or format character, as "U+202E"; joiners, which some scripts need, are fine."""
    for letter in words:
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in _JOINERS:
            return f"U+{ord(letter):04X}"
    return None
