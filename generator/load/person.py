"""What a person's id, name and address may look like."""

from __future__ import annotations

import unicodedata

from generator.diagnostics import Severity
from generator.load.modules import ID
from generator.model.mailbox import likely_domain, whole_address
from generator.model.project import Project

LONGEST_NAME = 300

_JOINERS = {"\u200c", "\u200d"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


def id_problem(identity: str) -> str | None:
    """Why a text is not valid as an applicant's id; None where it is."""
    if not ID.fullmatch(identity):
        return "an id has lower-case letters, digits and hyphens, at most 64"
    return f"'{identity}' names a device on some systems; take another id" if identity in _DEVICES else None


def name_problem(name: str) -> str | None:
    """Why a text is not valid as a person's name; None where it is. The name itself is never repeated."""
    if not name.strip():
        return "the name is missing; write the person's whole name"
    if len(name) > LONGEST_NAME:
        return f"the name has {len(name)} characters; at most {LONGEST_NAME} are printed"
    if hidden_character(name):
        return f"the name holds the invisible character {hidden_character(name)}"
    return None


def address_problem(address: str) -> str | None:
    """Why nobody can be written to at an address; None where somebody can. The address itself is never repeated."""
    if not address:
        return "the mail address is missing; write one, such as ana@example.org"
    hidden = hidden_character(address)
    if hidden is not None:
        return f"the mail address holds the invisible character {hidden}"
    try:
        whole_address(address)
    except ValueError as error:
        return f"this is not a mail address ({error}); write one, such as name@example.org"
    return None


def domain_problem(address: str, project: Project) -> str | None:
    """Which well-known domain was probably meant by another one; None where nothing looks like a slip."""
    mail = project.settings.mail
    meant = likely_domain(address, mail.known_domains if mail else ())
    return None if meant is None else f"'{address.rpartition('@')[2]}' looks like a slip for '{meant}'"


DOMAIN_ADVICE = "correct the address; if it is right, name its domain in guidegen.yaml under 'mail: known_domains:'"


def domain_severity(project: Project) -> Severity:
    """Handbooks that are sent must not go astray; without mail settings no domain can be declared right."""
    return "warning" if project.settings.mail is None else "error"


def hidden_character(words: str) -> str | None:
    """The first control or format character, as "U+202E"; joiners, which some scripts need, are fine."""
    for letter in words:
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in _JOINERS:
            return f"U+{ord(letter):04X}"
    return None
